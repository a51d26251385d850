"""Dates as offices write them, and as spreadsheets count them."""

from datetime import date, datetime

import pytest
from tumbaga.harvesters.tables.moments import moment, span


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("28/02/2024", "2024-02-28"),
        ("8-2-2024", "2024-02-08"),
        ("28.02.2024", "2024-02-28"),
        ("2024-02-28", "2024-02-28"),
        ("2024/2/8", "2024-02-08"),
        ("2024-02-28 00:00:00", "2024-02-28"),
        ("2024-02-28T10:00:00-05:00", "2024-02-28"),
        ("29/02/2024", "2024-02-29"),
        ("05/2018", "2018-05"),
        ("2018-05", "2018-05"),
        ("2018", "2018"),
        ("2018.0", "2018"),
        ("mayo de 2018", "2018-05"),
        ("12 de mayo de 2018", "2018-05-12"),
        ("1º de Setiembre del 2018", "2018-09-01"),
        ("46167", "2026-05-25"),
        ("46167.5", "2026-05-25"),
        (date(2024, 2, 29), "2024-02-29"),
        (datetime(2024, 2, 29, 10), "2024-02-29"),  # noqa: DTZ001 - as a sheet gives it
    ],
)
def test_a_date_is_read_day_first_and_kept_partial(value, read):
    assert moment(value) == read


def test_books_of_the_1904_calendar_count_from_another_day():
    assert moment("44705", epoch_1904=True) == "2026-05-25"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31/02/2024", r"febrero de 2024 tiene 29 días.*29/02/2024"),
        ("29/02/2023", r"febrero de 2023 tiene 28 días"),
        ("05/31/2024", r"El día va antes del mes: quizá es 31/05/2024"),
        ("00/05/2024", r"El día 0 no existe"),
        ("2024-13", r"El mes 13 no existe"),
        ("12/05/24", r"cuatro cifras"),
        ("0001-01-01", r"entre 1500 y 2200"),
        (date(1, 1, 1), r"entre 1500 y 2200"),
        ("31/12/9999", r"entre 1500 y 2200"),
        ("R/P1D", r"No es una fecha"),
        ("vigencia 2023-2026", r"No es una fecha"),
        ("99999", r"No es una fecha"),
        ("mañana", r"día/mes/año"),
    ],
)
def test_what_is_no_date_is_told_with_the_remedy(text, said):
    with pytest.raises(ValueError, match=said):
        moment(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2016-2019", ("2016", "2019")),
        ("vigencia 2023-2026", ("2023", "2026")),
        ("2016 a 2019", ("2016", "2019")),
        ("enero de 2020 a mayo de 2021", ("2020-01", "2021-05")),
        ("desde 01/02/2020 hasta 03/04/2021", ("2020-02-01", "2021-04-03")),
        ("2016", ("2016", "2016")),
        ("2018-05", ("2018-05", "2018-05")),
    ],
)
def test_a_period_is_read_as_its_two_ends(text, read):
    assert span(text) == read


@pytest.mark.parametrize("text", ["2019-2016", "siempre"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=r"período"):
        span(text)
