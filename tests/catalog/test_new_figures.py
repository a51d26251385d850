"""The figures of a new indicator: there as they were given, and to be changed at once."""

from decimal import Decimal

import pytest
from city import found_city
from sqlalchemy import select
from tumbaga.catalog import assets
from tumbaga.records.observation import Observation

GIVEN = [
    {"period": "2020", "value": "12.50", "status": "P", "note": "Provisional"},
    {"period": "2018", "value": "11"},
    {
        "period": "2020",
        "value": "7",
        "breakdown": [{"name": "Sexo", "value": "Mujer"}],
        "territory": "76001",
    },
    {"period": "2019"},
]


@pytest.fixture
def city(session):
    return found_city(session)


def saved(city, figures):
    given = {"kind": "indicator", "code": "IND-1", "title": "Tasa"}
    return assets.save(
        city.session, city.draft(**given, observations=figures), by=city.ana
    )


def stored(session):
    query = select(Observation).order_by(Observation.period, Observation.id)
    return [
        (one.period, one.value, one.status, one.note, one.territory, one.breakdown)
        for one in session.scalars(query)
    ]


def test_every_figure_is_stored_with_all_that_it_says_in_the_order_of_time(city):
    asset = saved(city, GIVEN).asset

    assert [one.period for one in asset.observations] == [
        "2018",
        "2019",
        "2020",
        "2020",
    ]
    assert asset.latest["value"] == Decimal("12.5")
    city.session.expire_all()
    assert stored(city.session) == [
        ("2018", Decimal(11), None, None, None, {}),
        ("2019", None, None, None, None, {}),
        ("2020", Decimal("12.5"), "P", "Provisional", None, {}),
        ("2020", Decimal(7), None, None, "76001", {"Sexo": "Mujer"}),
    ]


def test_what_was_just_registered_can_be_revised_before_anything_is_committed(city):
    saved(city, GIVEN)
    revised = [{"period": "2018", "value": "10"}, {"period": "2021", "value": "3"}]

    assert saved(city, revised).outcome == "updated"

    city.session.expire_all()
    told = [(period, value) for period, value, *_rest in stored(city.session)]
    assert told == [("2018", Decimal(10)), ("2021", Decimal(3))]


def test_an_indicator_without_figures_has_none(city):
    asset = saved(city, []).asset

    assert asset.observations == []
    assert stored(city.session) == []
