"""A wrong value is told the same at every door: the form, the API and the workbook."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filled_books import fill, record
from form_setting import BASE, Office, opened
from tumbaga.catalog import importing, tokens
from tumbaga.harvesters.tables import entries, reading
from tumbaga.records.person import Person

pytestmark = pytest.mark.thorough

WRONG: dict[str, Any] = {
    "title": "x" * 600,
    "theme": "Ninguno de esos",
    "frequency": "a veces",
    "temporal_start": "ayer",
    "contact.email": "saludambiental.cali.gov.co",
    "lag_days": 99_999,
    "keywords": ["b" * 101],
    "ods": ["18"],
    "source.url": "javascript:alert(1)",
    "place": "x" * 1001,
    "archived": "2024-13",
    "personal_data": "secretísimo",
    "acronym": "x" * 61,
    "proposal.flags": ["brujería"],
}
RIGHT = {
    "code": "IND-1",
    "title": "Cobertura",
    "organization": "planeacion",
    "source.title": "Un libro",
}
PLACES = {
    "title": "que-es",
    "theme": "que-es",
    "acronym": "que-es",
    "keywords": "que-es",
    "frequency": "produccion",
    "lag_days": "produccion",
    "temporal_start": "para-que",
    "ods": "para-que",
    "contact.email": "responsables",
    "source.url": "origen",
    "place": "acceso",
    "archived": "gestion-documental",
    "personal_data": "seguridad",
    "proposal.flags": "acceso",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with opened(tmp_path_factory.mktemp("house"), "") as made:
        yield made


def at_the_form(office: Office, path: str, value: Any) -> set[str]:
    uid = office.made(
        kind="indicator",
        objective="o",
        unit="u",
        code=f"F-{path}",
        source={"title": "Un libro"},
    )
    given = "\n".join(value) if isinstance(value, list) else str(value)
    office.desk.send(f"{BASE}/{uid}/editar/{PLACES[path]}", {path: given})
    return {one["text"] for one in office.record(uid).incomplete}


def at_the_api(office: Office, path: str, value: Any) -> set[str]:
    with office.house.writing() as session:
        ana = session.get_one(Person, office.people["ana"].id)
        secret = tokens.issue(session, ana, list(tokens.SCOPES), by=ana).secret
    body: dict[str, Any] = {}
    for name, one in {**RIGHT, path: value}.items():
        above, _, last = name.rpartition(".")
        (body.setdefault(above, {}) if above else body)[last] = one
    answer = office.app.test_client().post(
        "/api/v1/indicadores",
        json=body,
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.status_code == 422, answer.json
    return {one["text"] for one in answer.json["errors"]}


def at_the_workbook(office: Office, path: str, value: Any, folder: Path) -> set[str]:
    one = record("indicator", "IND-1")
    above, _, last = path.rpartition(".")
    (one.setdefault(above, {}) if above else one)[last] = value
    place = folder / "libro.xlsx"
    place.write_bytes(fill("indicator", [one]))
    return told_of(place)


def told_of(place: Path) -> set[str]:
    """The errors that reading a workbook finds."""
    found = set()
    for table in reading.tables(place):
        for batch in importing.batches(entries.entries(table)):
            found |= {
                remark.text
                for row in batch.rows
                for remark in row.remarks
                if remark.weight == "error"
            }
    return found


@pytest.mark.parametrize("path", WRONG)
def test_the_same_words_at_every_door(office: Office, path: str, tmp_path: Path):
    value = WRONG[path]

    form = at_the_form(office, path, value)

    assert form
    assert form == at_the_api(office, path, value)
    assert form <= at_the_workbook(office, path, value, tmp_path)


@pytest.mark.parametrize("given", ["no es", "ab" * 16, "ab" * 33])
def test_a_wrong_checksum_is_told_the_same(office: Office, given: str, tmp_path: Path):
    """At the form nobody writes one: the catalogue sets it (``editing_files``)."""
    rows = [{"title": "El archivo", "checksum": given}]
    [at_api] = at_the_api(office, "distributions", rows)
    assert "SHA-256" in at_api
    one = record("indicator", "IND-1") | {"distributions": rows}
    place = tmp_path / "libro.xlsx"
    place.write_bytes(fill("indicator", [one]))
    assert at_api in told_of(place)
