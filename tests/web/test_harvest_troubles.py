"""A harvest on a machine in trouble: no room, somebody else's lock, a clock that jumps,
a kill while it publishes. Nothing is half written, and the next run ends as a calm one.
"""

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from harvest_states import approved, kept
from local_server import serving
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from tumbaga.catalog import general_decisions, organizations, people, trusting
from tumbaga.catalog.harvesting import runs
from tumbaga.records import database, reading, troubles
from tumbaga.records.base import now
from tumbaga.records.harvest import HarvestRun
from tumbaga.web import harvests
from tumbaga.web.composition import House
from tumbaga.web.harvests import Asked
from tumbaga.web.settings import Settings

pytestmark = pytest.mark.thorough

COUNT = 450
MAIN = "from tumbaga.web.cli import main; main()"
COMMAND = [sys.executable, "-c", MAIN, "harvest"]
EVERY = ["producer", "legal", "planning", "administrator"]


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    things = [
        {
            "identifier": f"d{number}",
            "title": f"Datos {number}",
            "description": f"Qué son los datos {number}.",
            "language": ["es"],
            "theme": ["Educación"],
        }
        for number in range(COUNT)
    ]
    place = tmp_path / "data.json"
    place.write_text(json.dumps({"dataset": things}))
    return place


def founded(folder: Path) -> House:
    inside = {"harvest_private": "sí", "harvest_delay": "0"}
    house = House(Settings(data=str(folder), **inside))
    house.prepare()
    with house.writing() as session:
        ana = people.admit(session, "ana", "Ana", EVERY)
        organizations.save(session, {"code": "dapm", "name": "Planeación"}, by=ana)
    return house


def harvest(house: House, place: Path, said=lambda _work: None):
    return harvests.run(house, Asked(str(place), "ana", "datajson", "dapm"), said)


def state(house: House):
    """What a harvest leaves, on the desk and in public."""
    with Session(house.engine) as session:
        rows = reading.page(session, after=0, upto=2**62, limit=2 * COUNT)
        public = [(one.slug, one.document["title"]) for one in rows]
        return *kept(session), sorted(public)


@pytest.fixture
def calm(tmp_path: Path, feed: Path):
    house = founded(tmp_path / "calma")
    assert harvest(house, feed).state == "finished"
    yield state(house)
    house.engine.dispose()


@pytest.fixture
def house(tmp_path: Path):
    made = founded(tmp_path / "apuros")
    yield made
    made.engine.dispose()


def test_a_disk_that_fills_up_is_told_and_the_rest_comes_later(house, feed, calm):
    folder = house.settings.folder
    most = (
        max(one.stat().st_size for one in folder.iterdir() if one.is_file()) + 600_000
    )

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    asked = [str(feed), "--kind", "datajson", "--by", "ana", "--organization", "dapm"]
    done = subprocess.run(
        [*COMMAND, *asked],
        env=os.environ | {"TUMBAGA_DATA": str(folder)},
        preexec_fn=little_room,
        capture_output=True,
        text=True,
        check=False,
    )
    halfway = len(state(house)[0])

    assert done.returncode == 1
    assert troubles.NO_ROOM in done.stderr
    assert "Traceback" not in done.stderr
    assert halfway < COUNT
    assert halfway == len(state(house)[1])
    assert harvest(house, feed).state == "finished"
    assert state(house) == calm


def test_a_lock_that_is_soon_released_is_waited_for(house, feed, calm):
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(house.engine.url.database)) as other:
            other.execute("BEGIN IMMEDIATE")
            held.set()
            release.wait(30)
            other.rollback()

    keeper = threading.Thread(target=hold)

    def said(work) -> None:
        if sum(work.counts.values()) >= 100 and not held.is_set():
            keeper.start()
            held.wait(30)
            threading.Timer(0.5, release.set).start()

    work = harvest(house, feed, said)
    keeper.join()

    assert held.is_set()
    assert work.state == "finished"
    assert state(house) == calm


