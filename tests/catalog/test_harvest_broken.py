"""A database that is full, in a process that lives on: the next run takes up where it broke.

Locks, clocks and kills are in ``tests/web/test_harvest_troubles.py``.
"""

import json

import pytest
from harvest_states import founded, kept
from sqlalchemy import event, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from tumbaga import harvesters
from tumbaga.harvesters import datajson
from tumbaga.records import troubles
from tumbaga.records.harvest import HarvestOutcome, HarvestRun
from tumbaga.web import harvests
from tumbaga.web.composition import House
from tumbaga.web.harvests import Asked

COUNT = 250


@pytest.fixture
def place(tmp_path):
    made = tmp_path / "data.json"
    datasets = [{"identifier": f"d{n}", "title": f"Datos {n}"} for n in range(COUNT)]
    made.write_text(json.dumps({"dataset": datasets}))
    return made


@pytest.fixture
def calm(tmp_path, place):
    house = founded(tmp_path / "calma")
    harvest(house, place)
    yield house
    house.engine.dispose()


@pytest.fixture
def tried(tmp_path):
    house = founded(tmp_path / "rota")
    yield house
    house.engine.dispose()


def harvest(house, place, said=lambda _work: None):
    return harvests.run(house, Asked(str(place), "ana", "datajson", "dapm"), said)


def state(house: House):
    with Session(house.engine) as session:
        told = session.execute(
            select(HarvestOutcome.remote_id, HarvestOutcome.result)
        ).all()
        return [*kept(session), sorted(map(tuple, told))]


def last_run(house: House) -> tuple[int, str]:
    with Session(house.engine) as session:
        query = select(HarvestRun).order_by(HarvestRun.id.desc()).limit(1)
        run = session.scalars(query).one()
        return run.id, run.state


def test_a_full_disk_ends_it_and_the_next_run_takes_it_up(calm, tried, place):
    def fill_up(connection, _record):
        [(pages,)] = connection.execute("PRAGMA page_count").fetchall()
        connection.execute(f"PRAGMA max_page_count={max(pages, full)}")

    with tried.engine.connect() as connection:
        full = connection.scalar(text("PRAGMA page_count")) + 120
    tried.engine.dispose()
    event.listen(tried.engine, "connect", fill_up)
    with pytest.raises(OperationalError) as raised:
        harvest(tried, place)
    assert troubles.told(raised.value) == troubles.NO_ROOM
    event.remove(tried.engine, "connect", fill_up)
    tried.engine.dispose()
    halfway = last_run(tried)

    work = harvest(tried, place)

    assert work.state == "finished"
    assert (last_run(tried), halfway) == ((halfway[0], "finished"), (1, "running"))
    assert state(tried) == state(calm)


def test_what_a_harvester_stumbles_over_stops_no_other(tried, place, monkeypatch):
    mapped = harvesters.get("datajson").map

    def stumbling(item):
        return mapped(item) if item.id != "d7" else 1 / 0

    monkeypatch.setattr(datajson, "map", stumbling)
    work = harvest(tried, place)

    assert (work.state, work.counts["created"]) == ("partial", COUNT - 1)
    [failure] = work.failures
    assert failure.remote_id == "d7"
    assert "error de este programa (ZeroDivisionError)" in failure.reason


def test_a_reading_that_stumbles_ends_the_run_and_takes_nothing(
    tried, place, monkeypatch
):
    harvest(tried, place)
    before = state(tried)[:2]
    read = datajson.read

    def stumbling(order, http):
        for number, one in enumerate(read(order, http)):
            yield one if number < 120 else [][number]

    monkeypatch.setattr(datajson, "read", stumbling)
    work = harvest(tried, place)

    assert (work.state, last_run(tried)[1]) == ("partial", "partial")
    assert "error de este programa (IndexError)" in work.reason
    assert state(tried)[:2] == before
