"""Conditions on what is public give the same records on both databases."""

from datetime import timedelta

import pytest
from public_records import MOMENT, dataset, document, indicator, organization, process
from sqlalchemy import text
from tumbaga.catalog import ledger, selecting
from tumbaga.catalog.selecting import All, Either, Has, Is, Modified, Not
from tumbaga.records import reading
from tumbaga.records.publication import Publication


def publish(session, *records, **row):
    entries = [
        ledger.Entry(
            **{
                "uid": one.uid,
                "kind": one.kind,
                "slug": one.slug,
                "state": "published",
                "disclosure": "full",
                "text": one.text,
            }
            | row
        )
        for one in records
    ]
    return ledger.append(session, entries)


@pytest.fixture
def filled(session):
    salud = {"uid": "org-salud", "name": "Salud", "slug": "salud"}
    publish(
        session,
        dataset("a", keywords=["agua", "año"]),
        indicator("b", theme="cultura", organization=salud, keywords=[]),
        process("c", licence=None),
        document("d", title="Título «con» comillas y 'otras'"),
        organization(),
    )
    publish(session, dataset("reservado"), disclosure="index")
    publish(session, dataset("ido"))
    publish(session, dataset("ido", title="fuera"), state="withdrawn")
    publish(session, dataset("retirado"))
    publish(session, dataset("retirado"), state="retired")
    publish(session, dataset("cerrado"))
    publish(session, dataset("cerrado"), disclosure="index")
    return session


def uids(session, condition, **more):
    found = selecting.page(session, condition, limit=100, **more)
    return {one.uid for one in found}


ASSETS = Is("kind", selecting.ASSETS)


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (ASSETS, "abcd"),
        (Is("kind", ("dataset", "document")), "ad"),
        (Is("organization", ("org-salud",)), "b"),
        (Is("organization_slug", ("salud", "nada")), "b"),
        (All((ASSETS, Is("theme", ("trabajo",)))), "acd"),
        (All((ASSETS, Not(Is("theme", ("trabajo",))))), "b"),
        (Is("keyword", ("año",)), "a"),
        (All((ASSETS, Not(Is("keyword", ("empleo",))))), "ab"),
        (Is("format", ("PDF",)), "d"),
        (All((ASSETS, Not(Has("licence")))), "c"),
        (Has("keyword"), "acd"),
        (Has("format"), "ad"),
        (Is("title", ("Título «con» comillas y 'otras'",)), "d"),
        (Either((Is("uid", ("a",)), Is("slug", ("b-registro",)))), "ab"),
        (Either(()), ""),
        (Is("theme", ("'; DROP TABLE publication; --",)), ""),
    ],
)
def test_a_condition_finds_what_is_open_and_nothing_else(filled, condition, found):
    assert uids(filled, condition) == set(found)
    head = reading.head(filled)
    assert selecting.count(filled, condition, head) == len(found)


def test_what_is_gone_is_told_to_who_asks_unless_it_was_never_open(filled):
    gone = {"ido", "retirado", "cerrado"}
    assert uids(filled, ASSETS, gone=True) == {*"abcd"} | gone
    cultura = All((ASSETS, Is("theme", ("cultura",))))
    assert uids(filled, cultura, gone=True) == {"b"} | gone
    assert uids(filled, Not(Is("theme", ("cultura",))), gone=True) >= gone
    assert uids(filled, Is("kind", ("indicator",)), gone=True) == {"b"}
    assert selecting.find(filled, "ido") is not None
    assert selecting.find(filled, "reservado") is None
    assert selecting.find(filled, "org-dap") is None


def test_time_has_a_closed_beginning_and_an_open_end(filled):
    moment = reading.by_uid(filled, "a").modified
    later = moment + timedelta(seconds=1)

    assert "a" in uids(filled, Modified(since=moment, before=later))
    assert uids(filled, Modified(before=moment)) == set()
    assert "a" not in uids(filled, Modified(since=later))


def test_values_are_counted(filled):
    head = reading.head(filled)

    def counted(field):
        return dict(selecting.tally(filled, ASSETS, field, head))

    assert counted("theme") == {"trabajo": 3, "cultura": 1}
    assert counted("kind")["dataset"] == 1
    assert counted("keyword")["año"] == 1
    assert counted("format") == {"CSV": 1, "PDF": 1}
    assert counted("organization_slug") == {"planeacion": 3, "salud": 1}


def test_one_document_with_a_sign_that_jsonb_refuses_breaks_no_question(filled):
    publish(filled, dataset("malo", title="\x00", keywords=["\x00", "agua"]))

    assert {"a", "c", "d"} <= uids(filled, Is("theme", ("trabajo",)))
    assert "a" in uids(filled, Is("keyword", ("agua",)))
    assert selecting.tally(filled, ASSETS, "keyword", reading.head(filled))
    assert "malo" in uids(filled, ASSETS)


def test_windows_come_in_the_order_asked_for(filled):
    def order(name):
        rows = selecting.ordered(filled, ASSETS, name, start=1, limit=2)
        return [one.uid for one in rows]

    assert order("uid") == ["b", "c"]
    assert order("-uid") == ["c", "b"]
    assert order("-modified") == ["c", "b"]


def test_no_page_sorts_what_is_left(filled):
    """The plan is what makes a walk linear: by the order's own index, never a sort."""
    if filled.get_bind().dialect.name != "sqlite":
        pytest.skip("the plan is SQLite's")
    asked = All((ASSETS, Modified(since=MOMENT), Is("theme", ("trabajo",))))
    for gone, order in ((True, Publication.seq), (False, Publication.uid)):
        query = selecting._asked(filled, asked, gone=gone).where(Publication.seq > 1)
        written = (
            query.order_by(order)
            .limit(10)
            .compile(filled.get_bind(), compile_kwargs={"literal_binds": True})
        )
        plan = [row[3] for row in filled.execute(text(f"EXPLAIN QUERY PLAN {written}"))]
        assert not any("TEMP B-TREE" in step for step in plan), plan
