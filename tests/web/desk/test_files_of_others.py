"""A private file whose checksum somebody knows: no door makes it theirs, or public."""

import re
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from filled_books import fill
from form_setting import BASE, Office, changed, multi, opened, words
from sqlalchemy import select
from tumbaga.catalog import (
    assets,
    held_files,
    importing,
    people,
    publishing,
    tokens,
    workflow,
)
from tumbaga.catalog import classification as legal
from tumbaga.harvesters.tables import entries, reading
from tumbaga.records.asset import Asset
from tumbaga.records.publication import PublicationFile
from tumbaga.schemas import kinds

pytestmark = pytest.mark.thorough

CANARY = b"nombre,cedula\nzorzal,52000000\n"
ELSEWHERE = "https://ciudad.gov.co/x.csv"
TOLD = "Ningún archivo con esta huella se subió a este registro."


@pytest.fixture
def office(tmp_path: Path, database_url: str) -> Iterator[Office]:
    with opened(tmp_path, database_url) as made:
        yield made


@pytest.fixture
def secret(office: Office) -> str:
    """The checksum of a file that Ana uploaded to a record which nobody published."""
    return upload(office, office.made(code="SECRETO"), CANARY)


def upload(office: Office, uid: str, content: bytes, **changes: str) -> str:
    address = f"{BASE}/{uid}/editar/archivos"
    sent = multi(changed(office.desk.form(address), changes))
    sent["distributions.0._file"] = [(BytesIO(content), "lista.csv")]
    office.desk.post(address, sent, content_type="multipart/form-data")
    return str(office.record(uid).distributions[0].checksum)


def api(office: Office, who: str, method: str, path: str, json: Any, **headers: str):
    with office.house.writing() as session:
        by = people.get(session, who)
        issued = tokens.issue(session, by, list(tokens.SCOPES), by=by)
    given = {"Authorization": f"Bearer {issued.secret}"}
    given |= {name.replace("_", "-"): one for name, one in headers.items()}
    client = office.app.test_client()
    return client.open(f"/api/v1{path}", method=method, json=json, headers=given)


def record(code: str, organization: str = "planeacion", **file: Any) -> dict[str, Any]:
    return {
        "code": code,
        "title": "Robado",
        "description": "Un registro cualquiera.",
        "organization": organization,
        "theme": "Función pública",
        "language": "es",
        "distributions": [{"title": "Archivo", "media_type": "text/csv", **file}],
    }


def publish(office: Office, code: str) -> str:
    """Take a record all the way; gives what the public reads of it."""
    with office.house.writing() as session:
        city = office._city(session)
        asset = session.scalars(select(Asset).where(Asset.code == code)).one()
        workflow.submit(session, asset, by=city.carla)
        workflow.approve(session, asset, by=city.carla)
        legal.decide(session, asset, {"access_class": "publica"}, by=city.beto)
        publishing.publish(session, asset, by=city.carla)
    client = office.app.test_client()
    page = client.get(f"/datos/{code.lower()}")
    assert page.status_code == 200
    assert "zorzal" not in page.text
    return str(client.get(f"/datos/{code.lower()}.jsonld").text)


def is_private(office: Office, checksum: str) -> bool:
    client = office.app.test_client()
    with office.house.session() as session:
        kept = session.scalars(select(PublicationFile.checksum)).all()
    with client.get(f"/archivos/{checksum}/x.csv") as answer:
        return answer.status_code == 404 and checksum not in kept


def imported(office: Office, one: dict[str, Any], place: Path, who: str = "ana"):
    place.write_bytes(fill("dataset", [one]))
    told = []
    for table in reading.tables(place):
        for batch in importing.batches(entries.entries(table, "dataset")):
            with office.house.writing() as session:
                by = people.get(session, who)
                told += importing.apply(session, batch, by=by).remarks
    return told


