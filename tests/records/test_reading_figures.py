"""Figures and addresses as the reader of the ledger gives them, on both databases."""

from decimal import Decimal

from public_records import dataset, indicator
from sqlalchemy.orm import Session
from tumbaga.catalog import ledger
from tumbaga.records import reading

FIGURE = {
    "territory": "76001", "breakdown": {"sexo": "mujer"}, "status": "A", "source": None,
    "note": None, "components": None, "target": Decimal("1.5"),
}  # fmt: skip


def publish(session: Session, *records, **row) -> None:
    usual = {"state": "published", "disclosure": "full"}
    figures = [FIGURE | {"period": str(y), "value": Decimal(y)} for y in (2015, 2016)]
    entries = [
        ledger.Entry(
            uid=one.uid,
            kind=one.kind,
            slug=one.slug,
            text=one.text,
            observations=figures if one.kind == "indicator" else (),
            **usual | row,
        )
        for one in records
    ]
    ledger.append(session, entries)


def test_figures_of_several_revisions_are_those_of_each(session: Session):
    publish(session, indicator("a"), dataset("d"), indicator("b"))
    upto = reading.head(session).seq
    rows = reading.page(session, after=0, upto=upto, limit=9)

    found = reading.observations_of(session, [one.seq for one in rows])

    assert len(found) == 2
    for seq, figures in found.items():
        assert figures == reading.observations(session, seq)
        assert [one.period for one in figures] == ["2015", "2016"]
    assert reading.observations_of(session, []) == {}


def test_addresses_are_those_of_what_is_open(session: Session):
    publish(session, indicator("a"), dataset("d"), indicator("b"))
    publish(session, indicator("c"), disclosure="index")
    publish(session, indicator("b", title="x"), state="withdrawn")

    found = reading.addresses(session, "indicator")

    assert [slug for slug, _moment in found] == ["a-registro"]


def test_names_of_breakdowns_are_those_of_what_is_open(session: Session):
    publish(session, indicator("a"), dataset("d"))

    assert reading.breakdown_names(session) == {"sexo"}

    publish(session, indicator("a", title="x"), disclosure="index")
    assert reading.breakdown_names(session) == set()
