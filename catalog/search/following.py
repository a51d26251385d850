"""Keeping an index equal to the ledger: one leader at a time, the head before the rows.

Never call this inside a request: a command, the worker or a daemon thread does.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ...records.reading import Head, changes, etag_at, head
from ..refusals import Refusal
from . import signals, trouble, wordlists
from .analysis import VERSION
from .documents import prepare, searchable
from .engines.base import SCHEMA_VERSION, BrokenIndexError, Engine, Stamp, Writer
from .index import Index

BATCH = 2000
# with these another index could not be written either, and the one there is is whole
KEPT = trouble.FULL | trouble.SCARCE
Sessions = Callable[[], AbstractContextManager[Session]]
Progress = Callable[[int, int], None]
log = logging.getLogger(__name__)


class NoRoomError(Refusal):
    """The disk is full: the index stays as it was, and readers with it."""


class ClosedFolderError(Refusal):
    """We may not write there: the index stays as it was, and readers with it."""


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """What a call did. ``led`` is False when another process was at it already."""

    led: bool
    seq: int = 0
    written: int = 0
    rebuilt: bool = False


def catch_up(
    index: Index, sessions: Sessions, progress: Progress | None = None
) -> CaughtUp:
    """Bring the index up to the ledger's head; build it if it is missing or unfit."""
    total = CaughtUp(led=False)
    while True:
        with _told(index), index.place.leading() as led:
            if not led:
                return total
            done = _drain(index, sessions, progress or _silent)
        total = CaughtUp(
            led=True,
            seq=done.seq,
            written=total.written + done.written,
            rebuilt=total.rebuilt or done.rebuilt,
        )
        # looked at after unlocking: who published meanwhile and was turned away
        # at the lock relies on it
        if _top(sessions).seq <= done.seq:
            return total


def rebuild(
    index: Index, sessions: Sessions, progress: Progress | None = None
) -> CaughtUp:
    """Build the index anew beside the old one, then switch."""
    with _told(index), index.place.leading() as led:
        if not led:
            return CaughtUp(led=False)
        return _build(index, sessions, progress or _silent)


def _drain(index: Index, sessions: Sessions, progress: Progress) -> CaughtUp:
    """Follow with the index there is; build another if it is unfit or fails."""
    try:
        engine, stamp = index.opened()
        if _fits(stamp, sessions):
            broken = signals.broken(sessions)
            with engine.writing() as writer:
                stamp = signals.take_in(writer, stamp, broken, sessions)
                return _follow(writer, stamp, sessions, progress, broken.urls)
    except BrokenIndexError as error:
        if trouble.is_of(error, KEPT):
            raise
        log.info("building the index: %s", error)
    return _build(index, sessions, progress)


def _build(index: Index, sessions: Sessions, progress: Progress) -> CaughtUp:
    index.place.sweep()
    folder = index.place.fresh()
    try:
        engine: Engine = index.engine(folder)
        engine.create()
        broken = signals.broken(sessions)
        ledger = _top(sessions).ledger_id
        stamp = Stamp(ledger, 0, "", VERSION, SCHEMA_VERSION, broken.mark)
        with engine.writing() as writer:
            writer.apply([], [], stamp)
            done = _follow(writer, stamp, sessions, progress, broken.urls)
        wordlists.prepare(index.name, engine, folder, index.place.words(folder))
        index.place.switch(folder)
    except BaseException:
        index.place.sweep()
        raise
    return replace(done, rebuilt=True)


@contextmanager
def _told(index: Index) -> Iterator[None]:
    """A full disk, or a closed folder, by its name, whatever the engine calls it."""
    where = f"para el índice de búsqueda, en {index.place.folder}. El buscador responde"
    try:
        yield
    except Exception as error:
        if trouble.is_of(error, trouble.FULL):
            raise NoRoomError(
                f"No hay espacio en el disco {where} con lo que tenía. Libere espacio: "
                "se pondrá al día solo."
            ) from error
        if trouble.is_of(error, trouble.CLOSED):
            raise ClosedFolderError(
                f"No hay permiso de escribir {where} con lo que tenía. Dé permiso de "
                "escritura a quien corre el catálogo: se pondrá al día solo."
            ) from error
        raise


def _follow(
    writer: Writer,
    stamp: Stamp,
    sessions: Sessions,
    progress: Progress,
    broken: frozenset[str],
) -> CaughtUp:
    written = 0
    while True:
        with sessions() as session:
            top = head(session)  # before the rows: they do not share a snapshot
            if top.seq <= stamp.seq:
                return CaughtUp(led=True, seq=stamp.seq, written=written)
            rows = changes(session, after=stamp.seq, upto=top.seq, limit=BATCH)
        last = rows[-1] if len(rows) == BATCH else top
        stamp = replace(stamp, seq=last.seq, etag=last.etag)
        writer.apply(
            [prepare(row, broken=broken) for row in rows if searchable(row)],
            [row.uid for row in rows if not searchable(row)],
            stamp,
        )
        written += len(rows)
        progress(stamp.seq, top.seq)


def _fits(stamp: Stamp, sessions: Sessions) -> bool:
    """After a restored backup ``seq`` alone lies: the row's etag must be the same."""
    with sessions() as session:
        top = head(session)
        etag = etag_at(session, stamp.seq) if stamp.seq else ""
    known = etag is not None and etag in {"", stamp.etag}  # "" since it was blanked
    return known and stamp.ledger_id == top.ledger_id and stamp.seq <= top.seq


def _top(sessions: Sessions) -> Head:
    with sessions() as session:
        return head(session)


def _silent(_done: int, _of: int) -> None:
    return None
