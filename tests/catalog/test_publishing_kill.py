"""Killed at any moment of registering, deciding, publishing or following: nothing is
lost, nothing is doubled, and what follows the ledger comes to equal it.
"""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import killed_desk as desk
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from tumbaga import exporters
from tumbaga.exporters.charts import keeping
from tumbaga.records import reading
from tumbaga.records.asset import Asset
from tumbaga.records.audit import AuditEntry
from tumbaga.records.fragment import Fragment
from tumbaga.records.publication import LedgerCounter, Publication
from tumbaga.web.composition import House
from tumbaga.web.following import sweep
from tumbaga.web.settings import Settings

KILLS = 3  # a turn
CHARTS = {keeping.PAGE, keeping.SVG, keeping.PNG}  # of those that have what to draw
STEPS = len(desk.STEPS) * desk.COUNT // desk.BATCH
PUBLISHES = desk.STEPS.index("decide")  # after which comes the step that publishes
REVISED = sum(map(desk.revised, range(desk.COUNT)))
WITHDRAWN = sum(map(desk.withdrawn, range(desk.COUNT)))


@pytest.fixture
def house(engine, database_url: str, tmp_path: Path) -> House:
    made = House(Settings(data=str(tmp_path / "datos"), database_url=database_url))
    desk.found(made)
    return made


@pytest.mark.thorough
def test_killed_and_begun_again(house: House):
    chance = random.Random(house.engine.dialect.name)
    for turn in (1, 2):
        killed = 0
        for _ in range(KILLS):
            killed += kill_at_work(house.settings, turn, chance)
            holds_at_every_moment(house)
        assert killed, "no process was still at work when it was to be killed"
        list(desk.work(house, turn))
        list(desk.work(house, turn))  # once more: all is done, nothing may change
    sweep(house)

    with house.session() as session:
        nothing_lost_nothing_doubled(session)
        the_index_equals_the_ledger(house, session)
        the_fragments_equal_the_ledger(session)
    house.engine.dispose()


def kill_at_work(settings: Settings, turn: int, chance: random.Random) -> bool:
    """Let a process come to some step, and a little further; then kill it.

    Half of the time the next step is the one that publishes.
    """
    command = [sys.executable, desk.__file__, settings.data, settings.database]
    last, further = chance.randrange(STEPS), chance.random() / 30
    if chance.random() < 0.5:
        last += PUBLISHES - last % len(desk.STEPS)
    with subprocess.Popen([*command, str(turn)], stdout=subprocess.PIPE) as process:
        for _ in range(last + 1):
            process.stdout.readline()
        time.sleep(further)
        process.kill()
    assert process.returncode in {0, -signal.SIGKILL}
    return process.returncode != 0


def holds_at_every_moment(house: House) -> None:
    """What is true even now, before anything is repaired."""
    with house.session() as session:
        rows = session.execute(
            select(Publication.seq, Publication.superseded).order_by(Publication.seq)
        ).all()
        assert session.scalars(select(LedgerCounter.seq)).one() == len(rows)
        assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
        published = session.scalar(
            select(func.count()).where(Asset.workflow_state == "published")
        )
        current = reading.page(session, after=0, upto=10**6, limit=10**6)
        on_the_desk = len(current) - 1  # without the dependencia
        drafts = session.scalar(
            select(func.count()).where(
                Asset.first_published.is_not(None),
                Asset.workflow_state.in_(("draft", "submitted", "approved")),
            )
        )
        assert on_the_desk == published + drafts


def nothing_lost_nothing_doubled(session: Session) -> None:
    rows = session.scalars(select(Publication)).all()
    assert len(rows) == 1 + desk.COUNT + REVISED + WITHDRAWN
    current = {row.uid: row for row in rows if row.superseded is None}
    assets = session.scalars(select(Asset).order_by(Asset.code)).all()
    assert len(current) == 1 + len(assets) == 1 + desk.COUNT
    for number, asset in enumerate(assets):
        gone = desk.withdrawn(number)
        row = current[asset.uid]
        assert asset.workflow_state == row.state == state_of(gone)
        assert gone or f'"{asset.title}"' in row.document
        assert asset.title.endswith("2" if desk.revised(number) else "1")
    verbs = Counter(session.scalars(select(AuditEntry.verb)))
    assert verbs == {
        "admit": 1,
        "organize": 1,
        "register": desk.COUNT,
        "revise": REVISED,
        "submit": desk.COUNT + REVISED,
        "approve": desk.COUNT + REVISED,
        "classify": desk.COUNT,
        "publish": 1 + desk.COUNT + REVISED,
        "withdraw": WITHDRAWN,
    }


def state_of(gone: bool) -> str:
    return "withdrawn" if gone else "published"


def open_rows(session: Session) -> list[reading.PublicRecord]:
    return reading.page(session, after=0, upto=10**6, limit=10**6)


def the_index_equals_the_ledger(house: House, session: Session) -> None:
    """Uid by uid, and each at the revision (so the etag) that is current."""
    status = house.index.status(session)
    assert (status.ready, status.seq) == (True, reading.head(session).seq)
    searcher: Any = house.index._current().snapshot._searcher
    everything = searcher.search(live(), 10**4, order_by_field="seq")
    held = {
        searcher.doc(address).get_first("uid"): seq for seq, address in everything.hits
    }
    assert len(everything.hits) == len(held)
    assert held == {row.uid: row.seq for row in open_rows(session)}


def live() -> Any:
    from tumbaga.catalog.search.engines.asking import LIVE

    return LIVE


def the_fragments_equal_the_ledger(session: Session) -> None:
    """One of each kept format for each current row, and none besides; charts, at most."""
    kept = [exporter.KEY for exporter in exporters.kept()]
    stored = list(map(tuple, session.execute(select(Fragment.format, Fragment.seq))))
    wanted = [(key, row.seq) for key in kept for row in open_rows(session)]
    drawn = [one for one in stored if one[0] in CHARTS]
    assert sorted(one for one in stored if one[0] not in CHARTS) == sorted(wanted)
    assert len(drawn) == len(set(drawn))
    assert {seq for _, seq in drawn} <= {row.seq for row in open_rows(session)}
