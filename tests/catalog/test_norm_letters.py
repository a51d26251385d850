"""A changed norm is told by mail to who produces what rests on it: codes, never titles."""

from datetime import date

import pytest
from city import RESERVED, City
from sqlalchemy import select
from tumbaga.catalog import assets, classification, norms
from tumbaga.records.outbox import Letter

TODAY = date(2026, 11, 25)
LAW = "Ley 1952 de 2019"
REPEALED = {
    "state": "derogada",
    "state_date": "2026-11-20",
    "state_reason": "La derogó la {Ley} 9999 de 2026.",
}


@pytest.fixture
def offices(city: City) -> City:
    """Two dependencias with a mailbox each; what rests on the law is Planeación's."""
    city.session.info["post"] = True
    city.ana.email, city.fabio.email = "ana@ejemplo.co", "fabio@ejemplo.co"
    city.carla.email, city.carla.organization = "carla@x.co", city.ana.organization
    asset = city.asset(code="PET-1", title="Indagaciones secretas")
    classification.decide(city.session, asset, RESERVED, by=city.beto)
    return city


def change(city: City, **other: str):
    law = norms.save(city.session, {"name": LAW}, by=city.beto)
    data = {**REPEALED, **other}
    return norms.change(city.session, law, data, by=city.beto, today=TODAY)


def letters(city: City) -> list[Letter]:
    return list(city.session.scalars(select(Letter).order_by(Letter.id)))


def test_who_produces_is_told_the_norm_its_state_the_reason_and_the_codes(
    offices: City,
):
    change(offices)

    (letter,) = letters(offices)
    assert letter.recipient == "ana@ejemplo.co"
    assert letter.subject == f"Cambió una norma: {LAW}"
    for told in (LAW, "derogada", "20 de noviembre de 2026", "- PET-1\n", "escritorio"):
        assert told in letter.body
    assert REPEALED["state_reason"] in letter.body


def test_a_letter_never_says_a_title(offices: City):
    change(offices)

    (letter,) = letters(offices)
    said = letter.subject + letter.body
    assert "secretas" not in said
    assert "Expedientes" not in said


def test_each_office_is_told_of_its_own_records_and_of_thirty_at_most(offices: City):
    for number in range(31):
        offices.asset(code=f"PPI-{number:02}", kind="production_process", norms=[LAW])
    health = offices.draft(
        code="SAL-1", kind="production_process", organization="salud", norms=[LAW]
    )
    assets.save(offices.session, health, by=offices.fabio)
    change(offices)

    ana, fabio = letters(offices)
    assert ana.body.count("\n- ") == 31
    assert "Registros por revisar (32):" in ana.body
    assert "- y 2 más\n" in ana.body
    assert "SAL-1" not in ana.body
    assert fabio.recipient == "fabio@ejemplo.co"
    assert "- SAL-1\n" in fabio.body
    assert "PET-1" not in fabio.body


def test_who_left_or_has_no_mailbox_or_a_bad_one_gets_none(offices: City):
    offices.ana.active = False
    change(offices)
    offices.ana.active, offices.ana.email = True, None
    change(offices, state="modificada")
    offices.ana.email = "ana@ejemplo.co\nBcc: otro@malo.co"
    touched = change(offices, state="vigente")

    assert len(touched) == 1
    assert letters(offices) == []


def test_without_mail_the_desk_tells_all_the_same(offices: City):
    offices.session.info["post"] = False
    change(offices)

    assert letters(offices) == []
    assert len(norms.alerts(offices.session, by=offices.ana)) == 1
