"""Fragments that follow the ledger: filled in batches, streamed in short transactions.

Nothing is served that is not current and open at the moment it is read. Knows no format:
the exporters' functions come in as makers.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol, cast

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    case,
    delete,
    func,
    null,
    select,
    tuple_,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from ..records import reading
from ..records.database import in_binary
from ..records.fragment import Fragment
from ..records.publication import Publication
from ..records.reading import PublicRecord
from .selecting import All, Condition, sql

EVERYTHING = All()
BATCH = 500  # rows a transaction: some megabytes, some milliseconds
FILLED = 200  # rows a writing transaction: the door is held for few milliseconds

Sessions = Callable[[], AbstractContextManager[Session]]


class Maker(Protocol):
    """Makes the fragment of a record; ``kept`` if it is worth storing.

    ``failed`` names the ``uid`` and ``seq`` of those that it could not make.
    """

    @property
    def format(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def kept(self) -> bool: ...
    @property
    def failed(self) -> Mapping[str, int]: ...
    def make(self, record: PublicRecord) -> bytes: ...


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stored fragment, or the record that it has to be made of."""

    seq: int
    body: bytes | None
    record: PublicRecord | None


def stream(
    sessions: Sessions,
    maker: Maker,
    *,
    upto: int,
    batch: int = BATCH,
    condition: Condition = EVERYTHING,
) -> Iterator[bytes]:
    """Yield the fragment of all that is open as of ``upto`` and answers, one of each.

    What was published again meanwhile comes in its present form; what was withdrawn
    meanwhile does not come. No transaction is open while a fragment is handed on.
    """
    after = 0
    while True:
        with sessions() as session:
            query = _places(upto).where(Publication.seq > after)
            if condition != EVERYTHING:
                query = query.where(sql(session, condition))
            rows = session.execute(query.limit(batch)).all()
            bodies = _given(session, maker, upto, rows)
        yield from filter(None, bodies)
        if len(rows) < batch:
            return
        after = rows[-1].seq


def page(
    session: Session,
    maker: Maker,
    *,
    upto: int,
    number: int,
    size: int,
    condition: Condition = EVERYTHING,
) -> list[bytes]:
    """The fragments of one page of assets, in an order that does not shift."""
    query = _places(upto).where(_is_asset(), sql(session, condition))
    rows = session.execute(query.limit(size).offset((number - 1) * size)).all()
    return [body for body in _given(session, maker, upto, rows) if body]


def count(session: Session, upto: int, condition: Condition = EVERYTHING) -> int:
    """How many assets that answer were open as of ``upto``."""
    places = reading.open_at(upto).where(_is_asset(), sql(session, condition))
    found = places.with_only_columns(func.count(), maintain_column_froms=True)
    return session.scalar(found) or 0


_TABLE = cast("Table", Fragment.__table__).c
_STORED = select(_TABLE.body).where(  # made once: the page of an indicator asks it
    _TABLE.format == bindparam("format"),
    _TABLE.version == bindparam("version"),
    _TABLE.seq == bindparam("seq"),
)


def stored(session: Session, format: str, version: str, seq: int) -> bytes | None:
    """One kept fragment of a row that the reader already has; ``None`` if it is not made.

    Ask with the ``seq`` of a current, open record: what closed has no fragments.
    """
    asked = {"format": format, "version": version, "seq": seq}
    found: bytes | None = session.scalar(_STORED, asked)
    return found


def stored_of(
    session: Session, format: str, version: str, seqs: Sequence[int]
) -> dict[int, bytes]:
    """The same of several rows, by ``seq``; those that are not made are missing."""
    if not seqs:
        return {}
    first, last = min(seqs), max(seqs)
    # Between two numbers where they are close, which costs less than a list.
    close = last - first < 2 * len(seqs)
    query = select(Fragment.seq, Fragment.body).where(
        Fragment.format == format,
        Fragment.version == version,
        Fragment.seq.between(first, last) if close else Fragment.seq.in_(seqs),
    )
    rows = session.connection().execute(in_binary(query))
    asked = set(seqs)
    return {row[0]: row[1] for row in rows if row[0] in asked}


def reached(session: Session, format: str, version: str) -> int:
    """The last ``seq`` that has one: it moves whenever another is kept."""
    last = select(func.max(Fragment.seq)).where(
        Fragment.format == format, Fragment.version == version
    )
    return session.scalar(last) or 0


def fill(
    writing: Sessions,
    sessions: Sessions,
    *makers: Maker,
    batch: int = FILLED,
    kinds: Sequence[str] | None = None,
    enough: Callable[[], bool] = lambda: False,
) -> int:
    """Make and keep what is missing up to the head; return how many were stored.

    Fragments are made outside the writing transactions, in the order of ``seq``, so the
    last one stored says how far the work has come: a kill costs one batch. ``kinds``
    are the only ones that the makers have a place for; ``enough`` stops between batches.
    """
    with sessions() as session:
        upto = reading.head(session).seq
        floors = (reached(session, one.format, one.version) for one in makers)
        after = min(floors, default=upto)
    stored = 0
    while after < upto:
        with sessions() as session:
            records = reading.page(
                session, after=after, upto=upto, limit=batch, kinds=kinds
            )
            present = _present(session, makers, [one.seq for one in records])
        rows = _made(makers, records, present)
        if rows:
            with writing() as session:
                stored += _store(session, rows)
        if len(records) < batch or enough():
            break
        after = records[-1].seq
    return stored


