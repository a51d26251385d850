"""Figures, dates, links, charts, previews and icons, each by itself."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from tumbaga.records.reading import Observed
from tumbaga.web import filters, icons
from tumbaga.web.window import preview, reserve, series


@pytest.fixture
def spanish(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    ("written", "right"),
    [
        (lambda: filters.number(1234.5), "1.234,5"),
        (lambda: filters.number(0), "0"),
        (lambda: filters.number(Decimal("99.90290000")), "99,9029"),
        (lambda: filters.number(Decimal("1E+3")), "1.000"),
        (lambda: filters.number(-5), "-5"),
        (lambda: filters.number("n/a"), "n/a"),
        (lambda: filters.number(float("nan")), "nan"),
        (lambda: filters.money(26250000), "$\xa026.250.000"),
        (lambda: filters.short_date("2026-11-20"), "20 nov 2026"),
        (lambda: filters.short_date("2026-11"), "nov 2026"),
        (lambda: filters.short_date("2026"), "2026"),
        (lambda: filters.short_date("2026-99-01"), "2026-99-01"),
        (lambda: filters.long_date(date(2029, 3, 14)), "14 de marzo de 2029"),
        (lambda: filters.period("2018-Q4"), "4.º trimestre de 2018"),
        (lambda: filters.period("2013/2014"), "2013 a 2014"),
        (lambda: filters.size(989), "989 bytes"),
        (lambda: filters.size(1300000), "1,2\xa0MB"),
    ],
)
def test_figures_are_written_as_in_colombia(written: Any, right: str) -> None:
    assert written() == right


@given(st.text())
def test_no_link_runs_code(text: str) -> None:
    found = filters.safe_url(text)
    assert found is None or found.startswith(("/", "http", "HTTP", "mailto", "MAILTO"))


def figure(period: str, value: str | None, **more: Any) -> Observed:
    told: dict[str, Any] = {
        "territory": None,
        "breakdown": {},
        "status": None,
        "source": None,
        "note": None,
        **more,
    }
    return Observed(
        period=period, value=None if value is None else Decimal(value), **told
    )


def test_two_figures_of_one_period_are_tabled_not_drawn() -> None:
    observed = [figure(p, "1") for p in ("2015", "2016", "2017", "2017")]
    arranged = series.arrange({}, observed)
    assert arranged.points == ()
    assert len(arranged.lines) == 4


def test_one_figure_and_its_aim_become_bars() -> None:
    document = {"targets": [{"year": 2019, "value": 87}]}
    arranged = series.arrange(document, [figure("2015", "57")])
    assert [line.share for line in arranged.lines] == [100.0, 65.5]


@given(st.binary(max_size=2000))
def test_no_file_breaks_the_preview(head: bytes) -> None:
    preview.parse(head)


def test_preview_keeps_leading_zeros_as_words() -> None:
    table = preview.parse(b"cod;n\n05001;1\n05002;2\n")
    assert table is not None
    assert table.figures == (False, True)


@pytest.mark.usefixtures("spanish")
def test_last_day_of_a_term_still_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    decision = {"starts": "2024-03-14", "ends": "2029-03-14"}
    monkeypatch.setattr(reserve, "today", lambda: date(2029, 3, 14))
    last = reserve.term(decision)
    monkeypatch.setattr(reserve, "today", lambda: date(2029, 3, 15))
    after = reserve.term(decision)
    assert last is not None
    assert after is not None
    assert (last.over, after.over) == (False, True)
    assert last.whole == "5 años"


def test_sprite_holds_what_is_used_and_little_else() -> None:
    drawn = icons.sprite()
    assert b'id="search"' in drawn
    assert len(drawn) < 40_000
    assert icons.named_in_templates() <= {
        part.split(b'"')[0].decode() for part in drawn.split(b'id="')[1:]
    }


def test_a_month_is_not_held_against_its_whole_year() -> None:
    observed = [figure(f"2019-0{month}", str(month * 10)) for month in (1, 2, 3)]
    document = {"targets": [{"year": 2019, "value": 90}]}

    assert {one.light for one in series.judged(document, observed)} == {""}
    standing = series.judged({**document, "accumulation": "stock"}, observed)
    assert [one.light for one in standing] == ["critico"] * 3


def test_lights_follow_the_direction_and_the_own_ranges() -> None:
    observed = [figure("2018", "60", target=Decimal(50)), figure("2019", "40")]
    document = {"targets": [{"year": 2019, "value": 50}], "direction": "decreciente"}
    low = series.judged(document, observed)
    assert [one.light for one in low] == ["medio", "satisfactorio"]
    document["thresholds"] = {"satisfactory": 80, "medium": 60}
    assert series.judged(document, observed)[0].light == "satisfactorio"
    document["direction"] = "creciente"
    assert [one.light for one in series.judged(document, observed)] == [
        "satisfactorio",
        "satisfactorio",
    ]


def test_a_part_is_not_held_against_the_target_of_the_whole() -> None:
    part = figure("2019", "5", breakdown={"sexo": "mujer"})
    elsewhere = figure("2019", "5", territory="76001")
    whole = [figure("2018", "80"), figure("2019", "81")]
    document = {"targets": [{"year": 2019, "value": 87}]}
    judged = series.judged(document, [part, elsewhere, *whole])
    assert [one.light for one in judged] == ["", "", "", "satisfactorio"]


def test_the_variables_of_the_newest_figure_are_worked_out() -> None:
    observed = [
        figure(f"2019-0{n}", str(n), target=Decimal(n * 10), components={"V1": str(n)})
        for n in (1, 2, 3)
    ]
    arranged = series.arrange({}, observed, drawn=True)
    assert arranged.worked is not None
    assert arranged.worked.components == (("V1", "3"),)
    assert not arranged.bars
    assert series.arrange({}, observed).bars