@pytest.mark.parametrize(
    ("who", "unit"), [("ana", "planeacion"), ("fabio", "salud"), ("carla", "salud")]
)
def test_the_api_takes_nobody_s_file_by_its_checksum(
    office: Office, secret: str, who: str, unit: str
):
    """Not even of the same person: each record has what was uploaded to it."""
    answer = api(office, who, "POST", "/datos", record("ROBO", unit, checksum=secret))

    assert answer.status_code == 422
    [problem] = answer.json["errors"]
    assert problem["path"] == "distributions.0.checksum"
    assert TOLD in problem["text"]
    assert is_private(office, secret)


def test_what_is_said_does_not_tell_whether_the_store_has_it(
    office: Office, secret: str
):
    there = api(
        office, "fabio", "POST", "/datos", record("R", "salud", checksum=secret)
    )
    none = "0" * 64
    absent = api(office, "fabio", "POST", "/datos", record("R", "salud", checksum=none))

    assert there.status_code == absent.status_code == 422
    assert there.text.replace(secret, none) == absent.text


def test_a_checksum_beside_an_address_is_only_said_of_the_file_there(
    office: Office, secret: str
):
    one = record("ROBO", checksum=secret, url=ELSEWHERE)
    assert api(office, "ana", "POST", "/datos", one).status_code == 201

    said = publish(office, "ROBO")

    assert ELSEWHERE in said
    assert secret in said
    assert "/archivos/" not in said
    assert is_private(office, secret)

    # and the address cannot be taken away afterwards to be left with the file
    one["distributions"][0].pop("url")
    answer = api(office, "ana", "PUT", "/datos/ROBO", one, If_Match="*")
    assert answer.status_code == 422
    assert TOLD in answer.text


def test_nor_beside_the_address_that_we_would_give_it(office: Office, secret: str):
    ours = f"/archivos/{secret}/x.csv"
    one = record("ROBO", checksum=secret, url=ours)
    answer = api(office, "ana", "POST", "/datos", one)
    assert answer.status_code == 422
    assert TOLD in answer.text

    # the address alone is one like any other, and leads to nothing
    one = record("ROBO", url=ours)
    assert api(office, "ana", "POST", "/datos", one).status_code == 201
    publish(office, "ROBO")
    assert is_private(office, secret)


def test_a_row_from_before_that_was_never_looked_at_is_not_believed(
    office: Office, secret: str
):
    """Whatever stands in the table, what is published offers only what was uploaded."""
    one = record("ROBO", url=ELSEWHERE)
    api(office, "ana", "POST", "/datos", one)
    with office.house.writing() as session:
        asset = session.scalars(select(Asset).where(Asset.code == "ROBO")).one()
        asset.distributions[0].checksum = secret
        asset.distributions[0].url = f"/archivos/{secret}/x.csv"

    assert f"/archivos/{secret}" not in publish(office, "ROBO")
    assert is_private(office, secret)


def test_nor_by_the_form_that_is_left_with_the_checksum(office: Office, secret: str):
    one = record("ROBO", checksum=secret, url=ELSEWHERE)
    uid = api(office, "ana", "POST", "/datos", one).json["uid"]
    address = f"{BASE}/{uid}/editar/archivos"

    office.desk.send(address, {"distributions.0.url": ""})

    assert TOLD in words(office.desk.get(address))
    assert office.record(uid).distributions == []

    # another one, whose stale form is asked which of two versions to keep
    other = record("ROBO-2", checksum=secret, url=ELSEWHERE)
    uid = api(office, "ana", "POST", "/datos", other).json["uid"]
    address = f"{BASE}/{uid}/editar/archivos"
    stale = office.desk.form(address)
    office.desk.send(address, {"distributions.0.description": "Otra."})
    both = office.desk.post(address, multi(changed(stale, {"distributions.0.url": ""})))
    assert both.status_code == 409
    page = both.get_data(as_text=True)
    sent = dict(hidden(page)) | {"_choice.distributions": "mio"}
    office.desk.post(address, sent)
    assert office.record(uid).distributions == []


def hidden(page: str) -> Iterator[tuple[str, str]]:
    for one in re.findall(r'<input[^>]*type="hidden"[^>]*>', page):
        name = re.search(r'name="([^"]*)"', one)
        value = re.search(r'value="([^"]*)"', one)
        if name:
            yield name[1], unescape(value[1]) if value else ""


