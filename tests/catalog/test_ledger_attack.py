"""Eight writers with rollbacks and a reader at the tail: nothing lost, nothing twice."""

import random
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from tumbaga.catalog import ledger
from tumbaga.records import reading
from tumbaga.records.database import connect, writing
from tumbaga.records.publication import Publication

pytestmark = pytest.mark.thorough

WRITERS, ROUNDS = 8, 60


def write(url: str, writer: int) -> list[str]:
    """Append one to three rows a transaction, and take one in ten back."""
    chance = random.Random(writer)
    engine, kept = writing(connect(url)), []
    for turn in range(ROUNDS):
        uids = [f"w{writer}-{turn % 20}-{n}" for n in range(chance.randint(1, 3))]
        rows = [
            ledger.Entry(uid, "dataset", uid, "published", "full", f'{{"t":{turn}}}')
            for uid in uids
        ]
        with Session(engine) as session:
            seqs = ledger.append(session, rows)
            time.sleep(chance.random() / 500)
            if chance.random() < 0.1:
                session.rollback()
                continue
            session.commit()
            kept += [f"{seq}:{uid}:{turn}" for seq, uid in zip(seqs, uids, strict=True)]
    engine.dispose()
    return kept


def tail(engine: Engine, done: list[bool]) -> list[tuple[int, str]]:
    """Read as every follower does: the head first, then the rows up to it."""
    seen: list[tuple[int, str]] = []
    last, finished = 0, False
    while not finished:
        finished = bool(done)
        with Session(engine) as session:
            top = reading.head(session).seq
            rows = session.execute(
                select(Publication.seq, Publication.uid)
                .where(Publication.seq > last, Publication.seq <= top)
                .order_by(Publication.seq)
            ).all()
        seen += [(row.seq, row.uid) for row in rows]
        last = top
        time.sleep(0.005)
    return seen


def test_gap_free_and_in_commit_order(engine: Engine, database_url: str):
    from threading import Thread

    done: list[bool] = []
    seen: list[tuple[int, str]] = []
    reader = Thread(target=lambda: seen.extend(tail(engine, done)))
    reader.start()
    try:
        with ProcessPoolExecutor(WRITERS, mp_context=get_context("spawn")) as pool:
            written = pool.map(write, [database_url] * WRITERS, range(WRITERS))
            kept = {line for lines in written for line in lines}
    finally:
        done.append(True)
        reader.join()

    with Session(engine) as session:
        rows = session.execute(
            select(Publication.seq, Publication.uid, Publication.document).order_by(
                Publication.seq
            )
        ).all()
        current = session.scalars(
            select(Publication.uid).where(Publication.superseded.is_(None))
        ).all()
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert {f"{r.seq}:{r.uid}:{r.document[5:-1]}" for r in rows} == kept
    assert seen == [(row.seq, row.uid) for row in rows]
    assert len(current) == len(set(current)) == len({row.uid for row in rows})
