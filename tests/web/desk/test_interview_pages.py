"""The characterisation as an interview: begun on a date, answered block by block, kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from form_setting import BASE, Office, opened, words


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
