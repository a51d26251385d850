"""An import killed at any moment, then run again: nothing lost, nothing doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from importing_setting import catalogue, counts, rows, run, sheet, stored
from sqlalchemy import select
from sqlalchemy.orm import Session
from tumbaga.records.asset import Asset
from tumbaga.records.audit import AuditEntry

SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from importing_setting import run
from tumbaga.records.database import connect
folder = Path(sys.argv[2])
run(connect(f"sqlite:///{folder / 'catalogo.db'}"), folder / "a.csv", size=10)
"""
ROWS = 800
KILLS = 4
PATIENCE = 20


def kill_once_it_moves(engine, folder, chance):
    """Start an import, and kill it a moment after it has saved something."""
    before = stored(engine)
    process = start(folder)
    deadline = time.monotonic() + PATIENCE
    while stored(engine) == before and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(chance.uniform(0, 0.05))
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def start(folder):
    here = str(Path(__file__).parent)
    return subprocess.Popen([sys.executable, "-c", SCRIPT, here, str(folder)])


@pytest.mark.thorough
def test_an_import_killed_many_times_is_whole_in_the_end(tmp_path):
    engine = catalogue(tmp_path)
    path = sheet(tmp_path, *rows(ROWS))
    chance = random.Random(2)

    partial = []
    for _ in range(KILLS):
        kill_once_it_moves(engine, tmp_path, chance)
        partial.append(stored(engine))
    last = run(engine, path)

    assert 0 < partial[0] < ROWS
    assert partial == sorted(partial)
    assert all(count % 10 == 0 for count in partial)
    assert counts(last) == (ROWS - partial[-1], 0, partial[-1], 0)
    with Session(engine) as session:
        codes = session.scalars(select(Asset.code)).all()
        entries = session.scalars(
            select(AuditEntry.subject).where(AuditEntry.verb == "register")
        ).all()
    assert sorted(codes) == sorted(f"A-{number}" for number in range(1, ROWS + 1))
    assert len(entries) == len(set(entries)) == ROWS
    engine.dispose()
