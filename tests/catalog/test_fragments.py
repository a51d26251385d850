"""Fragments follow the ledger: all of it, once, as it stands, and nothing that left."""

from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session
from tumbaga.catalog import fragments, ledger
from tumbaga.records import reading
from tumbaga.records.database import writing as for_writing
from tumbaga.records.fragment import Fragment
from tumbaga.records.publication import Publication

LIVE = {"state": "published", "disclosure": "full"}


@dataclass
class Shout:
    """A maker that counts how often it was asked."""

    format: str = "ttl"
    version: str = "1-a"
    kept: bool = True
    made: int = 0
    failed: dict = field(default_factory=dict)

    def make(self, record):
        self.made += 1
        return b"" if "nada" in record.text else f"[{record.uid}]".encode()


@pytest.fixture
def sessions(engine):
    return lambda: Session(engine)


@pytest.fixture
def writing(engine):
    @contextmanager
    def opened():
        with Session(for_writing(engine)) as session, session.begin():
            yield session

    return opened


@pytest.fixture
def publish(writing):
    def run(*uids, kind="dataset", text="{}", **row):
        rows = [ledger.Entry(uid, kind, uid, text=text, **LIVE | row) for uid in uids]
        with writing() as session:
            ledger.append(session, rows)

    return run


def streamed(sessions, maker, upto=None, **more):
    with sessions() as session:
        top = reading.head(session).seq if upto is None else upto
    return list(fragments.stream(sessions, maker, upto=top, **more))


def names(*uids):
    return [f"[{uid}]".encode() for uid in uids]


def stored(sessions):
    with sessions() as session:
        return session.scalar(select(func.count()).select_from(Fragment))


def test_everything_open_comes_once_in_the_order_of_publication(sessions, publish):
    publish("a", "b", "c")
    publish("a")
    publish("r", state="retired")
    publish("i", disclosure="index")
    publish("p", disclosure="partial")

    assert streamed(sessions, Shout()) == names("b", "c", "a", "p")
    assert streamed(sessions, Shout(), batch=1) == names("b", "c", "a", "p")
    assert streamed(sessions, Shout(kept=False), batch=2) == names("b", "c", "a", "p")


def test_filled_fragments_are_not_made_again(sessions, writing, publish):
    publish(*(f"u{n}" for n in range(7)))
    maker = Shout()

    assert fragments.fill(writing, sessions, maker, batch=3) == 7
    assert fragments.fill(writing, sessions, maker, batch=3) == 0

    assert maker.made == 7
    assert len(streamed(sessions, maker, batch=2)) == 7
    assert maker.made == 7


def test_filling_goes_on_from_where_it_stopped(sessions, writing, publish):
    publish("a", "b")
    first, second = Shout(), Shout("rdf")
    fragments.fill(writing, sessions, first, second)
    publish("c")

    assert fragments.fill(writing, sessions, first, second) == 2

    assert first.made == second.made == 3


def test_filling_stops_between_batches_when_told_and_goes_on(
    sessions, writing, publish
):
    publish(*(f"u{n}" for n in range(5)))
    maker = Shout()

    more = {"batch": 2, "enough": lambda: True}
    assert [fragments.fill(writing, sessions, maker, **more) for _ in range(4)] == [
        *(2, 2, 1, 0),
    ]
    with sessions() as session:
        assert fragments.reached(session, maker.format, maker.version) == 5
        body = fragments.stored(session, maker.format, maker.version, 5)
        assert body == maker.make(reading.by_uid(session, "u4"))
        assert fragments.stored(session, maker.format, "9", 5) is None


def test_only_the_kinds_named_are_filled(sessions, writing, publish):
    publish("a", "b")
    maker = Shout()

    assert fragments.fill(writing, sessions, maker, kinds=("indicator",)) == 0
    assert fragments.fill(writing, sessions, maker, kinds=("dataset",)) == 2


def test_a_new_version_of_the_exporter_shows_at_once(sessions, writing, publish):
    publish("a")
    fragments.fill(writing, sessions, Shout())

    newer = Shout(version="2-a")

    assert streamed(sessions, newer) == names("a")
    assert newer.made == 1
    assert fragments.fill(writing, sessions, newer) == 1


