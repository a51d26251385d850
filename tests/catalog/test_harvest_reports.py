"""Who is told of a run by mail, and when: changes always, trouble once."""

import pytest
from city import City
from harvest_runs import approved, harvest, thing
from sqlalchemy import select
from tumbaga.catalog import sources
from tumbaga.records.harvest import HarvestSource
from tumbaga.records.outbox import Letter

PAGE = "https://datos.cali.gov.co/escritorio/cosechas/corridas/{uid}"
BAD = {"title": "", "description": "Sin título."}


@pytest.fixture
def source(city: City) -> HarvestSource:
    city.session.info["post"] = True
    city.carla.email = "carla@ciudad.gov.co"
    city.dario.email = "dario@ciudad.gov.co"
    return approved(city)


def letters(city: City) -> list[Letter]:
    return list(city.session.scalars(select(Letter).order_by(Letter.id)))


def test_a_change_is_told_to_who_proposed_and_no_change_is_not(city: City, source):
    harvest(city, {"a": thing("Uno")}, page=PAGE)
    harvest(city, {"a": thing("Uno")}, page=PAGE)

    [letter] = letters(city)
    assert letter.recipient == "carla@ciudad.gov.co"
    assert "Otra" in letter.subject
    assert "Nuevos: 1" in letter.body
    assert "/escritorio/cosechas/corridas/" in letter.body
    assert "{uid}" not in letter.body


def test_trouble_is_told_once_and_again_when_it_changes(city: City, source):
    good = thing("Uno")
    harvest(city, {"a": good, "x": BAD})
    harvest(city, {"a": good, "x": BAD})
    assert len(letters(city)) == 1
    assert "no se pudo guardar" in letters(city)[0].body

    harvest(city, {"a": good, "x": BAD, "y": {**BAD, "description": "Otra."}})
    assert len(letters(city)) == 2
    harvest(city, {"a": good})
    harvest(city, {"a": good, "x": BAD})
    assert len(letters(city)) == 3


def test_a_held_run_asks_for_a_decision_once(city: City, source):
    harvest(city, {f"i{n}": thing(f"Conjunto {n}") for n in range(5)})
    harvest(city, {"i0": thing("Conjunto 0")})
    harvest(city, {"i0": thing("Conjunto 0")})

    assert [one.subject for one in letters(city)][1:] == [
        "La cosecha de «Otra» espera su decisión"
    ]


def test_when_who_proposed_left_who_approved_is_told(city: City, source):
    city.carla.active = False
    harvest(city, {"a": thing("Uno")}, by=city.dario)

    assert [one.recipient for one in letters(city)] == ["dario@ciudad.gov.co"]


def test_a_source_of_nobody_writes_to_nobody(city: City):
    city.session.info["post"] = True
    harvest(city, {"a": thing("Uno")}, direct=("ckan", "/datos/carpeta"))

    assert letters(city) == []
    assert sources.listed(city.session) == []
