"""The normograma in public: what each norm is, if it holds, and what changed."""

import csv
import io
from datetime import date

import feedparser
import pytest
from city import RESERVED, found_city
from sqlalchemy import select
from tumbaga.catalog import classification, norms, publishing
from tumbaga.records.person import Person
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

ADDRESS = "/transparencia/normograma"
LAW = "Ley 1437 de 2011"
HIDDEN = "Norma que solo cita un borrador"


@pytest.fixture
def house(tmp_path):
    made = House(Settings(data=str(tmp_path), base_url="https://datos.ejemplo.gov.co"))
    made.prepare()
    with made.writing() as session:
        city = found_city(session)
        for name, subject in ((LAW, "Procedimiento <b>"), (HIDDEN, "=1+1")):
            norms.save(session, {"name": name, "subject": subject}, by=city.beto)
        closed = city.approved(code="CERRADO")
        decision = {**RESERVED, "norm": f"{LAW}, artículo 24"}
        classification.decide(session, closed, decision, by=city.beto)
        publishing.publish(session, closed, by=city.carla)
        city.asset(code="BORRADOR", proposal={"norm": HIDDEN})
    return made


@pytest.fixture
def client(house):
    return create_app(house.settings).test_client()


def repeal(house) -> None:
    with house.writing() as session:
        norm = next(one for one in norms.listed(session) if one.name == LAW)
        by = session.scalars(select(Person).where(Person.code == "beto")).one()
        data = {
            "state": "derogada",
            "state_date": "2026-03-01",
            "state_reason": "La derogó la Ley 9 de 2026 ]]> <b>",
        }
        norms.change(session, norm, data, by=by, today=date(2026, 3, 1))


def test_a_norm_counts_the_public_records_that_cite_it_and_no_draft(client):
    rows = {one["name"]: one for one in client.get(f"{ADDRESS}.json").json["norms"]}

    assert rows[LAW]["public_records"] == 1
    assert rows[HIDDEN]["public_records"] == 0
    assert rows[LAW]["state"] == "vigente"


def test_the_law_of_the_letters_counts_what_cites_a_letter(house, client):
    with house.writing() as session:
        by = session.scalars(select(Person).where(Person.code == "beto")).one()
        norms.save(session, {"name": "Ley 1712 de 2014"}, by=by)

    rows = {one["name"]: one for one in client.get(f"{ADDRESS}.json").json["norms"]}

    assert rows["Ley 1712 de 2014"]["public_records"] == 1


def test_the_page_and_the_sheet_say_the_same_escaped(client):
    page = client.get(ADDRESS).get_data(as_text=True)
    answer = client.get(f"{ADDRESS}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    answer.close()

    assert LAW in page
    assert "Procedimiento &lt;b&gt;" in page
    by_name = {one["Norma"]: one for one in rows}
    assert by_name[LAW]["Registros públicos que se apoyan en ella"] == "1"
    assert by_name[HIDDEN]["De qué trata"] == "'=1+1"


def test_a_change_is_told_by_atom_and_on_the_page(house, client):
    before = client.get(ADDRESS)
    assert feedparser.parse(client.get(f"{ADDRESS}.atom").data).entries == []
    repeal(house)

    feed = feedparser.parse(client.get(f"{ADDRESS}.atom").data)
    after = client.get(ADDRESS, headers={"If-None-Match": before.headers["ETag"]})

    assert not feed.bozo
    (entry,) = feed.entries
    assert entry.title == f"{LAW}: derogada"
    assert entry.updated == "2026-03-01T00:00:00Z"
    assert "Ley 9 de 2026" in entry.summary
    assert after.status_code == 200
    assert "Lo que cambió" in after.get_data(as_text=True)


def test_the_numeral_is_met_once_there_is_a_norm(client, tmp_path):
    empty = House(Settings(data=str(tmp_path / "vacia")))
    empty.prepare()

    assert compliance(client)["2"]["¿Se cumple?"] == "Sí"
    assert compliance(client)["2"]["Evidencia"] == (
        f"https://datos.ejemplo.gov.co{ADDRESS}"
    )
    assert compliance(create_app(empty.settings).test_client())["2"] == {
        "Numeral": "2",
        "Qué pide": "Normativa",
        "¿Se cumple?": "No",
        "Evidencia": "",
        "Nota": "",
    }


def compliance(client) -> dict[str, dict[str, str]]:
    answer = client.get("/transparencia/cumplimiento.csv")
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    answer.close()
    return {one["Numeral"]: one for one in rows}
