"""A formula that cannot be worked out is not sent to review, by whatever door it came."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filled_books import fill
from form_setting import BASE, Office, opened, words
from tumbaga.catalog import importing, people, tokens
from tumbaga.harvesters.tables import entries, reading
from tumbaga.records.asset import Asset
from tumbaga.records.person import Person

PROSE = "IET = Σ (IEOGi * mi)"
TOLD = "Las sumatorias no se pueden calcular todavía."
WHOLE: dict[str, Any] = {
    "code": "IND-Σ",
    "title": "Índice de eficacia",
    "organization": "planeacion",
    "description": "Qué tanto se cumplieron las metas.",
    "theme": "ordenamiento-territorial",
    "language": "es",
    "objective": "Saber si se cumplen.",
    "unit": "Porcentaje",
    "formula_variables": [
        {"symbol": "IEOGi", "name": "Cumplimiento"},
        {"symbol": "mi", "name": "Peso"},
    ],
    "formula": PROSE,
}


@pytest.fixture
def office(tmp_path: Path, database_url: str) -> Iterator[Office]:
    with opened(tmp_path, database_url) as made:
        yield made


def api(office: Office, verb: str, path: str, body: Any = None) -> Any:
    with office.house.writing() as session:
        ana = session.get_one(Person, office.people["ana"].id)
        secret = tokens.issue(session, ana, list(tokens.SCOPES), by=ana).secret
    client = office.app.test_client()
    headers = {"Authorization": f"Bearer {secret}"}
    return client.open(f"/api/v1{path}", method=verb, json=body, headers=headers)


def by_the_api(office: Office, _folder: Path) -> None:
    answer = api(office, "POST", "/indicadores", WHOLE)

    assert answer.status_code == 201, answer.json


def by_a_sheet(office: Office, folder: Path) -> None:
    place = folder / "libro.xlsx"
    place.write_bytes(fill("indicator", [WHOLE]))
    for table in reading.tables(place):
        for batch in importing.batches(entries.entries(table)):
            with office.house.writing() as session:
                by = people.get(session, office.people["ana"].code)
                tally = importing.apply(session, batch, by=by)
                assert tally.created == 1, tally.remarks
                [remark] = [one for one in tally.remarks if one.field == "formula"]
                assert TOLD in remark.text


def by_the_form(office: Office, _folder: Path) -> None:
    uid = office.made(kind="indicator", **{**WHOLE, "formula": None})
    office.desk.send(f"{BASE}/{uid}/editar/formula", {"formula": PROSE})


@pytest.mark.parametrize("door", [by_the_api, by_a_sheet, by_the_form])
def test_it_is_what_is_missing_and_stays_with_who_wrote_it(
    office: Office, tmp_path: Path, door: Any
):
    door(office, tmp_path)

    held = api(office, "GET", "/indicadores/IND-Σ").json
    [missing] = held["missing"]
    assert (missing["path"], missing["given"]) == ("formula", PROSE)
    assert TOLD in missing["text"]
    sent = api(office, "POST", "/indicadores/IND-Σ/enviar")
    assert sent.status_code == 422
    assert sent.json["errors"] == [missing]
    assert missing["text"] in words(office.desk.get(f"{BASE}/{held['uid']}"))
    form = words(office.desk.get(f"{BASE}/{held['uid']}/editar/formula"))
    assert re.search("Fórmula ?: por corregir", form)
    with office.house.session() as session:
        [one] = session.query(Asset).filter(Asset.uid == held["uid"])
        assert one.workflow_state == "draft"


@pytest.mark.parametrize("formula", ["IEOGi * mi", ""])
def test_a_right_one_or_none_is_sent(office: Office, tmp_path: Path, formula: str):
    by_the_api(office, tmp_path)
    held = api(office, "GET", "/indicadores/IND-Σ")
    body = {**held.json["draft"], "formula": formula}
    with office.house.writing() as session:
        ana = session.get_one(Person, office.people["ana"].id)
        secret = tokens.issue(session, ana, list(tokens.SCOPES), by=ana).secret
    mended = office.app.test_client().put(
        "/api/v1/indicadores/IND-Σ",
        json=body,
        headers={
            "Authorization": f"Bearer {secret}",
            "If-Match": held.headers["ETag"],
        },
    )

    assert mended.json["missing"] == []
    assert api(office, "POST", "/indicadores/IND-Σ/enviar").json["state"] == "submitted"