def test_what_has_no_place_in_the_format_is_remembered_as_nothing(
    sessions, writing, publish
):
    publish("a", text='{"nada": 1}')
    maker = Shout()

    fragments.fill(writing, sessions, maker)

    assert stored(sessions) == 1
    assert streamed(sessions, maker) == []
    assert maker.made == 1


@pytest.mark.parametrize("row", [{"state": "withdrawn"}, {"disclosure": "index"}])
def test_what_left_is_served_by_nobody_and_kept_nowhere(
    sessions, writing, publish, row
):
    publish("a", "b")
    maker = Shout()
    fragments.fill(writing, sessions, maker)

    publish("a", **row)

    assert streamed(sessions, maker) == names("b")
    assert streamed(sessions, maker, upto=2) == names("b")
    assert stored(sessions) == 1


def test_a_withdrawal_between_two_batches_is_obeyed(sessions, publish):
    publish("a", "b", "c")
    flowing = fragments.stream(sessions, Shout(), upto=3, batch=1)

    assert next(flowing) == b"[a]"
    publish("b", state="withdrawn")

    assert list(flowing) == names("c")


def test_what_is_published_again_meanwhile_is_neither_lost_nor_doubled(
    sessions, publish
):
    publish("a", "b", "c")
    flowing = fragments.stream(sessions, Shout(), upto=3, batch=1)

    first = next(flowing)
    publish("a", "b")
    publish("new")

    assert [first, *flowing] == names("a", "b", "c")


def test_a_withdrawal_while_fragments_are_made_leaves_none(sessions, writing, publish):
    publish("a", "b")

    class Slow(Shout):
        def make(self, record):
            if record.uid == "b":
                publish("a", state="withdrawn")
            return super().make(record)

    fragments.fill(writing, sessions, Slow())

    assert stored(sessions) == 1
    assert streamed(sessions, Shout()) == names("b")


def test_pages_do_not_shift_while_somebody_turns_them(sessions, publish):
    publish("a", "b", "c", "d")
    publish("o", kind="organization")

    def page(number):
        with sessions() as session:
            return fragments.page(session, Shout(), upto=5, number=number, size=2)

    first = page(1)
    publish("a", "c")
    publish("d", state="withdrawn")

    assert first == names("a", "b")
    assert page(1) == names("a", "b")
    assert page(2) == names("c")
    with sessions() as session:
        assert fragments.count(session, 5) == 4


def test_sweeping_keeps_only_what_is_asked_for(sessions, writing, publish):
    publish("a", "b")
    old, new = Shout(version="old"), Shout(version="new")
    fragments.fill(writing, sessions, old, new)
    publish("a")
    fragments.fill(writing, sessions, new)

    with writing() as session:
        assert fragments.sweep(session, new) == 3

    assert streamed(sessions, replace(new, made=0)) == names("b", "a")
    assert stored(sessions) == 2


def test_the_plan_follows_the_primary_keys_and_sorts_nothing(engine, sessions, publish):
    publish("a")
    if engine.dialect.name != "sqlite":
        pytest.skip("the plan is SQLite's")
    places = fragments._places(10).where(Publication.seq > 3)
    asked = places.where(fragments._is_asset())
    joined = fragments._ordered(Shout(), 10, [1, 2, 5])

    for one in (places, asked, joined):
        words = str(
            one.limit(9).compile(engine, compile_kwargs={"literal_binds": True})
        )
        with sessions() as session:
            plan = [
                row[3] for row in session.execute(text("EXPLAIN QUERY PLAN " + words))
            ]
        assert plan[0].startswith("SEARCH publication USING")
        if one is joined:
            assert plan[0].endswith("(rowid=?)")
            found = [step for step in plan if "fragment" in step]
            assert found[0].startswith("SEARCH fragment USING INDEX sqlite_autoindex")
        else:
            assert plan[0].endswith(("(seq>? AND seq<?)", "(rowid>? AND rowid<?)"))
        assert not any("TEMP B-TREE" in step for step in plan)


def test_an_empty_ledger_streams_nothing(sessions, writing):
    assert streamed(sessions, Shout()) == []
    assert fragments.fill(writing, sessions, Shout()) == 0
