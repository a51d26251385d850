"""Versions side by side, and going back to an earlier one."""

import pytest
from city import RESERVED, City
from tumbaga.catalog import (
    classification,
    comparing,
    publishing,
    restoring,
    revising,
    versions,
    workflow,
)
from tumbaga.catalog.refusals import Changed, NotAllowed, NotFound


def told(found: list[comparing.Difference]) -> dict[str, tuple[str, str]]:
    return {one.label: (one.before, one.after) for one in found}


def test_fields_are_told_by_their_labels_and_codes_by_theirs():
    found = comparing.drafts(
        "dataset",
        {
            "title": "Uno dos",
            "theme": "cultura",
            "contact": {"email": "a@b.co"},
            "minors": False,
            "maturity": "definitiva",
        },
        {
            "title": "Uno tres",
            "theme": "educacion",
            "contact": {"email": "a@b.co", "position": "Jefe"},
            "keywords": ["x", "y"],
            "distributions": [{"title": "Archivo", "media_type": "text/csv"}],
        },
    )

    assert told(found)["Nombre"] == ("Uno dos", "Uno tres")
    assert told(found)["Tema"] == ("Cultura", "Educación")
    assert told(found)["Contacto › Cargo"] == ("", "Jefe")
    assert told(found)["Palabras clave"] == ("", "x\ny")
    assert "Archivo" in told(found)["Archivos y servicios"][1]
    assert "Madurez" not in told(found)
    name = next(one for one in found if one.path == "title")
    assert (name.old, name.new) == (
        [(False, "Uno "), (True, "dos")],
        [(False, "Uno "), (True, "tres")],
    )
    assert {one.change for one in found} == {"changed", "added", "removed"}


def test_an_endless_text_is_not_compared_word_by_word():
    old, new = comparing.words("palabra " * 5000, "otra " * 5000)

    assert len(old) == len(new) == 1


def test_working_and_public_versions(city: City):
    asset = city.published()
    city.asset(title="Segundo nombre")
    city.asset(title="Tercer nombre", keywords=["uno"])

    working = versions.working(city.session, asset)
    public = versions.public(city.session, asset)
    assert [one.key for one in working] == ["3", "2", "1"]
    assert working[0].is_current
    assert working[0].person == "Ana"
    assert len(public) == 1
    names = told(versions.compare(city.session, asset, "1", "3"))
    assert names["Nombre"] == ("Inversión por dependencia", "Tercer nombre")
    mixed = told(versions.compare(city.session, asset, public[0].key, "2"))
    assert mixed == {"Nombre": ("Inversión por dependencia", "Segundo nombre")}
    assert versions.compare(city.session, asset, public[0].key, "1") == []


def test_what_left_the_public_is_kept_for_the_desk(city: City):
    asset = city.published()
    first = versions.public(city.session, asset)[0].key
    classification.decide(city.session, asset, RESERVED, by=city.beto)

    second = versions.public(city.session, asset)[0].key
    found = told(versions.compare(city.session, asset, first, second))
    assert found["Descripción"][0] == "Cuánto cuesta el plan en cada dependencia."


@pytest.mark.parametrize(
    "key", ["0", "9", "x", "p", "p0", "p99", "-1", "9" * 30, "p" + "9" * 30, ""]
)
def test_a_version_that_there_is_not(city: City, key: str):
    asset = city.asset()

    with pytest.raises(NotFound):
        versions.compare(city.session, asset, "1", key)


def test_the_public_version_of_another_record_is_not_ours(city: City):
    other, asset = city.published(code="PET-2"), city.asset()
    key = versions.public(city.session, other)[0].key

    with pytest.raises(NotFound):
        versions.compare(city.session, asset, "1", key)


def test_going_back_makes_a_new_draft_and_loses_nothing(city: City):
    asset = city.published(desk={"contact_name": "Rosa"})
    city.asset(title="Otro nombre", desk={"contact_name": "Pedro"}, keywords=["x"])
    workflow.submit(city.session, asset, by=city.ana)

    restoring.restore(city.session, asset, 1, revising.mark(asset), by=city.ana)

    assert asset.title == "Inversión por dependencia"
    assert asset.keywords == []
    assert asset.workflow_state == "draft"
    assert asset.desk == {"contact_name": "Pedro"}  # people's data do not come back
    assert len(versions.working(city.session, asset)) == 3
    public = publishing.reading.by_uid(city.session, asset.uid)
    assert public is not None
    again = restoring.restore(city.session, asset, 1, revising.mark(asset), by=city.ana)
    assert again.outcome == "unchanged"


def test_going_back_is_refused_to_others_and_over_what_was_not_seen(city: City):
    asset = city.asset()
    seen = revising.mark(asset)
    city.asset(title="Otro nombre")

    with pytest.raises(Changed):
        restoring.restore(city.session, asset, 1, seen, by=city.ana)
    for person in (city.fabio, city.elsa, city.beto):
        with pytest.raises(NotAllowed):
            restoring.restore(city.session, asset, 1, seen, by=person)
    with pytest.raises(NotFound):
        restoring.restore(city.session, asset, 7, revising.mark(asset), by=city.ana)
