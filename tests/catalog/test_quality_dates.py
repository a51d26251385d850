"""Up to date or late: the exact day on which each frequency runs out."""

from datetime import UTC, date, datetime, timedelta

import pytest
from quality_documents import PUBLISHED, TODAY, of
from tumbaga.catalog import quality
from tumbaga.catalog.quality.freshness import span


def current(document, today=TODAY, modified=PUBLISHED):
    return quality.assess(document, today=today, modified=modified).checks[1]


@pytest.mark.parametrize(
    ("frequency", "last", "lag", "due"),
    [
        ("anual", "2019", None, date(2021, 3, 31)),
        ("anual", "2019", 10, date(2021, 3, 31)),
        ("anual", "2019", 120, date(2021, 4, 29)),
        ("mensual", "2026-10", None, date(2026, 12, 7)),
        ("trimestral", "2026-Q3", None, date(2027, 1, 21)),
        ("semestral", "2026-S1", None, date(2027, 2, 12)),
        ("diaria", "2026-11-01", None, date(2026, 11, 9)),
        ("continua", "2026-11-01", None, date(2026, 11, 8)),
    ],
)
def test_late_from_the_day_after_it_was_due(frequency, last, lag, due):
    document = of("indicator", frequency=frequency, lag_days=lag)
    document["latest"] = {"period": last, "value": 1}

    on_time, late = current(document, due), current(document, due + timedelta(1))

    assert (on_time.passed, on_time.says.code) == (True, "current.on_time")
    assert (late.passed, late.says.code) == (False, "current.late")
    assert late.says.values == {"last": last, "due": due}


@pytest.mark.parametrize(
    ("kind", "changes", "code", "fields"),
    [
        ("dataset", {"frequency": "irregular"}, "irregular", None),
        ("dataset", {"frequency": "solo_una_vez"}, "solo_una_vez", None),
        ("dataset", {"frequency": "no_aplica"}, "no_aplica", None),
        ("document", {"frequency": None}, "fixed", None),
        ("document", {"frequency": "mensual"}, "fixed", None),
        ("production_process", {"continuity": "suspendido"}, "suspended", None),
        ("dataset", {"frequency": None}, "undeclared", ("frequency",)),
        ("dataset", {"frequency": "a veces"}, "undeclared", ("frequency",)),
        ("indicator", {"latest": None}, "unmeasured", ("latest",)),
        ("indicator", {"latest": {"period": "2026"}}, "unmeasured", ("latest",)),
        (
            "dataset",
            {"temporal_end": None, "generated": None},
            "undated",
            ("temporal_end",),
        ),
    ],
)
def test_why_it_passes_or_fails(kind, changes, code, fields):
    found = current(of(kind, **changes))

    assert found.says.code == f"current.{code}"
    assert found.passed == (fields is None)
    assert (found.fix.values["fields"] if found.fix else None) == fields


def test_publishing_again_makes_no_figure_newer():
    document = of("dataset", generated=None, temporal_end="2020")
    yesterday = datetime(2026, 11, 20, tzinfo=UTC)

    assert not current(document, modified=yesterday).passed


def test_nothing_is_newer_than_its_publication():
    document = of("dataset", frequency="mensual", temporal_end="2099", generated=None)
    found = current(document, modified=datetime(2026, 1, 1, tzinfo=UTC))

    assert found.says.values["due"] == date(2026, 2, 7)


def test_the_newest_of_its_dates_counts():
    old = {"frequency": "mensual", "generated": "2015", "temporal_end": "2016"}
    files = [{"modified": "2015-01", "issued": "2026-11-02"}, {"modified": "2020"}]

    assert not current(of("dataset", **old)).passed
    assert current(of("dataset", **old, distributions=files)).passed
    survey = {"date": "2014-01-01", "dissemination": {"last_published": "2026-11"}}
    process = of("production_process", **old, characterisation=survey)
    assert current(process).passed


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024-02-28", ("2024-02-28", "2024-02-28")),
        ("2024-S2", ("2024-07-01", "2024-12-31")),
        ("2024-T1", ("2024-01-01", "2024-03-31")),
        ("2024-B6", ("2024-11-01", "2024-12-31")),
        ("2024-C3", ("2024-09-01", "2024-12-31")),
        ("2015/2019", ("2015-01-01", "2019-12-31")),
    ],
)
def test_periods_are_read_as_they_are_written(text, days):
    assert tuple(day.isoformat() for day in span(text)) == days


@pytest.mark.parametrize(
    "text",
    [
        "None",
        "2024-02-31",
        "2024-13",
        "2024-Q5",
        "2024-S0",
        "0000",
        "2024/",
        "/",
        "hoy",
        "20240",
    ],
)
def test_what_is_no_period_says_nothing(text):
    assert span(text) is None


def test_a_long_text_is_no_period():
    assert span("") is span("/" * 10_000) is span("2024/2025/2026") is None
