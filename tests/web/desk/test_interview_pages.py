"""The characterisation as an interview: begun on a date, answered block by block, kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from form_setting import BASE, Office, opened, words
from tumbaga.records import reading


@pytest.fixture
def office(tmp_path: Path, database_url: str) -> Iterator[Office]:
    with opened(tmp_path, database_url) as made:
        yield made


@pytest.fixture
def uid(office: Office) -> str:
    return office.made(kind="production_process", ppi_type="registro", objective="Ver")


def begin(office: Office, uid: str, **sent: str):
    address = f"{BASE}/{uid}/caracterizacion"
    page = office.desk.get(address).get_data(as_text=True)
    mark = page.split('name="_mark" value="')[1].split('"')[0]
    return office.desk.post(address, {"_mark": mark, **sent})


def test_a_block_is_answered_after_it_is_begun(office: Office, uid: str):
    block = f"{BASE}/{uid}/editar/requerimientos"
    assert office.desk.get(block).location == f"{BASE}/{uid}/caracterizacion"
    assert office.desk.post(block, {}).status_code == 404

    begun = begin(office, uid, **{"characterisation.date": "2015-11-20"})
    assert begun.location == block
    page = office.desk.get(block)
    text = words(page)
    assert "Bloque 1 de 5" in text
    assert "Detección y análisis de necesidades" in text

    office.desk.send(
        block,
        {
            "characterisation.requirements.origins": ["norma", "otro"],
            "characterisation.requirements.consults_users": "si",
            "_action": "seguir",
        },
    )
    [one] = office.record(uid).characterisations
    assert one.requirements == {"origins": ["norma", "otro"], "consults_users": True}


def test_another_is_added_and_the_two_are_compared(office: Office, uid: str):
    begin(office, uid, **{"characterisation.date": "2015-11-20"})
    block = f"{BASE}/{uid}/editar/recoleccion"
    office.desk.send(block, {"characterisation.collection.trains_staff": "no"})

    begin(office, uid, **{"characterisation.date": "2019-03-01", "_copy": "si"})
    office.desk.send(block, {"characterisation.collection.trains_staff": "si"})

    first, second = office.record(uid).characterisations
    assert first.collection == {"trains_staff": False}
    assert second.collection == {"trains_staff": True}
    page = office.desk.get(f"{BASE}/{uid}/caracterizacion?a={first.id}&b={second.id}")
    text = words(page)
    assert "¿Capacita a quienes recolectan?" in text
    assert "Lo que cambió" in text


def test_an_earlier_one_is_read_as_it_was_answered(office: Office, uid: str):
    block = f"{BASE}/{uid}/editar/recoleccion"
    begin(office, uid, **{"characterisation.date": "2015-11-20"})
    office.desk.send(block, {"characterisation.collection.trains_staff": "no"})
    begin(office, uid, **{"characterisation.date": "2019-03-01", "_copy": "si"})
    office.desk.send(block, {"characterisation.collection.trains_staff": "si"})
    first, second = office.record(uid).characterisations
    address = f"{BASE}/{uid}/caracterizacion"

    assert f"?ver={first.id}#leida" in office.desk.get(address).get_data(as_text=True)
    read = words(office.desk.get(f"{address}?ver={first.id}"))
    assert "Lo que dice la del 20 de noviembre de 2015" in read
    assert "¿Capacita a quienes recolectan? No" in read
    assert "Esta se conserva como se respondió" in read
    assert "¿Capacita a quienes recolectan? Sí" in words(
        office.desk.get(f"{address}?ver={second.id}")
    )


def test_another_processs_characterisation_is_not_read_here(office: Office, uid: str):
    begin(office, uid, **{"characterisation.date": "2015-11-20"})
    other = office.made(
        code="PPI-2", kind="production_process", ppi_type="registro", objective="Ver"
    )
    [one] = office.record(uid).characterisations

    page = office.desk.get(f"{BASE}/{other}/caracterizacion?ver={one.id}")

    assert page.status_code == 200
    assert "Lo que dice la del" not in words(page)


def test_what_was_published_stays_until_it_is_published_again(office: Office):
    """Decision 0008: a new one is added at the desk, and nothing changes outside."""
    uid = office.published(
        kind="production_process",
        ppi_type="registro",
        objective="Ver",
        characterisation={
            "date": "2015-11-20",
            "version": 1,
            "requirements": {"consults_users": True},
        },
    )
    before = document(office, uid)
    block = f"{BASE}/{uid}/editar/requerimientos"

    begin(office, uid, **{"characterisation.date": "2019-03-01", "_copy": "si"})
    office.desk.send(block, {"characterisation.requirements.consults_users": "no"})

    assert before["characterisation"]["date"] == "2015-11-20"
    assert document(office, uid) == before
    first, second = office.record(uid).characterisations
    assert first.requirements == {"consults_users": True}
    assert second.requirements == {"consults_users": False}


def document(office: Office, uid: str):
    with office.house.session() as session:
        return reading.by_uid(session, uid).document


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"characterisation.date": ""}, "Falta este dato."),
        ({"characterisation.date": "2015"}, "Falta el día."),
        ({"characterisation.date": "2014-01-01"}, "Ya hay una caracterización"),
        ({"characterisation.date": "2015-11-20"}, "Ya hay una caracterización"),
        (
            {"characterisation.date": "2016-01-01", "characterisation.version": "0"},
            "Tiene que ser mayor o igual a 1",
        ),
    ],
)
def test_what_does_not_begin_says_why(
    office: Office, uid: str, sent: dict[str, str], told: str
):
    begin(office, uid, **{"characterisation.date": "2015-11-20"})

    refused = begin(office, uid, **sent)

    assert refused.status_code == 422
    assert told in words(refused)
    assert len(office.record(uid).characterisations) == 1


def test_other_kinds_have_no_interview(office: Office):
    other = office.made(code="PET-3")

    assert office.desk.get(f"{BASE}/{other}/caracterizacion").status_code == 404
    assert office.desk.get(f"{BASE}/{other}/editar/requerimientos").status_code == 404
