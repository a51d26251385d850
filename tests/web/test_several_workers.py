"""Several workers and several hands on one source: each thing is done once, and whole."""

import json
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import harvest_states
import pytest
from local_server import serving
from machine import REDIS, missing
from ready_databases import ready_postgresql
from sqlalchemy import select
from sqlalchemy.orm import Session
from tumbaga.catalog import jobs as verbs
from tumbaga.catalog import people, sources
from tumbaga.records.asset import Asset
from tumbaga.records.harvest import HarvestItem, HarvestRun
from tumbaga.records.job import Job
from tumbaga.web import harvests, jobs
from tumbaga.web.harvests import Asked

pytestmark = pytest.mark.thorough

MAIN = "from tumbaga.web.cli import main; main()"
INSIDE = {"harvest_private": "sí", "harvest_delay": "0"}
COUNT, SOURCES = 60, 4


def founded(folder, **more):
    roles = ["producer", "planning", "administrator"]
    return harvest_states.founded(folder, roles, **INSIDE, **more)


def environment(house):
    return os.environ | {
        "TUMBAGA_DATA": str(house.settings.folder),
        "TUMBAGA_DATABASE_URL": house.settings.database_url,
        "TUMBAGA_QUEUE_URL": house.settings.queue_url,
        "TUMBAGA_HARVEST_PRIVATE": "sí",
        "TUMBAGA_HARVEST_DELAY": "0",
    }


def add(house, code, address):
    with house.writing() as session:
        ana = people.get(session, "ana")
        made = sources.propose(
            session,
            kind="datajson",
            location=address,
            title=code,
            code=code,
            organization="dapm",
            by=ana,
        )
        sources.approve(session, made, by=ana)


def ask(house, code):
    with house.writing() as session:
        ana = people.get(session, "ana")
        return verbs.ask(session, "harvest", code, {"source": code}, by=ana).uid


def feed(code):
    things = [
        {"identifier": f"{code}-{n}", "title": f"Datos {n} de {code}"}
        for n in range(COUNT)
    ]
    return json.dumps({"dataset": things}), "application/json"


@contextmanager
def slow_source():
    """One that keeps an answer to itself until it is told to let go."""
    gate, asked = threading.Event(), threading.Event()

    def answer(question):
        asked.set()
        gate.wait(20)
        question.send(*feed("lenta"))

    with serving({"/data.json": answer}) as server:
        yield server.url("/data.json"), asked, gate
        gate.set()


def test_who_waits_for_a_slow_source_is_not_taken_for_dead(tmp_path):
    house, states = founded(tmp_path, jobs_patience="1"), []
    with slow_source() as (address, asked, gate):
        add(house, "lenta", address)
        uid = ask(house, "lenta")
        first = threading.Thread(target=lambda: states.append(jobs.run(house, uid)))
        first.start()
        assert asked.wait(20)
        time.sleep(2)  # twice as long as one may be still
        second = jobs.run(house, uid)
        gate.set()
        first.join()

    assert (second, states) == ("", ["done"])
    with house.session() as session:
        job = session.scalars(select(Job)).one()
        assert (job.attempts, job.result["counts"]) == (1, {"created": COUNT})
        assert session.scalars(select(HarvestRun)).one().state == "finished"
    house.engine.dispose()


def test_two_processes_on_one_source_are_one_harvest(tmp_path):
    house = founded(tmp_path)
    command = [sys.executable, "-c", MAIN, "harvest", "lenta", "--by", "ana"]
    with slow_source() as (address, asked, gate):
        add(house, "lenta", address)
        first = subprocess.Popen(command, env=environment(house), stdout=-1, text=True)
        assert asked.wait(30)
        second = subprocess.run(
            command, env=environment(house), capture_output=True, text=True, check=False
        )
        gate.set()
        said, _error = first.communicate()

    assert second.returncode == 1
    assert "se está cosechando ahora" in second.stderr
    assert first.returncode == 0, said
    with Session(house.engine) as session:
        assert [one.state for one in session.scalars(select(HarvestRun))] == [
            "finished"
        ]
        assert len(session.scalars(select(HarvestItem.id)).all()) == COUNT
        assert len(session.scalars(select(Asset.id)).all()) == COUNT
    house.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql", "redis"])
def any_house(request, tmp_path):
    more = {}
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
        more["database_url"] = ready_postgresql(url)
    elif request.param == "redis":
        more["queue_url"] = REDIS or missing("Redis (TUMBAGA_TEST_REDIS)")
    made = founded(tmp_path, **more)
    yield made
    made.engine.dispose()


@pytest.mark.thorough
def test_two_workers_do_each_harvest_once_and_whole(any_house):
    codes = [f"fuente{n}" for n in range(SOURCES)]
    routes = {f"/{code}": feed(code) for code in codes}
    with serving(routes) as server:
        for code in codes:
            add(any_house, code, server.url(f"/{code}"))
            ask(any_house, code)
        workers = [
            subprocess.Popen(
                [sys.executable, "-c", MAIN, "worker"], env=environment(any_house)
            )
            for _number in range(2)
        ]
        try:
            await_ends(any_house)
        finally:
            for one in workers:
                one.terminate()
                one.wait()

    with Session(any_house.engine) as session:
        done = session.scalars(select(Job)).all()
        assert {(one.state, one.attempts) for one in done} == {("done", 1)}
        assert all(one.result["counts"] == {"created": COUNT} for one in done)
        runs = session.scalars(select(HarvestRun)).all()
        assert sorted(one.source.code for one in runs) == codes
        assert len(session.scalars(select(Asset.id)).all()) == COUNT * SOURCES


def await_ends(house):
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        with Session(house.engine) as session:
            open_ones = select(Job.id).where(Job.state.in_(verbs.OPEN))
            if not session.scalars(open_ones).all():
                return
        time.sleep(0.3)


def test_a_source_asked_for_each_thing_shows_signs_of_life(tmp_path, monkeypatch):
    """Looking into a batch takes longer than a step may: it is saved in parts."""
    from tumbaga.catalog.harvesting import stepping

    monkeypatch.setattr(stepping, "SECONDS", 0.0)
    house, seen = founded(tmp_path), []
    with serving({"/data.json": feed("otra")}) as server:
        asked = Asked(server.url("/data.json"), "ana", "datajson", "dapm")
        harvests.run(house, asked, lambda work: seen.append(work.counts.total()))

    assert seen[:4] == [0, 1, 2, 3]
    assert seen[-1] == COUNT
    house.engine.dispose()
