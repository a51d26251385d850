"""A harvest killed at any moment, then begun again, ends as if nothing had happened."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import harvest_states
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from tumbaga.records.audit import AuditEntry
from tumbaga.records.harvest import HarvestOutcome, HarvestRun
from tumbaga.web import harvests
from tumbaga.web.composition import House
from tumbaga.web.harvests import Asked

SCRIPT = """
import sys
from tumbaga.web import harvests
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings
house = House(Settings(data=sys.argv[1]))
asked = harvests.Asked(sys.argv[2], "ana", "datajson", "dapm")
harvests.run(house, asked)
"""
COUNT, PATIENCE = 1_200, 90  # things: a run must outlast the kill


def feed(place: Path, turn: int) -> None:
    """The second time some changed, some are new, some are gone and some are wrong."""
    datasets = [
        {
            "identifier": f"d{number}",
            "title": f"Datos {number}",
            "description": f"{turn}",
        }
        for number in range(COUNT)
    ]
    if turn == 2:
        for number in range(0, COUNT, 2):
            datasets[number]["description"] = "1"
        datasets[5] = {"identifier": "d5"}
        datasets[9]["identifier"] = "renombrado"
        datasets[9]["description"] = "1"
        del datasets[100:110]
        datasets.append({"identifier": "nuevo", "title": "Nuevo"})
    else:
        datasets[7] = "no es un conjunto"
    place.write_text(json.dumps({"dataset": datasets}))


def state(house: House):
    """All that a harvest leaves, without what differs from one time to another."""
    with Session(house.engine) as session:
        items, assets = harvest_states.kept(session)
        outcomes = session.execute(
            select(HarvestOutcome.remote_id, HarvestOutcome.result)
        ).all()
        run = session.scalars(select(HarvestRun).order_by(HarvestRun.id.desc())).first()
        audited = session.scalar(select(func.count()).select_from(AuditEntry))
    counts = {key: value for key, value in run.counts.items() if value}
    told = sorted(map(tuple, outcomes))
    return run.state, counts, audited, items, assets, told


def harvest(house: House, place: Path):
    return harvests.run(house, Asked(str(place), "ana", "datajson", "dapm"))


def kill_once_it_moves(house, folder, place, chance):
    """Start a harvest and kill it a moment after it has saved something."""
    before = progress(house)
    command = [sys.executable, "-c", SCRIPT, str(folder), str(place)]
    process = subprocess.Popen(command)
    deadline = time.monotonic() + PATIENCE
    while not _moved(before, progress(house)) and time.monotonic() < deadline:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.15))
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "it had ended before"


def _moved(before, here):
    return here[1] > (before[1] if here[0] == before[0] else 0)


def progress(house):
    """The last run and how many items it has seen."""
    with Session(house.engine) as session:
        run = session.scalars(select(HarvestRun).order_by(HarvestRun.id.desc())).first()
        return (run.id, sum(run.counts.values())) if run else (0, 0)


@pytest.mark.thorough
def test_killed_five_times_it_ends_as_the_undisturbed_one(tmp_path):
    killed_and_compared(tmp_path, ((1, 3), (2, 2)), seed=6)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_killed_a_hundred_times(tmp_path, seed):
    killed_and_compared(tmp_path, ((1, 3), (2, 2)), seed=seed)


def killed_and_compared(tmp_path, turns, seed):
    """Each turn of the source killed so many times, beside one that nobody disturbs."""
    place = tmp_path / "data.json"
    calm, killed = (
        harvest_states.founded(tmp_path / "calma"),
        harvest_states.founded(tmp_path / "muerta"),
    )
    chance = random.Random(seed)
    halfway = []

    for turn, kills in turns:
        feed(place, turn)
        harvest(calm, place)
        for _ in range(kills):
            kill_once_it_moves(killed, tmp_path / "muerta", place, chance)
            halfway.append(sum(state(killed)[1].values()))
        work = harvest(killed, place)
        assert work.state == "partial"  # one of each turn is wrong
        assert state(killed) == state(calm)

    assert any(0 < count < COUNT for count in halfway), halfway
    with Session(killed.engine) as session:
        assert session.scalar(select(func.count()).select_from(HarvestRun)) == 2
    for house in (calm, killed):
        house.engine.dispose()
