"""What nobody found: kept after several days and visits, without trace of a person."""

from datetime import date, timedelta

import pytest
from city import City
from sqlalchemy import text as sql
from tumbaga.catalog.refusals import NotAllowed, NotFound
from tumbaga.catalog.search import unmet
from tumbaga.records.audit import AuditEntry

KEY = "clave"
DAY = date(2026, 3, 2)


def note(city: City, text: str, visit: str, day: int) -> bool:
    when = DAY + timedelta(days=day)
    name = unmet.visit_of(visit, when, KEY)
    return unmet.note(city.session, text, visit=name, day=when, key=KEY)


def test_several_days_and_several_visits(city: City):
    assert not note(city, "Catastro  Multipropósito", "10.0.0.1", 0)
    assert not note(city, "catastro multipropósito", "10.0.0.1", 0)
    assert not note(city, "catastro multipropósito", "10.0.0.2", 0)
    assert not note(city, "catastro multipropósito", "10.0.0.3", 0)
    assert not note(city, "catastro multipropósito", "10.0.0.3", 1)
    assert unmet.listed(city.session) == []

    assert note(city, "catastro multipropósito", "10.0.0.9", 2)

    (one,) = unmet.listed(city.session)
    assert (one.text, one.visits) == ("catastro multipropósito", 5)
    assert (one.first_day, one.last_day) == (DAY, DAY + timedelta(days=2))


def test_one_person_who_insists_is_not_several(city: City):
    """Someone who looks for a neighbour each day of a month."""
    for day in range(30):
        assert not note(city, "juana pérez", "10.0.0.1", day)

    assert note(city, "juana pérez", "10.0.0.2", 29)


def test_before_that_no_word_and_no_address_is_kept(city: City):
    note(city, "la enfermedad de mi vecina", "190.24.1.77", 0)
    city.session.flush()

    kept = str(city.session.execute(sql("SELECT * FROM search_sighting")).all())
    assert "vecina" not in kept
    assert "190.24" not in kept
    assert city.session.execute(sql("SELECT count(*) FROM unmet_search")).scalar() == 0


def test_a_visit_is_another_each_day():
    first = unmet.visit_of("10.0.0.1", DAY, KEY)

    assert first == unmet.visit_of("10.0.0.1", DAY, KEY)
    assert first != unmet.visit_of("10.0.0.1", DAY + timedelta(days=1), KEY)
    assert first != unmet.visit_of("10.0.0.1", DAY, "otra")
    assert "10.0.0.1" not in first


@pytest.mark.parametrize(
    "text",
    [
        "maria.perez@gmail.com",
        "mi correo es a@b",
        "cédula 16789123",
        "1.144.052.123",
        "300 123 45 67",
        "(602) 555-1234",
        "cédula 16'789'432",
        "3/1/5*55*51",
        "③⓪⓪①②③④⑤⑥⑦ luis",
        "maria (at) perez punto co",
        "maria perez arroba correo punto com",
        "mariaperez gmail",
        "https://x.co/a",
        "www.cali.gov.co",
        "ab",
        "12 34",
        "😀😀😀",
        "x" * 121,
        "\x00\ud800",
        "",
    ],
)
def test_what_may_be_a_person_is_never_kept(city: City, text):
    for day in range(5):
        for visit in range(5):
            assert not note(city, text, str(visit), day)
    assert (
        city.session.execute(sql("SELECT count(*) FROM search_sighting")).scalar() == 0
    )


def test_years_and_laws_are_no_telephones(city: City):
    for day in range(3):
        note(city, "presupuesto 2024", str(day), day)
    note(city, "presupuesto 2024", "9", 2)

    assert [one.text for one in unmet.listed(city.session)] == ["presupuesto 2024"]


def test_heeded_once_and_off_the_list(city: City):
    for day in range(3):
        note(city, "catastro", "1", day)
        note(city, "catastro", "2", day)
    (one,) = unmet.listed(city.session)
    with pytest.raises(NotAllowed, match="búsquedas"):
        unmet.heed(city.session, one, by=city.ana)

    unmet.heed(city.session, one, by=city.carla)
    unmet.heed(city.session, one, by=city.carla)

    assert unmet.listed(city.session) == []
    assert unmet.get(city.session, one.uid) is one
    assert city.session.query(AuditEntry).filter_by(verb="heed").count() == 1
    with pytest.raises(NotFound):
        unmet.get(city.session, "x")


def test_what_was_not_asked_again_is_forgotten(city: City):
    note(city, "catastro", "1", 0)
    note(city, "catastro", "1", 44)

    assert unmet.forget(city.session, DAY + timedelta(days=46)) == 1
    left = city.session.execute(sql("SELECT count(*) FROM search_sighting")).scalar()
    assert left == 1