def sweep(session: Session, *makers: Maker) -> int:
    """Delete what no reader asks for any more: old versions and replaced revisions."""
    replaced = select(Publication.seq).where(Publication.superseded.is_not(None))
    used = [(maker.format, maker.version) for maker in makers]
    stale = Fragment.seq.in_(replaced) | tuple_(
        Fragment.format, Fragment.version
    ).not_in(used)
    result = session.connection().execute(delete(Fragment).where(stale))
    return result.rowcount


def _places(upto: int) -> Select[Any]:
    """All places in the order of ``seq``, with what replaced them since."""
    query = reading.open_at(upto).order_by(Publication.seq)
    narrow = query.with_only_columns(Publication.seq, Publication.superseded)
    return cast("Select[Any]", narrow)


def _given(
    session: Session, maker: Maker, upto: int, places: Sequence[Row[Any]]
) -> Iterable[bytes]:
    """What stands at these places: most often stored fragments and nothing else.

    They are asked for by their ``seq``: PostgreSQL would read all of the format to join
    it to a batch. No record is built unless a fragment has to be made of it.
    """
    seqs = [place.seq for place in places]
    if maker.kept and all(place.superseded is None for place in places):
        found = stored_of(session, maker.format, maker.version, seqs)
        if len(found) == len(seqs):
            return [found[seq] for seq in seqs]
    rows = session.execute(_ordered(maker, upto, seqs)).all() if seqs else []
    pieces = _pieces(session, rows)
    return (body for piece in pieces for body in _bodies(maker, piece))


def _ordered(maker: Maker, upto: int, seqs: Sequence[int]) -> Select[Any]:
    """Places in the order of ``seq``, with the stored fragment or else the document.

    The order is that of the driving table's primary key. ``tests/catalog`` holds the
    plan: an order by the other table's column would sort the rest at every page.
    """
    query = reading.open_at(upto)
    columns = list(query.selected_columns)
    places = query.where(Publication.seq.in_(seqs)).order_by(Publication.seq)
    if not maker.kept:
        return places.add_columns(null().label("body"))
    stored = Fragment.body
    needed = case((stored.is_(None), Publication.document), else_="")
    named = [
        needed.label("document") if column.name == "document" else column
        for column in columns
    ]
    match = and_(
        Fragment.format == maker.format,
        Fragment.version == maker.version,
        Fragment.seq == Publication.seq,
        Fragment.seq.in_(seqs),
    )
    return places.with_only_columns(*named, stored.label("body")).outerjoin_from(
        Publication, Fragment, match
    )


def _is_asset() -> ColumnElement[bool]:
    return Publication.kind != "organization"


def _pieces(session: Session, rows: Sequence[Row[Any]]) -> list[_Piece]:
    """Put in the place of each replaced row what is current and open of its uid."""
    replaced = [row.uid for row in rows if row.superseded is not None]
    now = reading.by_uids(session, replaced) if replaced else {}
    pieces = []
    for row in rows:
        *fields, superseded, body = tuple(row)
        if superseded is None:
            pieces.append(_Piece(row.seq, body, PublicRecord(*fields)))
        elif row.uid in now:
            pieces.append(_Piece(row.seq, None, now[row.uid]))
    return pieces


def _bodies(maker: Maker, piece: _Piece) -> Iterator[bytes]:
    """The stored body, or one made on the fly; nothing where the format has no place."""
    body = piece.body
    if body is None and piece.record is not None:
        body = maker.make(piece.record)
    if body:
        yield body


def _present(
    session: Session, makers: Sequence[Maker], seqs: list[int]
) -> set[tuple[str, str, int]]:
    if not seqs:
        return set()
    versions = [(maker.format, maker.version) for maker in makers]
    rows = session.execute(
        select(Fragment.format, Fragment.version, Fragment.seq).where(
            tuple_(Fragment.format, Fragment.version).in_(versions),
            Fragment.seq.between(seqs[0], seqs[-1]),
        )
    )
    return {(row.format, row.version, row.seq) for row in rows}


def _made(
    makers: Sequence[Maker],
    records: Sequence[PublicRecord],
    present: set[tuple[str, str, int]],
) -> list[dict[str, Any]]:
    rows = [
        {
            "format": maker.format,
            "version": maker.version,
            "seq": record.seq,
            "body": maker.make(record),
        }
        for record in records
        for maker in makers
        if (maker.format, maker.version, record.seq) not in present
    ]
    # What could not be written is asked for again each time, until it can be.
    bad = {(one.format, seq) for one in makers for seq in one.failed.values()}
    return [row for row in rows if (row["format"], row["seq"]) not in bad]


def _store(session: Session, rows: list[dict[str, Any]]) -> int:
    """Insert those whose row is still current; another worker's own are left alone.

    The rows of the ledger are locked against a withdrawal that runs at the same time:
    it deletes fragments, and must not miss one that is being written.
    """
    still = set(
        session.scalars(
            reading.current()
            .with_only_columns(Publication.seq)
            .where(Publication.seq.in_({row["seq"] for row in rows}))
            .order_by(Publication.seq)
            .with_for_update(read=True)
        )
    )
    wanted = [row for row in rows if row["seq"] in still]
    if wanted:
        dialect = session.connection().dialect.name
        insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
        session.connection().execute(insert(Fragment).on_conflict_do_nothing(), wanted)
    return len(wanted)
