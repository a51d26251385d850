"""One verb on many records: each is told apart, and none is left half done.

The edge calls ``run`` for a few records at a time, each in its own transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.person import Person
from ..schemas import kinds
from ..schemas.errors import Problem
from . import access, assets, publishing, revising, sight, standing, workflow
from .refusals import Incomplete, Refusal

MOST = 1000  # records at a time
BATCH = 50  # records in one transaction
Do = Callable[[Session, Asset, Person], object]
# The fields that many records have in common, as the form names them.
COMMON = (
    "theme",
    "custodian",
    "contact.position",
    "contact.email",
    "contact.telephone",
    "frequency",
    "licence",
    "trd_series",
    "trd_subseries",
)
ADDED, REMOVED = "keywords_add", "keywords_remove"
PROBE = {"code": "X-1", "title": "x", "organization": "x"}
WRONG = "Los datos comunes tienen algo por corregir."


@dataclass(frozen=True)
class Chosen:
    """A record, and its mark when the person chose it."""

    uid: str
    mark: str


@dataclass(frozen=True)
class Outcome:
    """What became of one record; ``text`` says why it was not done."""

    uid: str
    title: str
    code: str
    done: bool
    text: str
    problems: tuple[Problem, ...] = ()


def submit(session: Session, asset: Asset, by: Person) -> None:
    """Send it to review."""
    workflow.submit(session, asset, by=by)


def approve(session: Session, asset: Asset, by: Person) -> None:
    """Approve it."""
    workflow.approve(session, asset, by=by)


def publish(session: Session, asset: Asset, by: Person) -> None:
    """Publish it."""
    publishing.publish(session, asset, by=by)


def returning(reasons: str) -> Do:
    """Return it, with the same reasons for all."""

    def send_back(session: Session, asset: Asset, by: Person) -> None:
        workflow.send_back(session, asset, reasons, by=by)

    return send_back


def editing(given: Mapping[str, str]) -> Do:
    """Write the common fields into each record, through its schema.

    Raises ``Incomplete`` for a value that no record could hold, and ``Refusal`` if
    nothing is given.
    """
    changes = _read(given)

    def edit(session: Session, asset: Asset, by: Person) -> None:
        access.require(by, "revise", asset)
        values = _with(standing.current(asset), changes)
        draft = kinds.load(asset.kind, values)
        if assets.save(session, draft, by=by).outcome == "unchanged":
            raise Refusal("Ya decía lo mismo: no había nada que cambiar.")

    return edit


def run(
    session: Session, chosen: Sequence[Chosen], do: Do, *, by: Person
) -> list[Outcome]:
    """Do it to each of a few records; one that refuses leaves the others as they were
    done.

    What this person may not know of is told as what there is not.
    """
    return [_one(session, item, do, by) for item in chosen]


def chosen(session: Session, person: Person, numbers: Sequence[int]) -> list[Chosen]:
    """The records of these numbers, as they stand now."""
    wanted = select(
        Asset.uid,
        Asset.digest,
        Asset.workflow_state,
        Asset.version,
        Asset.modified,
        Asset.id,
    ).where(Asset.id.in_(list(numbers)), sight.visible(session, person))
    found = {row.id: row for row in session.execute(wanted)}
    return [
        Chosen(found[one].uid, revising.mark(found[one]))
        for one in numbers
        if one in found
    ]


def _one(session: Session, item: Chosen, do: Do, by: Person) -> Outcome:
    title = code = ""
    try:
        with session.begin_nested():
            asset = sight.find(session, by, item.uid, to_change=True)
            # Of what is public elsewhere, the working name is not for this person.
            access.require(by, "read", asset)
            title, code = asset.title, asset.code
            revising.require_seen(asset, item.mark)
            do(session, asset, by)
    except Incomplete as refusal:
        said = str(refusal).partition("\n")[0]
        return Outcome(item.uid, title, code, False, said, tuple(refusal.problems))
    except Refusal as refusal:
        return Outcome(item.uid, title, code, False, str(refusal))
    return Outcome(item.uid, title, code, True, "")


def _read(given: Mapping[str, str]) -> dict[str, Any]:
    """The changes as the schema keeps them."""
    values: dict[str, Any] = {}
    for path in COMMON:
        text = given.get(path, "").strip()
        outer, _, inner = path.partition(".")
        if text and inner:
            values.setdefault(outer, {})[inner] = text
        elif text:
            values[outer] = text
    for name in (ADDED, REMOVED):
        words = [one.strip() for one in given.get(name, "").split(",")]
        values[name] = [one for one in words if one]
    added, removed = values.pop(ADDED), values.pop(REMOVED)
    if not (values or added or removed):
        raise Refusal("No escribió ningún cambio. Llene al menos un campo.")
    probe = {**PROBE, **values, **({"keywords": added} if added else {})}
    draft = kinds.load("dataset", probe)
    if draft.problems:
        raise Incomplete(WRONG, draft.problems)
    kept = {name: draft.values[name] for name in values}
    return {**kept, ADDED: draft.values.get("keywords", []), REMOVED: removed}


def _with(values: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A record's values with the changes; a group keeps what is not written anew."""
    made = dict(values)
    for name, value in changes.items():
        if name in (ADDED, REMOVED):
            continue
        before = made.get(name)
        both = isinstance(before, dict) and isinstance(value, dict)
        made[name] = {**before, **value} if both else value  # type: ignore[dict-item]
    gone = {one.casefold() for one in changes[REMOVED]}
    words = [one for one in made.get("keywords", []) if one.casefold() not in gone]
    known = {one.casefold() for one in words}
    made["keywords"] = words + [
        one for one in changes[ADDED] if one.casefold() not in known
    ]
    return made
