"""The ledger by itself: what a row supersedes, what is blanked, what is kept."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from tumbaga.catalog import ledger
from tumbaga.records import reading
from tumbaga.records.fragment import Fragment
from tumbaga.records.publication import (
    Publication,
    PublicationHistory,
    PublicationObservation,
)

FIGURE = {
    "period": "2015",
    "territory": "76001",
    "breakdown": {"sexo": "mujeres"},
    "value": Decimal("57.5"),
    "status": None,
    "source": "PET",
    "note": None,
}


def entry(uid: str, text: str = '{"a":1}', **values: Any) -> ledger.Entry:
    given = {
        "kind": "dataset",
        "slug": uid,
        "state": "published",
        "disclosure": "full",
        **values,
    }
    return ledger.Entry(uid=uid, text=text, **given)


def test_an_empty_ledger_has_a_head(session: Session):
    head = reading.head(session)

    assert (head.seq, head.cut, head.etag) == (0, 0, "")
    assert len(head.ledger_id) == 36


def test_rows_are_numbered_in_the_order_given(session: Session):
    seqs = ledger.append(session, [entry("a"), entry("b"), entry("c")])

    assert seqs == [1, 2, 3]
    read = reading.page(session, after=0, upto=3, limit=10)
    assert [one.uid for one in read] == ["a", "b", "c"]
    assert reading.head(session).etag == read[-1].etag


def test_republishing_supersedes_and_keeps_the_earlier_row(session: Session):
    ledger.append(session, [entry("a", '{"a":1}')])
    ledger.append(session, [entry("a", '{"a":2}')])

    assert [one.seq for one in reading.page(session, after=0, upto=9, limit=9)] == [2]
    rows = session.execute(
        select(Publication.seq, Publication.superseded, Publication.document).order_by(
            Publication.seq
        )
    ).all()
    assert rows == [(1, 2, '{"a":1}'), (2, None, '{"a":2}')]


def test_one_uid_twice_in_a_batch_is_a_mistake(session: Session):
    with pytest.raises(ValueError, match="twice"):
        ledger.append(session, [entry("a"), entry("a")])


def test_modified_never_goes_back(session: Session):
    ledger.append(session, [entry("a")])
    first = reading.head(session).modified
    ledger.append(session, [entry("b")])

    assert reading.head(session).modified >= first


@pytest.mark.parametrize(
    ("state", "disclosure"),
    [("published", "index"), ("withdrawn", "index"), ("published", "partial")],
)
def test_what_shrinks_is_blanked_at_once(session: Session, state: str, disclosure: str):
    ledger.append(session, [entry("a", '{"secret":1}', observations=[FIGURE])])
    ledger.append(session, [entry("a", '{"secret":2}', observations=[FIGURE])])
    session.add(Fragment(format="ttl", version="1", seq=2, body=b"secret"))
    session.flush()

    ledger.append(session, [entry("a", "{}", state=state, disclosure=disclosure)])

    head = reading.head(session)
    assert (head.seq, head.cut) == (3, 3)
    texts = session.scalars(
        select(Publication.document).order_by(Publication.seq)
    ).all()
    assert texts == ["", "", "{}"]
    assert session.scalar(select(func.count()).select_from(Fragment)) == 0
    figures = select(func.count()).select_from(PublicationObservation)
    assert session.scalar(figures) == 0
    kept = session.scalars(
        select(PublicationHistory).order_by(PublicationHistory.seq)
    ).all()
    assert [one.document for one in kept] == ['{"secret":1}', '{"secret":2}']
    assert kept[0].observations[0]["value"] == "57.5"


def test_an_index_row_after_an_index_row_blanks_nothing(session: Session):
    ledger.append(session, [entry("a", '{"t":1}', disclosure="index")])
    ledger.append(session, [entry("a", '{"t":2}', disclosure="index")])

    assert reading.head(session).cut == 0


def test_what_opens_again_raises_no_cut(session: Session):
    ledger.append(session, [entry("a", '{"t":1}', disclosure="index")])
    ledger.append(session, [entry("a", '{"t":2}')])

    assert reading.head(session).cut == 0
    assert reading.by_uid(session, "a").document == {"t": 2}


def test_the_reader_gives_only_what_is_open_unless_named(session: Session):
    ledger.append(
        session,
        [
            entry("open"),
            entry("part", disclosure="partial"),
            entry("named", disclosure="index"),
            entry("old", state="retired"),
            entry("gone", state="withdrawn", disclosure="index"),
        ],
    )

    read = reading.page(session, after=0, upto=9, limit=9)
    assert [one.uid for one in read] == ["open", "part"]
    assert reading.by_uid(session, "named") is None
    assert reading.by_uid(session, "named", disclosures=reading.KNOWN) is not None
    every = reading.changes(session, after=0, upto=9, limit=9)
    assert [one.uid for one in every] == ["open", "part", "named", "old", "gone"]


def test_figures_are_exact(session: Session):
    value = Decimal("1234567890.12345678")
    ledger.append(session, [entry("a", observations=[{**FIGURE, "value": value}])])

    (read,) = reading.observations(session, 1)
    assert read.value == value
    assert read.breakdown == {"sexo": "mujeres"}


def test_no_row_can_be_deleted(session: Session):
    ledger.append(session, [entry("a")])
    session.commit()

    with pytest.raises(DatabaseError, match="append-only"):
        session.execute(Publication.__table__.delete())


def test_a_rollback_leaves_no_gap(session: Session):
    ledger.append(session, [entry("a")])
    session.commit()
    ledger.append(session, [entry("b")])
    session.rollback()

    assert ledger.append(session, [entry("c")]) == [2]


def test_a_page_of_some_kinds_follows_the_primary_key_too(session: Session):
    """By the index of kinds each page would sort all that is left."""
    if session.get_bind().dialect.name != "sqlite":
        return
    seen: list[Any] = []
    event.listen(
        session.get_bind(), "before_cursor_execute", lambda *at: seen.append(at[2:4])
    )
    kinds = ("production_process", "indicator", "dataset", "document")
    for some in (kinds, ("document",)):
        reading.page(
            session,
            after=5,
            upto=9,
            limit=10,
            kinds=some,
            disclosures=reading.KNOWN,
            saying=("a", "b"),
        )
    plans = [
        session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", given).all()
        for said, given in list(seen)
        if said.startswith("SELECT")
    ]

    assert len(plans) == 2
    assert not any("TEMP B-TREE" in row[-1] for plan in plans for row in plan), plans


def test_the_page_query_follows_the_primary_key(session: Session):
    """Keyset paging must not sort the rest of the table at every page."""
    if session.get_bind().dialect.name != "sqlite":
        return
    query = (
        reading.current()
        .where(Publication.seq > 5)
        .order_by(Publication.seq)
        .limit(10)
        .compile(session.get_bind(), compile_kwargs={"literal_binds": True})
    )
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all()

    assert not any("TEMP B-TREE" in row[-1] for row in plan), plan