def test_a_lock_that_stays_ends_the_run_with_nothing_half_written(
    tmp_path, feed, calm, monkeypatch
):
    pragmas = [one.replace("30000", "200") for one in database.SQLITE_PRAGMAS]
    monkeypatch.setattr(database, "SQLITE_PRAGMAS", tuple(pragmas))
    house = founded(tmp_path / "ocupada")
    with closing(sqlite3.connect(house.engine.url.database)) as other:
        other.isolation_level = None

        def said(work) -> None:
            if sum(work.counts.values()) >= 200 and not other.in_transaction:
                other.execute("BEGIN IMMEDIATE")

        with pytest.raises(OperationalError) as caught:
            harvest(house, feed, said)
        assert troubles.told(caught.value) == troubles.BUSY
        items, assets, _public = state(house)
        assert len(items) == len(assets) == 200
        other.rollback()
    monkeypatch.setattr(runs, "PROCESS", "otro")  # as when the process is another

    work = harvest(house, feed)

    assert work.state == "finished"
    assert work.counts["created"] == COUNT
    assert state(house) == calm
    with Session(house.engine) as session:
        assert len(session.scalars(select(HarvestRun)).all()) == 1
    house.engine.dispose()


@pytest.mark.parametrize("jump", [timedelta(hours=30), timedelta(hours=-30)])
def test_a_clock_that_jumps_loses_nothing(house, feed, calm, monkeypatch, jump):
    def said(work) -> None:
        if sum(work.counts.values()) >= 200:
            monkeypatch.setattr(runs, "now", lambda: now() + jump)

    first = harvest(house, feed, said)
    monkeypatch.setattr(runs, "now", now)

    assert first.state == ("stopped" if jump > timedelta(0) else "finished")
    assert harvest(house, feed).state == "finished"
    assert state(house) == calm


PUBLISHING = """
import sys
from tumbaga.web import harvests
from tumbaga.web.composition import House
from tumbaga.web.harvests import Asked
from tumbaga.web.settings import Settings
inside = {"harvest_private": "sí", "harvest_delay": "0"}
harvests.run(House(Settings(data=sys.argv[1], **inside)), Asked("otra", "ana"))
"""


def trusted(folder: Path, address: str) -> House:
    """A house whose source may publish by itself, since both offices said so."""
    house = founded(folder)
    with house.writing() as session:
        ana = people.get(session, "ana")
        source = approved(session, "datajson", address, ana)
        trusting.trust(session, source, by=ana)
        act = {
            "basis": "source",
            "value": "Otra",
            "act": "Resolución 7",
            "act_date": "2025-01-02",
            "motivation": "Son datos abiertos que la entidad ya publica.",
        }
        general_decisions.take(session, act, by=ana)
    return house


def out(house: House) -> int:
    with Session(house.engine) as session:
        kinds = ["dataset"]
        rows = reading.page(session, after=0, upto=2**62, limit=2 * COUNT, kinds=kinds)
    return len(rows)


@pytest.fixture
def address(feed: Path) -> Iterator[str]:
    with serving({"/data.json": (feed.read_bytes(), "application/json")}) as server:
        yield server.url("/data.json")


@pytest.mark.thorough
def test_killed_while_it_publishes_it_ends_as_the_undisturbed_one(tmp_path, address):
    undisturbed = trusted(tmp_path / "sola", address)
    harvests.run(undisturbed, Asked("otra", "ana"))
    assert out(undisturbed) == COUNT
    house = trusted(tmp_path / "muerta", address)
    chance, halfway = random.Random(39), []

    for _time in range(3):
        before = out(house)
        process = subprocess.Popen(
            [sys.executable, "-c", PUBLISHING, str(house.settings.folder)]
        )
        while out(house) == before and process.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.1))
        process.kill()
        process.wait()
        halfway.append(out(house))
    harvests.run(house, Asked("otra", "ana"))

    assert any(0 < count < COUNT for count in halfway), halfway
    assert state(house) == state(undisturbed)
    for one in (house, undisturbed):
        one.engine.dispose()
