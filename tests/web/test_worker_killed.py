"""A worker that is killed in the middle of a harvest: another one ends what it began."""

import json
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import timedelta

import harvest_states
import pytest
from desk_client import Desk
from local_server import serving
from ready_databases import ready_postgresql
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from tumbaga.catalog import jobs as verbs
from tumbaga.catalog import people
from tumbaga.catalog.refusals import WrongState
from tumbaga.records.audit import AuditEntry
from tumbaga.records.base import now
from tumbaga.records.harvest import HarvestOutcome, HarvestRun, HarvestSource
from tumbaga.records.job import Job
from tumbaga.web import harvests, jobs
from tumbaga.web.app import create_app
from tumbaga.web.harvests import Asked

pytestmark = pytest.mark.thorough

COUNT, PAGE, PATIENCE = 130, 100, 120
WORKER = [sys.executable, "-c", "from tumbaga.web.cli import main; main()", "worker"]
SEARCH = "/api/3/action/package_search"
INSIDE = {"harvest_private": "sí", "harvest_delay": "0", "jobs_patience": "2"}


def founded(folder, address, **more):
    """A house with one source that may be harvested."""
    roles = ["producer", "planning", "administrator"]
    house = harvest_states.founded(folder, roles, **INSIDE, **more)
    with house.writing() as session:
        ana = people.get(session, "ana")
        harvest_states.approved(session, "ckan", address, ana)
    return house


@contextmanager
def source_that_waits():
    """It gives its first page; the second only once the gate is open."""
    gate = threading.Event()

    def answer(question):
        start = int(question.query.get("start", 0))
        if start:
            gate.wait(PATIENCE)
        last = min(start + PAGE, COUNT)
        found = [{"id": f"d{n}", "title": f"Datos {n}"} for n in range(start, last)]
        result = {"count": COUNT, "results": found}
        question.send(json.dumps({"success": True, "result": result}))

    with serving({SEARCH: answer}) as server:
        yield server.url("/"), gate
        gate.set()


def ask(house):
    with house.writing() as session:
        arguments = {"source": "otra"}
        ana = people.get(session, "ana")
        return verbs.ask(session, "harvest", "Cosecha de Otra", arguments, by=ana).uid


def work(house):
    """A worker of its own, as the system would start it."""
    settings = house.settings
    told = {f"TUMBAGA_{name.upper()}": value for name, value in INSIDE.items()}
    told |= {"TUMBAGA_DATA": str(settings.folder)}
    told |= {"TUMBAGA_DATABASE_URL": settings.database_url}
    return subprocess.Popen(WORKER, env=os.environ | told, stdout=subprocess.DEVNULL)


def await_that(done):
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline, "no pasó a tiempo"
        time.sleep(0.05)


def job_of(house):
    with Session(house.engine) as session:
        return session.scalars(select(Job)).one()


def seen(house):
    with Session(house.engine) as session:
        run = session.scalars(select(HarvestRun)).first()
        return sum(run.counts.values()) if run else 0


def state(house):
    """All that a harvest leaves: the run, the things, the records, what was told."""
    with Session(house.engine) as session:
        runs = [
            (o.state, o.reason, o.counts) for o in session.scalars(select(HarvestRun))
        ]
        told = session.execute(select(HarvestOutcome.remote_id, HarvestOutcome.result))
        audited = session.scalar(select(func.count()).select_from(AuditEntry))
        return runs, harvest_states.kept(session), sorted(map(tuple, told)), audited


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    if request.param == "sqlite":
        return {}
    url = request.getfixturevalue("postgresql_url")
    return {"database_url": ready_postgresql(url)}


def test_a_worker_killed_half_way_is_replaced_by_another(tmp_path, database):
    with source_that_waits() as (address, gate):
        house = founded(tmp_path / "muerta", address, **database)
        uid = ask(house)
        first = work(house)
        await_that(lambda: seen(house) == PAGE)
        first.kill()
        first.wait()
        assert (job_of(house).state, seen(house)) == ("running", PAGE)
        gate.set()
        second = work(house)
        try:
            await_that(lambda: job_of(house).state not in verbs.OPEN)
        finally:
            second.terminate()
            second.wait()
        calm = founded(tmp_path / "calma", address)
        harvests.run(calm, Asked("otra", "ana"))

    job = job_of(house)
    assert (job.uid, job.state, job.attempts) == (uid, "done", 2)
    assert job.result["counts"] == {"created": COUNT}
    assert state(house) == state(calm)
    page = look_at_jobs(house)
    assert "Terminada" in page
    assert "Se cortó una vez y otro trabajador la retomó donde iba." in page
    calm.engine.dispose()
    house.engine.dispose()


def look_at_jobs(house):
    app = create_app(house.settings)
    with house.session() as session:
        ana = people.get(session, "ana")
    page = Desk(app, ana).get("/escritorio/tareas").get_data(as_text=True)
    app.extensions["tumbaga"].engine.dispose()
    return page


@pytest.fixture
def held_elsewhere(tmp_path):
    """A task whose worker, on another machine, has not been heard of for a while."""
    with source_that_waits() as (address, gate):
        gate.set()
        house = founded(tmp_path, address)
        uid = ask(house)
        with house.writing() as session:
            job = verbs.claim(session, uid, "el de allá")
            job.beat = now() - timedelta(seconds=3)
            source = session.scalars(select(HarvestSource)).one()
            source.holder = f"otra-maquina:7:0a1b:{uid}"
            source.held_until = now() + timedelta(minutes=14)
        yield house, uid
        house.engine.dispose()


def test_the_task_of_a_dead_machine_is_taken_up_with_its_source(held_elsewhere):
    house, uid = held_elsewhere
    assert "Sin señales: otro trabajador la retoma" in look_at_jobs(house)

    assert jobs.run(house, uid) == "done"

    assert job_of(house).result["counts"] == {"created": COUNT}
    assert "la retomó donde iba" in look_at_jobs(house)


def test_nobody_else_takes_the_source_of_a_machine_that_may_live(held_elsewhere):
    house, _uid = held_elsewhere

    with pytest.raises(WrongState, match="se está cosechando ahora"):
        harvests.run(house, Asked("otra", "ana"))
