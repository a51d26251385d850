"""The bar of the desk: one line, whoever looks, and nothing that one may open is lost."""

import pytest
from tumbaga.records.organization import Organization
from tumbaga.records.person import ROLES, Person
from tumbaga.web.desk import menu

ONE_LINE = 10  # sections that fit at 1280 pixels, the account not counted


def person(*roles: str) -> Person:
    unit = Organization(id=1, code="dapm", name="Planeación")
    return Person(
        code="x",
        roles=list(roles),
        active=True,
        organization=unit,
        organization_id=unit.id,
    )


@pytest.mark.parametrize("roles", [*((one,) for one in ROLES), tuple(ROLES)])
def test_the_bar_has_one_line_and_the_rest_stands_under_more(roles):
    bar, more = menu.sections(person(*roles))

    assert len([one for one in bar if one.endpoint != menu.ACCOUNT]) < ONE_LINE
    assert len({*bar, *more}) == len(bar) + len(more)


def test_who_holds_every_role_finds_every_section():
    bar, more = menu.sections(person(*ROLES))

    assert {*bar, *more} == {*menu.SECTIONS}
    assert {"Buscador", "Tareas"} <= {one.label for one in more}


def test_a_producer_has_all_of_theirs_on_the_bar():
    bar, more = menu.sections(person("producer"))

    assert more == []
    assert {"Me espera", "Registros", "Historia"} <= {one.label for one in bar}
