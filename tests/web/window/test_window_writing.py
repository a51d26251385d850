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
from tumbaga.web.window import charts, preview, reserve, series
from tumbaga.web.window.charts import Point


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


@pytest.mark.parametrize(("low", "high"), [(0, 0), (0, 1e-9), (-5, 5), (0, 3.5e12)])
def test_ticks_span_the_figures(low: float, high: float) -> None:
    marks = charts.ticks(low, high)
    assert marks[0] <= low
    assert marks[-1] >= high
    assert len(marks) <= 9


@pytest.mark.usefixtures("spanish")
def test_line_of_equal_or_negative_figures_is_drawn() -> None:
    for values in ((0, 0, 0), (-3, -2, -1), (5, 5, 5)):
        points = [Point(str(2015 + n), Decimal(v)) for n, v in enumerate(values)]
        assert "tb-g-linea" in charts.line(points, [], title="T", unit="")


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
    assert not arranged.drawn
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


@pytest.mark.usefixtures("spanish")
def test_aims_of_their_own_periods_are_a_line() -> None:
    observed = [
        figure(f"2019-0{n}", str(n), target=Decimal(n * 10), components={"V1": str(n)})
        for n in (1, 2, 3)
    ]
    arranged = series.arrange({"targets": [{"year": 2019, "value": 90}]}, observed)
    assert [point.value for point in arranged.targets] == [10, 20, 30]
    assert arranged.worked is not None
    assert arranged.worked.components == (("V1", "3"),)
    drawn = str(series.drawing(arranged, "T", "u"))
    assert "30 meta" in drawn
    assert "90 meta" not in drawn
