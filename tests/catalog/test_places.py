"""Places read twice: what is published, moved or withdrawn between the two readings."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from public_records import dataset, indicator
from sqlalchemy import text
from tumbaga.catalog import ledger, places
from tumbaga.catalog.places import Places
from tumbaga.records import reading
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings


def put(house, *records, **row):
    usual = {"state": "published", "disclosure": "full", "observations": ()}
    entries = [
        ledger.Entry(
            uid=one.uid, kind=one.kind, slug=one.slug, text=one.text, **usual | row
        )
        for one in records
    ]
    with house.writing() as session:
        return ledger.append(session, entries)[-1]


@contextmanager
def standing(folder, database_url=""):
    made = House(Settings(data=str(folder), database_url=database_url))
    made.prepare()
    yield made
    made.engine.dispose()


@pytest.fixture
def house(tmp_path, database_url):
    with standing(tmp_path, database_url) as made:
        yield made


def read(where):
    return [one.uid for batch in where.records() for one in batch]


def test_every_place_comes_once_in_its_order_whatever_the_batch(house, monkeypatch):
    put(house, *(indicator(f"i-{n:02}") for n in range(30)), dataset("d"))
    upto = put(house, indicator("i-30"))
    monkeypatch.setattr(places, "LARGEST", 8)
    monkeypatch.setattr(places, "NAMES", 7)
    where = Places(house.session, "indicator", upto)

    sizes = [len(batch) for batch in where.records()]

    assert sizes == [4, 8, 8, 8, 3]
    assert read(where) == [f"i-{n:02}" for n in range(31)]
    assert list(where.slugs()) == [f"i-{n:02}-registro" for n in range(31)]


def test_nothing_is_in_the_second_reading_that_the_first_did_not_name(house):
    upto = put(house, *(indicator(f"i-{n}") for n in range(5)))
    where = Places(house.session, "indicator", upto)
    named = list(where.slugs())

    put(house, indicator("i-1", title="Publicado otra vez"))
    put(house, indicator("i-2"), state="withdrawn", disclosure="index")
    put(house, replace(indicator("i-3"), slug="otra-direccion"))
    put(house, indicator("nuevo"))

    found = [one for batch in where.records() for one in batch]
    assert [one.uid for one in found] == ["i-0", "i-1", "i-4"]
    assert found[1].document["title"] == "Publicado otra vez"
    assert {one.slug for one in found} <= set(named)
    assert list(where.slugs()) == [one.slug for one in found]


def test_only_what_changed_since(house):
    put(house, indicator("antes"))
    with house.session() as session:
        then = reading.head(session).modified
    upto = put(house, indicator("despues"))

    assert read(Places(house.session, "indicator", upto, then)) == ["despues"]


def test_no_batch_sorts_all_that_is_left(tmp_path):
    """By the index of addresses, each batch would sort every indicator there is."""
    with standing(tmp_path) as house:
        upto = put(house, indicator("a"))
        query = Places(house.session, "indicator", upto)._ordered(0).limit(4)
        compiled = query.compile(house.engine, compile_kwargs={"literal_binds": True})
        with house.session() as session:
            plan = session.execute(text(f"EXPLAIN QUERY PLAN {compiled}")).all()

    assert plan
    assert not any("TEMP B-TREE" in str(step) for step in plan)


def test_the_breakdowns_are_those_of_what_is_open(house):
    figure = {
        "period": "2020", "territory": None, "breakdown": {}, "value": None,
        "status": None, "source": None, "note": None, "components": None, "target": None,
    }  # fmt: skip
    for uid, name in (
        ("a", "Sexo"),
        ("b", "¿Qué?"),
        ("c", "Reservado"),
        ("d", "Viejo"),
    ):
        split = [figure, figure | {"breakdown": {name: "x"}, "period": "2021"}]
        put(house, indicator(uid), observations=split)
    put(house, indicator("c"), state="withdrawn", disclosure="index")
    put(house, indicator("d"), observations=[figure])

    with house.session() as session:
        assert reading.breakdown_names(session) == {"Sexo", "¿Qué?"}
