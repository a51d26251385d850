"""Harvest of a source: items become drafts of an organisation, or say why they do not.

The same steps as an import, item by item: what is already in its record changes nothing,
so a harvest that was cut off is finished by running it again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from ..records.person import Person
from ..schemas.harvest import Found
from ..schemas.tables import Entry
from . import importing, organizations

BATCH = 25

TWICE = "El código «{code}» ya vino en «{first}». Cambie el de uno de los dos."
NO_ORGANIZATION = "No dice de qué dependencia es. Diga con --organization el código de una que exista."
UNKNOWN_ORGANIZATION = (
    "No hay ninguna dependencia que se llame «{name}». Regístrela, o diga con "
    "--organization el código de una que exista."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item: ``created``, ``updated``, ``unchanged`` or ``failed``.

    ``reason`` says why it failed; ``remarks`` what to look at in one that did not.
    """

    name: str
    result: str
    code: str = ""
    reason: str = ""
    remarks: tuple[str, ...] = ()


@dataclass
class Run:
    """What became of all items; nothing is ever deleted, so none is gone."""

    outcomes: list[Outcome] = field(default_factory=list)

    def count(self, result: str) -> int:
        return sum(1 for one in self.outcomes if one.result == result)

    @property
    def failures(self) -> list[Outcome]:
        return [one for one in self.outcomes if one.result == "failed"]


def batches(items: Iterable[Found], size: int = BATCH) -> Iterator[list[Found]]:
    """Take items from their source by batches, with no transaction open.

    Of two with one code the second comes with its problem.
    """
    first: dict[str, str] = {}
    batch: list[Found] = []
    for item in items:
        batch.append(_once(item, first))
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def apply(
    session: Session, batch: Iterable[Found], *, by: Person, organization: str = ""
) -> list[Outcome]:
    """Save a batch as drafts; flushes, and leaves the commit to the edge.

    An item belongs to the organisation that it names, if there is one, and otherwise to
    ``organization``.
    """
    return [_saved(session, item, by, organization) for item in batch]


def _once(item: Found, first: dict[str, str]) -> Found:
    if item.entry is None or not item.entry.code:
        return item
    name = first.setdefault(item.entry.code, item.name)
    if name == item.name:
        return item
    text = TWICE.format(code=item.entry.code, first=name)
    return replace(item, entry=None, problem=text)


def _saved(session: Session, item: Found, by: Person, organization: str) -> Outcome:
    entry = item.entry
    if entry is None:
        return Outcome(item.name, "failed", reason=item.problem)
    unit = _organization(session, item, organization)
    if not unit:
        name = item.organization
        text = UNKNOWN_ORGANIZATION.format(name=name) if name else NO_ORGANIZATION
        return Outcome(item.name, "failed", entry.code, text)
    entry = replace(entry, data={**entry.data, "organization": unit})
    [batch] = importing.batches([entry])
    tally = importing.apply(session, batch, by=by)
    return _outcome(item.name, entry, tally)


def _organization(session: Session, item: Found, other: str) -> str:
    found = (
        organizations.find(session, item.organization) if item.organization else None
    )
    return found.code if found is not None else other


def _outcome(name: str, entry: Entry, tally: importing.Tally) -> Outcome:
    errors = [one for one in tally.remarks if one.weight == "error"]
    told = tuple(one.text for one in tally.remarks if one.weight != "error")
    if tally.refused:
        reason = " ".join(f"{one.label}: {one.text}" for one in errors)
        return Outcome(name, "failed", entry.code, reason, told)
    made = "created" if tally.created else "updated" if tally.updated else "unchanged"
    return Outcome(name, made, entry.code, remarks=told)
