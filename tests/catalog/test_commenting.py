"""Remarks on a field: made, settled, reopened; by whom, and where they do not belong."""

import pytest
from city import City
from sqlalchemy import select
from tumbaga.catalog import commenting
from tumbaga.catalog.refusals import NotAllowed, NotFound, Refusal
from tumbaga.records.audit import AuditEntry


def test_a_remark_stands_until_it_is_settled(city: City):
    asset = city.asset()
    made = commenting.comment(
        city.session, asset, "contact.email", "  ¿Es de la oficina? ", by=city.carla
    )

    assert commenting.open_by_path(city.session, asset) == {"contact.email": [made]}
    commenting.settle(city.session, asset, made, by=city.ana)
    commenting.settle(city.session, asset, made, by=city.carla)
    assert made.settled_by is city.ana
    assert commenting.open_by_path(city.session, asset) == {}
    commenting.reopen(city.session, asset, made, by=city.carla)
    assert commenting.open_by_path(city.session, asset) == {"contact.email": [made]}


def test_the_audit_tells_of_it_without_its_words(city: City):
    asset = city.asset()
    made = commenting.comment(city.session, asset, "", "CANARIO", by=city.carla)
    commenting.settle(city.session, asset, made, by=city.ana)

    lines = city.session.scalars(
        select(AuditEntry).where(AuditEntry.subject == asset.uid)
    ).all()
    assert [one.verb for one in lines] == ["register", "comment", "settle"]
    assert "CANARIO" not in str([one.after for one in lines])


@pytest.mark.parametrize(
    "path", ["nada", "contact.nada", "title.x", "__class__", "uid.x"]
)
def test_a_field_that_there_is_not(city: City, path: str):
    with pytest.raises(Refusal, match="ningún campo"):
        commenting.comment(city.session, city.asset(), path, "x", by=city.carla)


def test_rows_of_lists_are_fields_too(city: City):
    asset = city.asset()
    commenting.comment(city.session, asset, "variables.2.label", "¿?", by=city.carla)

    assert commenting.label("dataset", "variables.2.label") == "Etiqueta"


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_empty_and_endless_remarks(city: City, text: str):
    with pytest.raises(Refusal):
        commenting.comment(city.session, city.asset(), "title", text, by=city.carla)


def test_who_may(city: City):
    asset = city.asset()
    made = commenting.comment(city.session, asset, "title", "x", by=city.beto)

    for person in (city.elsa, city.dario, city.fabio):
        with pytest.raises(NotAllowed):
            commenting.comment(city.session, asset, "title", "x", by=person)
        with pytest.raises(NotAllowed):
            commenting.settle(city.session, asset, made, by=person)


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**70, 999])
def test_a_remark_of_another_record_is_not_there(city: City, number: int):
    asset, other = city.asset(), city.asset(code="PET-2")
    made = commenting.comment(city.session, other, "", "x", by=city.carla)

    with pytest.raises(NotFound):
        commenting.get(city.session, asset, number)
    with pytest.raises(NotFound):
        commenting.get(city.session, asset, made.id)
