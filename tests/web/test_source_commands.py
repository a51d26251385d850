"""The commands of sources, from the proposal to the report, over a server of the tests."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from local_server import serving
from sqlalchemy import select
from tumbaga.catalog import jobs as verbs
from tumbaga.catalog import people, sources
from tumbaga.records.base import now
from tumbaga.records.job import Job
from tumbaga.records.organization import Organization
from tumbaga.records.person import Person
from tumbaga.web import harvests, jobs
from tumbaga.web.cli import house, tumbaga

ROLES = {"ana": ["producer"], "carla": ["planning"], "dario": ["administrator"]}


@pytest.fixture
def opened(tmp_path, monkeypatch):
    monkeypatch.setenv("TUMBAGA_DATA", str(tmp_path / "datos"))
    monkeypatch.setenv("TUMBAGA_HARVEST_PRIVATE", "sí")
    monkeypatch.setenv("TUMBAGA_HARVEST_DELAY", "0")
    monkeypatch.delenv("TUMBAGA_DATABASE_URL", raising=False)
    house.opened.cache_clear()
    made = house.opened()
    made.prepare()
    with made.writing() as session:
        unit = Organization(code="dapm", name="Planeación")
        session.add(unit)
        for code, roles in ROLES.items():
            session.add(Person(code=code, name=code, roles=roles, organization=unit))
    yield made
    made.engine.dispose()
    house.opened.cache_clear()


def call(*words, code=0):
    result = CliRunner().invoke(tumbaga, [str(word) for word in words])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def feed(*numbers):
    datasets = [
        {"identifier": f"d{n}", "title": f"Datos {n}", "theme": ["Marcianos"]}
        for n in numbers
    ]
    return json.dumps({"publisher": {"name": "Nadie"}, "dataset": datasets})


def test_a_source_from_proposal_to_report(opened):
    with serving({"/data.json": (feed(1, 2, 3), "application/json")}) as server:
        where = server.url("/data.json")
        add = ("source", "add", where, "--kind", "datajson", "--title", "Otra ciudad")
        call(*add, "--organization", "dapm", "--by", "ana")
        tried = call("source", "try", "otra-ciudad", "--by", "ana")
        refused = call("harvest", "otra-ciudad", "--by", "ana", code=1)
        call("source", "approve", "otra-ciudad", "--by", "dario")
        call("source", "schedule", "otra-ciudad", "cada lunes a las 3", "--by", "carla")
        first = call("harvest", "otra-ciudad", "--by", "ana", "--json")
        server.routes["/data.json"] = (feed(1), "application/json")
        call("harvest", "otra-ciudad", "--by", "ana", code=1)
        listed = call("source", "list")
        call("source", "confirm", "otra-ciudad", "--by", "carla")
        call("source", "adjust", "otra-ciudad", "--grace", "0", "--by", "carla")
        again = call("harvest", "otra-ciudad", "--by", "carla", "--json")
        told = json.loads(call("source", "runs", "otra-ciudad", "--json").stdout)
        words = call("term", "list").stdout
        names = call("publisher", "list").stdout

    assert "Prueba, no se guardó nada: 3 creados" in tried.stdout
    assert "aprobarla" in refused.output
    assert json.loads(first.stdout)["created"] == 3
    assert "espera una decisión" in listed.stdout
    assert json.loads(again.stdout)["unchanged"] == 1
    assert [run["state"] for run in told] == ["finished", "finished", "finished"]
    assert told[0]["answers"][-1]["status"] == 200
    assert "Marcianos" in words
    assert "Nadie" in names
    call("publisher", "confirm", "Nadie", "--organization", "dapm", "--by", "carla")
    call("term", "choose", "themes", "marcianos", "--by", "carla")


def test_a_harvest_is_a_job_of_the_worker_too(opened):
    with serving({"/data.json": (feed(1, 2), "application/json")}) as server:
        where = server.url("/data.json")
        add = ("source", "add", where, "--kind", "datajson", "--title", "Otra")
        call(*add, "--organization", "dapm", "--by", "ana")
        call("source", "approve", "otra", "--by", "dario")
        states = []
        for arguments in ({"preview": True}, {}, {}):
            with opened.writing() as session:
                by = people.get(session, "ana")
                asked = {"source": "otra", **arguments}
                uid = verbs.ask(session, "harvest", "Otra", asked, by=by).uid
            states.append(jobs.run(opened, uid))
            with opened.session() as session:
                result = session.scalars(select(Job).where(Job.uid == uid)).one().result
                states.append(result["counts"])

    assert states == [
        "done",
        {"created": 2},
        "done",
        {"created": 2},
        "done",
        {"unchanged": 2},
    ]


def test_what_is_due_is_asked_for_once(opened):
    call(
        "source",
        "add",
        "https://x.gov.co",
        "--kind",
        "ckan",
        "--title",
        "X",
        "--by",
        "carla",
    )
    call("source", "approve", "x", "--by", "dario")
    call("source", "schedule", "x", "cada hora", "--by", "carla")
    assert harvests.plan(opened) == []
    with opened.writing() as session:
        sources.get(session, "x").due = now() - timedelta(minutes=1)

    first, again = harvests.plan(opened), harvests.plan(opened)

    assert (len(first), again) == (1, [])
    with opened.session() as session:
        job = session.scalars(select(Job)).one()
        assert (job.person, job.arguments) == ("dario", {"source": "x"})
        assert sources.get(session, "x").due > now()


def test_an_unreachable_place_is_told_without_a_trace(opened, monkeypatch):
    monkeypatch.setenv("TUMBAGA_HARVEST_PRIVATE", "no")
    house.opened.cache_clear()
    with serving({"/": ("x",)}) as server:
        ask = ("harvest", server.url("/data.json"), "--kind", "datajson", "--by", "ana")
        result = call(*ask, code=2)

    assert "red interna" in result.stderr
    assert server.seen == []


def test_a_source_that_is_not_there_says_how_to_go_on(opened):
    assert "--kind" in call("harvest", "nada", "--by", "ana", code=1).stderr


def test_a_folder_of_catalogues_goes_in_with_one_command(opened, tmp_path):
    folder = tmp_path / "catalogos"
    folder.mkdir()
    (folder / "a.json").write_text(feed(1, 2))
    (folder / "b.json").write_text("<html>Iniciar sesión</html>")
    ask = ("harvest", folder, "--kind", "datajson", "--organization", "dapm")

    result = call(*ask, "--by", "ana", "--json", code=1)

    told = json.loads(result.stdout)
    assert (told["created"], told["failed"], told["state"]) == (2, 1, "partial")
    assert "página web" in told["failures"][0]["reason"]


def test_a_source_can_be_paused_resumed_and_stopped(opened):
    call(
        "source",
        "add",
        "https://x.gov.co",
        "--kind",
        "ckan",
        "--title",
        "X",
        "--by",
        "carla",
    )
    call("source", "approve", "x", "--by", "dario")
    call("source", "pause", "x", "--by", "carla")
    assert "pausa" in call("harvest", "x", "--by", "ana", code=1).stderr
    call("source", "resume", "x", "--by", "carla")
    trusted = call("source", "trust", "x", "--by", "carla").stdout
    assert "tiene el visto bueno permanente" in trusted
    assert (
        "le corresponde" in call("source", "trust", "x", "--by", "ana", code=1).stderr
    )
    call("source", "mistrust", "x", "--by", "dario")
    nothing = call("source", "refuse", "x", "--by", "carla", code=1)
    assert "no tiene una cosecha que espere" in nothing.stderr
    assert (
        "no se está cosechando" in call("source", "stop", "x", "--by", "carla").stdout
    )


def test_the_runs_of_a_source_are_told_in_words_and_its_time_is_bounded(opened):
    with serving({"/data.json": (feed(1, 2), "application/json")}) as server:
        where = server.url("/data.json")
        call(
            "source",
            "add",
            where,
            "--kind",
            "datajson",
            "--title",
            "Otra",
            "--by",
            "carla",
        )
        call("source", "approve", "otra", "--by", "dario")
        assert (
            "entre 1 y 1440"
            in call(
                "source", "adjust", "otra", "--minutes", "0", "--by", "carla", code=1
            ).output
        )
        call("source", "adjust", "otra", "--minutes", "30", "--by", "carla")
        call("harvest", "otra", "--by", "carla", "--organization", "dapm")

    told = call("source", "runs", "otra").output
    assert "completa: 2 creados, 0 actualizados, 0 sin cambios, 0 con error." in told
    with opened.session() as session:
        assert sources.get(session, "otra").minutes == 30


def test_where_nothing_is_to_be_settled_it_is_said(opened):
    assert "No hay nombres" in call("publisher", "list").output
    assert "No hay palabras" in call("term", "list").output
