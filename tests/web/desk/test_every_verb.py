"""Every verb that a browser can send, taken from the table of routes: none is forgotten.

A new one is in here by being installed; one with an argument of a new name fails until
somebody says what fills it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from form_setting import Office, opened
from sqlalchemy import func, select
from tumbaga.catalog import commenting, jobs, people, workflow
from tumbaga.records.asset import Asset
from tumbaga.records.base import Base
from tumbaga.records.job import Job
from werkzeug.routing import Rule

BY_TOKEN = ("/api/", "/oai")  # no cookie opens these
NOBODY = "00000000-0000-4000-8000-000000000000"
# What fills the arguments that are not the record's own.
ARGUMENTS: dict[str, Any] = {
    "key": "que-es",
    "number": 1,
    "does": "resolver",
    "step": "aprobar",
    "name": "responder",
    "code": "ninguna",
    "secret": "x",
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with opened(tmp_path, "") as made:
        yield made


def verbs(office: Office) -> list[Rule]:
    rules = [
        one
        for one in office.app.url_map.iter_rules()
        if "POST" in (one.methods or ()) and not str(one).startswith(BY_TOKEN)
    ]
    assert len(rules) > 70
    return rules


def filled(office: Office, rule: Rule, uid: str) -> list[str]:
    """The addresses of a verb; where it is one of several words, of each."""
    adapter = office.app.url_map.bind("localhost")
    values = [{"uid": uid}]
    for argument in sorted(rule.arguments - {"uid"}):
        words = getattr(rule._converters[argument], "items", None)
        options = sorted(words) if words else [ARGUMENTS[argument]]
        values = [{**one, argument: said} for one in values for said in options]
    return [adapter.build(rule.endpoint, one, method="POST") for one in values]


def held(office: Office) -> dict[str, Any]:
    """How many rows every table has, and how each record stands."""
    with office.house.session() as session:
        counts: dict[str, Any] = {
            table.name: session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }
        stands = select(Asset.uid, Asset.digest, Asset.workflow_state, Asset.modified)
        counts["records"] = [tuple(row) for row in session.execute(stands)]
        counts["jobs"] = [row[0] for row in session.execute(select(Job.state))]
    return counts


def test_without_the_token_of_our_page_no_verb_is_taken(office: Office):
    """Darío may do everything, and his browser is sent by another site."""
    uid = office.made()
    for name in ("dario", "ana", "carla", "beto"):
        client = office.at(name).client
        client.get("/escritorio/")
        before = held(office)
        for rule in verbs(office):
            for address in filled(office, rule, uid):
                answer = client.post(address, data={"title": "x", "razon": "x"})
                assert answer.status_code == 400, (name, address)
                assert "No recibimos ese envío" in answer.text, (name, address)
        assert held(office) == before


@pytest.mark.parametrize("state", ["draft", "submitted", "approved"])
def test_of_another_organisation_no_verb_of_a_record_is_known(
    office: Office, state: str
):
    """Fabio produces in Salud, the record is Planeación's: it is as if it were not."""
    uid = office.made(kind="production_process")
    with office.house.writing() as session:
        city = office._city(session)
        asset = session.scalars(select(Asset).where(Asset.uid == uid)).one()
        commenting.comment(session, asset, "title", "Revise.", by=city.carla)
        if state != "draft":
            asset.workflow_state = "submitted"
        if state == "approved":
            workflow.approve(session, asset, by=city.carla)
    fabio = office.at("fabio")
    fabio.get("/escritorio/")
    before = held(office)
    rules = [
        one
        for one in verbs(office)
        if str(one).startswith("/escritorio/registros/<uid>/")
    ]
    assert len(rules) > 12
    for rule in rules:
        for address in filled(office, rule, uid):
            there = fabio.post(address, {"title": "Mío", "razon": "Porque sí."})
            none = fabio.post(address.replace(uid, NOBODY), {"title": "Mío"})
            assert there.status_code == none.status_code, address
            assert there.status_code in (403, 404), address
            assert there.text.replace(uid, NOBODY).count("Inversión") == 0, address
    assert held(office) == before


def test_of_another_person_no_load_is_stopped_or_repeated(office: Office):
    with office.house.writing() as session:
        ana = people.get(session, "ana")
        job = jobs.ask(session, "import", "a.csv", {"checksum": "0" * 64}, by=ana)
        uid = job.uid
    for name in ("fabio", "carla", "beto"):
        desk = office.at(name)
        desk.get("/escritorio/")
        before = held(office)
        for rule in verbs(office):
            if str(rule).startswith(
                ("/escritorio/cargas/<uid>", "/escritorio/tareas/")
            ):
                [address] = filled(office, rule, uid)
                answer = desk.post(address)
                assert answer.status_code in (403, 404), (name, address)
        assert held(office) == before


def test_what_is_of_the_whole_city_is_not_for_who_produces(office: Office):
    """People, decisions, norms, sources and instruments have their own roles."""
    uid = office.made()
    ana = office.at("ana")
    ana.get("/escritorio/")
    with office.house.session() as session:
        dario = people.get(session, "dario").uid
    before = held(office)
    starts = (
        "/escritorio/personas",
        "/escritorio/decisiones",
        "/escritorio/normas",
        "/escritorio/instrumentos",
        "/escritorio/conceptos",
        "/escritorio/sinonimos",
        "/escritorio/demandas",
    )
    rules = [one for one in verbs(office) if str(one).startswith(starts)]
    assert len(rules) > 20
    for rule in rules:
        person = str(rule).startswith("/escritorio/personas")
        for address in filled(office, rule, dario if person else uid):
            answer = ana.post(address, {"nombre": "x", "roles": "administrator"})
            assert answer.status_code in (403, 404), (address, answer.status_code)
    assert held(office) == before
