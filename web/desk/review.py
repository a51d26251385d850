"""One record as the desk has it: where it stands, what it lacks, what is said of it."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from ...catalog import (
    access,
    broken_links,
    commenting,
    comparing,
    decisions,
    door,
    explaining,
    history,
    history_verbs,
    narrating,
    publishing,
    quality,
    relations,
    revising,
    sight,
    workflow,
)
from ...catalog.comparing import Difference
from ...records import reading
from ...records.asset import Asset
from ...records.person import Person
from ...records.reading import KNOWN, PublicRecord
from ...schemas import disclosure, kinds, vocabularies
from ...schemas.errors import label_of
from ...schemas.relations import inverse
from ..access import desk, desk_writing, worker
from ..request import session
from ..window.quality import Line, lines
from . import outside
from .steps import offers

ALL_STATES = ("published", "retired", "withdrawn")
TOLD = 6  # entries of the history
ROAD = (
    ("draft", "register"),
    ("submitted", "submit"),
    ("approved", "approve"),
    ("published", "publish"),
)


@dataclass(frozen=True)
class Judged:
    """The quality that the record would have if it were public as it stands."""

    points: int
    of: int
    lines: list[Line]
    next: Line | None


@desk("read")
def record(uid: str) -> ResponseReturnValue:
    """Everything that helps to decide on a record."""
    person = worker()
    asset = seen(person, uid)
    public = reading.by_uid(session(), asset.uid, disclosures=KNOWN, states=ALL_STATES)
    decision = decisions.in_force(session(), [asset.id]).get(asset.id)
    return render_template(
        "desk/record.html",
        asset=asset,
        mark=revising.mark(asset),
        road=_road(asset),
        returned=_returned(asset),
        offers=offers(session(), person, asset, public),
        edits=access.may(person, "revise", asset.organization),
        decides=access.may(person, "classify", asset.organization),
        comments_may=access.may(person, "comment", asset.organization),
        missing=workflow.lacking(asset),
        why=explaining.why(session(), asset),
        public=public,
        differences=differences(asset, public),
        decision=decision,
        articles=_articles(decision),
        judged=_judged(asset),
        comments=commenting.listed(session(), asset),
        comment_label=lambda path: commenting.label(asset.kind, path) or path,
        paths=_paths(asset.kind),
        relations=_relations(person, asset),
        entries=_entries(person, asset),
        **outside.words(session(), person, asset),
    )


def seen(person: Person, uid: str) -> Asset:
    """The record, if this person may read it. Raises ``NotFound`` or ``NotAllowed``."""
    asset = sight.find(session(), person, uid)
    access.require(person, "read", asset)
    return asset


def differences(asset: Asset, public: PublicRecord | None) -> list[Difference] | None:
    """How what would be published differs from what is public; nothing to compare if
    one of them is not.
    """
    if public is None or public.state == "withdrawn":
        return None
    document = publishing.preview(session(), asset)
    if document is None:
        return None
    return comparing.documents(asset.kind, public.document, document)


@desk("comment")
def comment(uid: str) -> ResponseReturnValue:
    """Remark on a field."""
    with desk_writing() as (opened, person):
        asset = sight.find(opened, person, uid)
        path, text = request.form.get("campo", ""), request.form.get("texto", "")
        commenting.comment(opened, asset, path, text, by=person)
    flash("Su comentario quedó guardado.")
    return redirect(_back(uid), 303)


@desk("comment")
def settle(uid: str, number: int, does: str) -> ResponseReturnValue:
    """Say that a remark was attended to, or that it still stands."""
    with desk_writing() as (opened, person):
        asset = sight.find(opened, person, uid)
        access.require(person, "comment", asset)
        made = commenting.get(opened, asset, number)
        verb = commenting.settle if does == "resolver" else commenting.reopen
        verb(opened, asset, made, by=person)
    return redirect(_back(uid), 303)


def _back(uid: str) -> str:
    return url_for("desk.record", uid=uid) + "#comentarios"


def _road(asset: Asset) -> list[dict[str, Any]]:
    """The steps to publication, with who took each of them last and when."""
    found = []
    stands = "draft" if asset.workflow_state == "returned" else asset.workflow_state
    order = [state for state, _verb in ROAD]
    place = order.index(stands) if stands in order else len(order)
    for number, (state, verb) in enumerate(ROAD):
        entry = None
        if number <= place:
            entry = history.latest(session(), [asset.uid], verb).get(asset.uid)
        found.append(
            {
                "state": state,
                "is_now": number == place,
                "is_past": number < place,
                "entry": entry,
            }
        )
    return found


def _returned(asset: Asset) -> dict[str, Any] | None:
    """The reasons with which it came back, while it is back."""
    if asset.workflow_state != "returned":
        return None
    entry = history.latest(session(), [asset.uid], "return").get(asset.uid)
    if entry is None:
        return None
    by = access.ROLE_NAMES[history_verbs.office_of(entry.after)]
    return {"at": entry.at, "text": entry.after["reasons"], "by": by}


def _judged(asset: Asset) -> Judged:
    document = {**disclosure.full(asset), "kind": asset.kind}
    found = quality.assess(
        document,
        today=door.today(),
        modified=asset.modified,
        broken=broken_links.known(session()),
    )
    told = lines(found, asset.kind)
    following = next(
        (one for one in told if found.next and one.key == found.next.key), None
    )
    return Judged(found.points, found.of, told, following)


def _articles(decision: Any) -> list[str]:
    listed = vocabularies.get("exceptions")
    return [listed.label(code) for code in decision.articles] if decision else []


def _paths(kind: str) -> list[tuple[str, str]]:
    """The fields on which a remark can be made, in the order of the form."""
    fields = kinds.SCHEMAS[kind]().fields
    return [
        (name, label_of(one, name)) for name, one in fields.items() if not one.dump_only
    ]


def _relations(person: Person, asset: Asset) -> list[dict[str, Any]]:
    """Records it names, and those that name it as far as this person may see them.

    What both say of one another is told once.
    """
    listed = vocabularies.get("relation_types")
    visible = sight.visible(session(), person)
    codes = [link["code"] for link in asset.relations]
    rows = session().execute(
        select(Asset.code, Asset.uid, Asset.title).where(Asset.code.in_(codes), visible)
    )
    known = {row.code: row for row in rows}
    told = [
        {
            "type": listed.label(link["type"]),
            "code": link["code"],
            "row": known.get(link["code"]),
        }
        for link in asset.relations
    ]
    own = {
        (link["type"], known[link["code"]].uid)
        for link in asset.relations
        if link["code"] in known
    }
    return told + [
        {"type": listed.label(inverse(row.type)), "code": "", "row": row}
        for row in relations.naming(session(), asset, visible)
        if (inverse(row.type), row.uid) not in own
    ]


def _entries(person: Person, asset: Asset) -> list[narrating.Told]:
    if not access.may(person, "history", asset.organization):
        return []
    asked = history.Question(record=asset.uid)
    entries, _next = history.page(session(), person, asked, size=TOLD)
    return narrating.tell(session(), entries)


def install(blueprint: Blueprint) -> None:
    place = "/registros/<uid>"
    blueprint.get(place)(record)
    blueprint.post(f"{place}/comentarios")(comment)
    blueprint.post(f"{place}/comentarios/<int:number>/<any(resolver, reabrir):does>")(
        settle
    )