def test_the_sheet_takes_nobody_s_file(office: Office, secret: str, tmp_path: Path):
    place = tmp_path / "libro.xlsx"

    [remark] = imported(office, record("ROBO", checksum=secret), place)

    assert remark.weight == "error"
    assert TOLD in remark.text
    assert remark.given == secret
    assert remark.cell
    with office.house.session() as session:
        assert session.scalar(select(Asset).where(Asset.code == "ROBO")) is None

    assert imported(office, record("R", checksum=secret, url=ELSEWHERE), place) == []
    assert "/archivos/" not in publish(office, "R")
    assert is_private(office, secret)


def test_an_earlier_version_brings_back_no_file_of_another(office: Office, secret: str):
    """Only what was said of an address: without it, it is nobody's."""
    one = record("ROBO", checksum=secret, url=ELSEWHERE)
    uid = api(office, "ana", "POST", "/datos", one).json["uid"]
    plain = record("ROBO", url=ELSEWHERE)
    api(office, "ana", "PUT", "/datos/ROBO", plain, If_Match="*")
    page = office.desk.get(f"{BASE}/{uid}/versiones/1/restaurar").text
    mark = dict(hidden(page))["marca"]

    restored = office.desk.post(f"{BASE}/{uid}/versiones/1/restaurar", {"marca": mark})

    assert restored.status_code == 303
    assert office.record(uid).distributions[0].checksum == secret
    assert "/archivos/" not in publish(office, "ROBO")
    assert is_private(office, secret)


def test_what_was_uploaded_to_the_record_goes_on_being_its_own(
    office: Office, tmp_path: Path
):
    """Through the API, a sheet, an earlier version and its next publication."""
    uid = office.made(code="MIO")
    checksum = upload(office, uid, b"a,b\n1,2\n")
    one = record("MIO", checksum=checksum, file_name="lista.csv")
    assert api(office, "ana", "PUT", "/datos/MIO", one, If_Match="*").status_code == 200
    assert f"/archivos/{checksum}/" in publish(office, "MIO")

    without = {**one, "distributions": []}
    api(office, "ana", "PUT", "/datos/MIO", without, If_Match="*")
    assert imported(office, one, tmp_path / "libro.xlsx") == []
    assert office.record(uid).distributions[0].ours

    api(office, "ana", "PUT", "/datos/MIO", without, If_Match="*")
    page = office.desk.get(f"{BASE}/{uid}/versiones/2/restaurar").text
    mark = dict(hidden(page))["marca"]
    office.desk.post(f"{BASE}/{uid}/versiones/2/restaurar", {"marca": mark})
    assert office.record(uid).distributions[0].ours

    assert f"/archivos/{checksum}/" in publish(office, "MIO")
    with office.app.test_client().get(f"/archivos/{checksum}/lista.csv") as taken:
        assert taken.data == b"a,b\n1,2\n"


def test_a_file_uploaded_beside_an_address_is_what_the_public_gets(office: Office):
    """Also where the checksum was said of the address before."""
    uid = office.made(code="MIO")
    content = b"a,b\n1,2\n"
    said = sha256(content).hexdigest()
    known = {"file_name": "lista.csv", "size": len(content), "checksum": said}
    one = record("MIO", url=ELSEWHERE, **known)
    api(office, "ana", "PUT", "/datos/MIO", one, If_Match="*")
    assert not office.record(uid).distributions[0].ours

    assert upload(office, uid, content) == said

    assert f"/archivos/{said}/" in publish(office, "MIO")
    assert not is_private(office, said)


def test_a_draft_that_is_promised_its_uid_holds_what_came_with_it(office: Office):
    with office.house.writing() as session:
        city = office._city(session)
        draft = kinds.load("dataset", record("NUEVO", checksum="ab" * 32))
        held = held_files.with_files(session, draft, ["ab" * 32])
        made = assets.save(session, held, by=city.ana).asset
        assert made.distributions[0].ours
        again = held_files.with_files(session, draft, ["ab" * 32])
        assert again.uid == made.uid
        assert assets.save(session, again, by=city.ana).outcome == "unchanged"
