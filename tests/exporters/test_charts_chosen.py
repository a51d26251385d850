"""What is drawn of a series, and where a table says it better."""

from decimal import Decimal

import pytest
from indicator_figures import figure, years
from tumbaga.exporters.charts import scales
from tumbaga.exporters.charts.choosing import choose


def test_three_figures_of_the_whole_are_a_line():
    assert choose({}, years(1, 2)) is None
    choice = choose({}, years(1, 2, 3))
    assert [line.name for line in choice.lines] == [""]
    assert [point.value for point in choice.lines[0].points] == [1, 2, 3]


def test_two_figures_for_one_period_are_a_conflict_not_a_line():
    assert choose({}, [*years(1, 2, 3), figure("2015", 9)]) is None


def test_an_unknown_value_is_no_point():
    assert choose({}, years(1, None, 3)) is None
    assert len(choose({}, years(1, None, 3, 4)).lines[0].points) == 3


def test_a_year_among_months_is_no_point_of_their_line():
    months = [figure(f"2019-0{n}", n) for n in range(1, 5)]
    choice = choose({}, [*months, figure("2018", 900)])
    assert choice.periods == ["2019-01", "2019-02", "2019-03", "2019-04"]


def test_aims_of_the_same_rhythm_are_a_line_and_of_the_year_a_level():
    aims = {"targets": [{"year": 2015, "value": 3}, {"year": 2017, "value": "9.5"}]}
    choice = choose(aims, years(1, 2, 3))
    assert [(one.period, one.value) for one in choice.targets] == [
        ("2015", 3),
        ("2017", Decimal("9.5")),
    ]
    assert choice.level is None
    months = [figure(f"2017-0{n}", n) for n in range(1, 4)]
    choice = choose(aims, months)
    assert (choice.targets, choice.level.value) == ((), Decimal("9.5"))


def test_aims_of_their_own_periods_win():
    own = [figure(f"2019-0{n}", n, target=Decimal(n * 10)) for n in (1, 2, 3)]
    choice = choose({"targets": [{"year": 2019, "value": 90}]}, own)
    assert [aim.value for aim in choice.targets] == [10, 20, 30]


def parts(*names, dimension="Sexo"):
    return [
        one for name in names for one in years(1, 2, 3, breakdown={dimension: name})
    ]


def test_a_few_parts_are_lines_beside_their_total():
    choice = choose({}, [*years(2, 4, 6), *parts("Hombre", "Mujer")])
    assert [line.name for line in choice.lines] == ["Total", "Hombre", "Mujer"]
    english = choose({}, [*years(2, 4, 6), *parts("Hombre", "Mujer")], "en")
    assert english.lines[0].name == "Total"


def test_more_than_four_parts_are_left_to_the_table():
    assert choose({}, parts(*"ABCDE")) is None
    assert len(choose({}, parts(*"ABCD")).lines) == 4
    assert len(choose({}, [*years(2, 4, 6), *parts(*"ABCDE")]).lines) == 1


def test_months_are_not_drawn_beside_years():
    months = [
        figure(f"2019-0{n}", n, breakdown={"Sexo": name})
        for name in ("Hombre", "Mujer")
        for n in (1, 2, 3)
    ]
    assert len(choose({}, [*years(2, 4, 6), *months]).lines) == 1
    assert len(choose({}, months).lines) == 2


def test_two_dimensions_are_never_put_together():
    both = [*parts("A", "B"), *parts("C", "D", dimension="Zona")]
    assert [line.name for line in choose({}, both).lines] == ["A", "B"]
    crossed = [
        one
        for pair in (("a", "b"), ("c", "d"))
        for one in years(1, 2, 3, breakdown=dict(zip("xy", pair, strict=True)))
    ]
    assert choose({}, crossed) is None


def test_places_are_lines_by_their_names():
    other = [*years(1, 2, 3, territory="73001"), *years(3, 4, 5, territory="17001")]
    choice = choose({}, [*years(2, 4, 6, 8), *other])
    assert [line.name for line in choice.lines] == ["Total", "Ibagué", "Manizales"]


@pytest.mark.parametrize(("low", "high"), [(0, 0), (0, 1e-9), (-5, 5), (0, 3.5e12)])
def test_ticks_span_the_figures(low, high):
    marks = scales.ticks(low, high)
    assert marks[0] <= low
    assert marks[-1] >= high
    assert len(marks) <= 9


@pytest.mark.parametrize(
    ("ends", "whole"),
    [
        (("2015", "2018"), ["2015", "2016", "2017", "2018"]),
        (("2018-Q3", "2019-Q2"), ["2018-Q3", "2018-Q4", "2019-Q1", "2019-Q2"]),
        (("2018-S2", "2019-S2"), ["2018-S2", "2019-S1", "2019-S2"]),
        (("2018-11", "2019-02"), ["2018-11", "2018-12", "2019-01", "2019-02"]),
        (("2018-11-03", "2019-02-01"), ["2018-11-03", "2019-02-01"]),
        (("0001", "9999"), ["0001", "9999"]),
        (("2018", "2019-02"), ["2018", "2019-02"]),
    ],
)
def test_a_gap_keeps_its_place_on_the_axis(ends, whole):
    assert scales.stretch(ends) == whole


def test_values_are_as_short_as_a_drawing_needs():
    assert scales.short(Decimal("-0.0345"), 0.9, "es") == "−0,034"
    assert scales.short(Decimal("57.25"), 100, "es") == "57,2"
    assert scales.short(Decimal(3538975000), 4e9, "es") == "3.539 mill."
    assert scales.short(Decimal(3538975000), 4e9, "en") == "3,539 M"
    assert scales.short(Decimal(0), 4e9, "es") == "0"
    assert scales.short(Decimal(2 * 10**15), 3e15, "es") == "2.000 bill."
