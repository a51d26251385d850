"""Who may do what, as a matrix of people and verbs, with a reason for each no."""

import pytest
from city import City
from tumbaga.catalog import access
from tumbaga.catalog.refusals import NotAllowed

# verb: who may, about an asset of Planeación
MAY = {
    "read": {"ana", "beto", "carla", "dario", "elsa"},
    "register": {"ana", "carla"},
    "revise": {"ana", "carla"},
    "submit": {"ana", "carla"},
    "return": {"beto", "carla"},
    "approve": {"carla"},
    "classify": {"beto"},
    "comment": {"ana", "beto", "carla"},
    "history": {"ana", "carla", "dario", "elsa"},
    "publish": {"carla"},
    "retire": {"carla"},
    "withdraw": {"carla", "beto"},
    "organize": {"carla", "dario"},
    "standardize": {"carla", "dario"},
    "enrich": {"carla", "dario"},
    "heed": {"carla", "dario"},
    "admit": {"dario"},
    "foresee": {"carla", "dario", "elsa"},
    "watch": {"carla", "dario", "elsa"},
    "oversee": {"beto", "carla", "dario", "elsa"},
    "generalize": {"beto"},
    "regulate": {"beto"},
    "opine": {"beto"},
    "attend": {"ana", "beto", "carla"},
    "follow": {"ana", "beto", "carla", "dario", "elsa"},
    "supply": {"ana", "carla", "dario"},
    "vouch": {"dario"},
    "steer": {"carla", "dario"},
    "trust": {"carla"},
    "mistrust": {"beto", "carla", "dario"},
}
PEOPLE = ("ana", "beto", "carla", "dario", "elsa", "fabio")


def test_the_matrix_names_every_verb():
    assert set(MAY) == set(access.RULES)


@pytest.mark.parametrize("verb", sorted(MAY))
def test_who_may(city: City, verb: str):
    asset = city.asset()

    for name in PEOPLE:
        person = getattr(city, name)
        allowed = access.may(person, verb, asset.organization)
        assert allowed == (name in MAY[verb]), (name, verb)
        if not allowed:
            with pytest.raises(NotAllowed, match="le corresponde a"):
                access.require(person, verb, asset)


def test_who_left_may_nothing(city: City):
    city.carla.active = False

    assert not any(access.may(city.carla, verb) for verb in access.RULES)


def test_a_unit_below_is_ones_own(city: City):
    from tumbaga.catalog import organizations

    team = organizations.save(
        city.session,
        {"code": "sig", "name": "Grupo SIG", "parent": "planeacion"},
        by=city.dario,
    )

    assert access.may(city.ana, "register", team)
    assert not access.may(city.fabio, "register", team)
