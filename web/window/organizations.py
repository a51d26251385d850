"""The offices that produce information: their list and a page for each."""

from datetime import date

from flask import Blueprint, Response, render_template

from ...catalog import broken_links
from ...catalog.quality import Quality, Summary, summary
from ...catalog.search import Question
from ...catalog.search.lately import Lately
from ...records import reading
from ...records.reading import KNOWN, PublicRecord
from ..access import public
from ..request import house, session
from . import quality, reserve
from .pages import answer, tag

MANY = 5000
SHOWN = 10
SCORES: Lately[Quality | None] = Lately(5000)
JUDGED = 500  # the newest records that the quality of an office is told from


def everyone() -> list[PublicRecord]:
    """The current organisations, by name: read again when the ledger has moved."""
    head = reading.head(session())

    def read() -> list[PublicRecord]:
        found = reading.page(
            session(), after=0, upto=head.seq, limit=MANY, kinds=("organization",)
        )
        names = {one.uid: str(one.document.get("name", "")).casefold() for one in found}
        return sorted(found, key=lambda one: names[one.uid])

    return list(house().told.of(("offices", head.ledger_id, head.seq, head.etag), read))


def _question(uid: str, size: int) -> Question:
    return Question("", filters={"organization": (uid,)}, sort="recent", size=size)


def _newest(uid: str) -> list[PublicRecord]:
    """The records that the quality of an office is told from."""
    found = house().index.whole(_question(uid, 1), session())
    uids = next(found.slices(), ())[:JUDGED] if found else ()
    return list(reading.by_uids(session(), uids, disclosures=KNOWN).values())


def _quality(uid: str, *standing: object) -> quality.Together:
    """How good the records of an office are, and what they lack most often.

    Hundreds of records are read for it, so it is kept while nothing moves: ``standing``
    says where ledger and index stand, and the day.
    """
    broken = broken_links.known(session())

    def judge() -> Summary:
        scores = (_score(one, broken, day) for one in _newest(uid))
        return summary(score for score in scores if score)

    day = reserve.today()
    key = ("quality", uid, broken, *standing)
    return quality.together(house().told.of(key, judge))


def _score(record: PublicRecord, broken: frozenset[str], day: date) -> Quality | None:
    """Judged again only when the record, the day or the broken links are others."""
    key = record.uid, record.seq, record.etag, broken, day
    return SCORES.of(key, lambda: quality.of(record, broken))


@public
def listing() -> Response:
    """Every office with how many records it answers for."""
    head = reading.head(session())
    found = house().index.search(Question("", size=1), session(), ("organization",))
    counts = {v.value: v.count for v in found.facets.get("organization", ())}
    mark = tag(head.ledger_id, head.seq, head.etag, sorted(counts.items()))
    return answer(
        mark,
        lambda: render_template(
            "window/organizations.html", organizations=_tree(everyone()), counts=counts
        ),
    )


def _tree(
    organizations: list[PublicRecord],
) -> list[tuple[PublicRecord, list[PublicRecord]]]:
    """Offices with those directly below them; one whose parent is not here stands alone."""
    here = {one.uid for one in organizations}
    below: dict[str, list[PublicRecord]] = {}
    for one in organizations:
        parent = (one.document.get("parent") or {}).get("uid", "")
        below.setdefault(parent if parent in here else "", []).append(one)
    return [(top, below.get(top.uid, [])) for top in _levels(below)]


def _levels(below: dict[str, list[PublicRecord]]) -> list[PublicRecord]:
    """Those at the top, then every office that has others below it."""
    tops = list(below.get("", []))
    shown = {one.uid for one in tops}
    for children in list(below.values()):
        for child in children:
            if child.uid in below and child.uid not in shown:
                tops.append(child)
                shown.add(child.uid)
    return tops


def page(record: PublicRecord) -> Response:
    """An office: what it is, whom to ask, what it answers for."""
    head = reading.head(session())
    found = house().index.search(_question(record.uid, SHOWN), session(), ())
    units = [
        one
        for one in everyone()
        if (one.document.get("parent") or {}).get("uid") == record.uid
    ]
    day = reserve.today()
    standing = (head.ledger_id, head.seq, head.etag, found.total, day)
    at = (head.seq, head.etag, found.total, found.ready)
    mark = tag(record.seq, record.etag, *at, day)
    return answer(
        mark,
        lambda: render_template(
            "window/organization.html",
            judged=_quality(record.uid, *standing),
            newest=JUDGED if found.total > JUDGED else None,
            record=record,
            doc=record.document,
            found=found,
            units=units,
        ),
    )


def install(blueprint: Blueprint) -> None:
    blueprint.get("/organizaciones")(listing)
