"""Killed while it publishes by standing approval, and begun again, a run ends the same."""

import json
import signal
import subprocess
import sys

from sqlalchemy import select
from sqlalchemy.orm import Session
from tumbaga.catalog import general_decisions, sources, trusting
from tumbaga.records.asset import Asset
from tumbaga.records.audit import AuditEntry
from tumbaga.records.harvest import HarvestOutcome, HarvestRun
from tumbaga.records.organization import Organization
from tumbaga.records.person import Person
from tumbaga.web import harvests
from tumbaga.web.composition import House
from tumbaga.web.harvests import Asked
from tumbaga.web.settings import Settings

COUNT, PART, KILLED_IN = 24, 8, 2
SCRIPT = f"""
import os, signal, sys
from tumbaga.catalog.harvesting import releasing
from tumbaga.web import harvests
from tumbaga.web.composition import House
from tumbaga.web.harvests import Asked
from tumbaga.web.settings import Settings
releasing.PART = {PART}
publish, turns = releasing._publish, []
def killed(*given):
    publish(*given)
    turns.append(1)
    if len(turns) == {KILLED_IN}:
        os.kill(os.getpid(), signal.SIGKILL)
releasing._publish = killed
harvests.run(House(Settings(data=sys.argv[1])), Asked("otra", "carla"))
"""
ROLES = {"carla": ["planning"], "beto": ["legal"], "dario": ["administrator"]}


def founded(folder, place) -> House:
    """A source that both offices let out: a standing approval and a general decision."""
    house = House(Settings(data=str(folder)))
    house.prepare()
    with house.writing() as session:
        unit = Organization(code="dapm", name="Planeación")
        session.add(unit)
        people = {
            code: Person(code=code, name=code, roles=roles, organization=unit)
            for code, roles in ROLES.items()
        }
        session.add_all(people.values())
        session.flush()
        source = sources.propose(
            session,
            kind="datajson",
            location="https://otra.gov.co/data.json",
            title="Otra",
            code="otra",
            organization="dapm",
            by=people["carla"],
        )
        sources.approve(session, source, by=people["dario"])
        source.location = str(place)
        trusting.trust(session, source, by=people["carla"])
        said = {
            "basis": "source",
            "value": "Otra",
            "act": "Resolución 7",
            "act_date": "2025-01-02",
            "motivation": "Son datos abiertos que la entidad ya publica.",
        }
        general_decisions.take(session, said, by=people["beto"])
    return house


def dataset(number: int):
    return {
        "identifier": f"d{number}",
        "title": f"Datos {number}",
        "description": "Lo que hay.",
        "language": ["es"],
        "theme": ["Educación"],
    }


def state(house: House):
    """What is out, what the run says of it, and what the audit keeps."""
    with Session(house.engine) as session:
        assets = session.execute(select(Asset.code, Asset.workflow_state)).all()
        told = session.execute(
            select(HarvestOutcome.remote_id, HarvestOutcome.result)
        ).all()
        verbs = session.scalars(select(AuditEntry.verb)).all()
        runs = session.execute(select(HarvestRun.state, HarvestRun.counts)).all()
    kept = [(one, {k: v for k, v in counts.items() if v}) for one, counts in runs]
    return kept, *(sorted(map(str, rows)) for rows in (assets, told, verbs))


def out(house: House) -> int:
    with Session(house.engine) as session:
        states = session.scalars(select(Asset.workflow_state)).all()
    return states.count("published")


def test_killed_while_it_publishes_it_ends_as_the_undisturbed_one(tmp_path):
    place = tmp_path / "data.json"
    place.write_text(json.dumps({"dataset": [dataset(one) for one in range(COUNT)]}))
    calm = founded(tmp_path / "calma", place)
    killed = founded(tmp_path / "muerta", place)
    harvests.run(calm, Asked("otra", "carla"))
    assert out(calm) == COUNT

    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "muerta")]
    done = subprocess.run(command, check=False)

    assert done.returncode == -signal.SIGKILL
    assert out(killed) == PART  # the first portion stays, half of the second does not
    work = harvests.run(killed, Asked("otra", "carla"))
    assert work.state == "finished"
    assert state(killed) == state(calm)
    for house in (calm, killed):
        house.engine.dispose()
