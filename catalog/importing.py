"""Import of sheets: entries become records, or remarks that say what to correct.

A generator checks a batch with no transaction open; the edge opens one, applies the
batch and commits. Nothing else is kept between batches: a row that is already in its
record changes nothing, so an import that was cut off is finished by running it again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session, selectin_polymorphic, selectinload

from ..records.asset import Asset
from ..records.indicator import Indicator
from ..records.person import Person
from ..records.production_process import ProductionProcess
from ..schemas import kinds
from ..schemas.errors import Problem
from ..schemas.kinds import Draft
from ..schemas.tables import Entry, Place, Remark
from . import assets, compliance, standing
from .refusals import Incomplete, Refusal

BATCH = 200

TWICE = (
    "El código «{code}» ya está en la {first}: dos filas (esa y la {row}) no pueden "
    "llevar el mismo. Cambie el código de esta o bórrela."
)
NOT_STORED = (
    "La base de datos no aceptó esta fila. Revise que ningún texto sea demasiado largo y "
    "que el código no se repita."
)
NOT_COMPUTED = "{why} La fila se guardó, pero con esta fórmula no se calcula nada."


@dataclass(frozen=True)
class Ready:
    """An entry with its draft, checked; with an error among its remarks it stays out."""

    entry: Entry
    draft: Draft | None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Batch:
    """Rows to apply in one transaction."""

    rows: tuple[Ready, ...]


@dataclass
class Tally:
    """What became of the rows of a file."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    remarks: list[Remark] = field(default_factory=list)

    def count(self, outcome: str) -> None:
        setattr(self, outcome, getattr(self, outcome) + 1)

    def add(self, other: "Tally") -> None:
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.refused += other.refused
        self.remarks += other.remarks

    @property
    def seen(self) -> int:
        return self.created + self.updated + self.unchanged + self.refused


def batches(
    entries: Iterable[Entry], *, organization: str = "", size: int = BATCH
) -> Iterator[Batch]:
    """Check entries and hand them over by batches. Opens no transaction.

    ``organization`` stands in for rows that name none. Codes are compared over the
    whole file: of two rows with one code the second is refused.
    """
    first_rows: dict[str, tuple[int, str]] = {}
    rows: list[Ready] = []
    for entry in entries:
        rows.append(_ready(entry, organization, first_rows))
        if len(rows) >= size:
            yield Batch(tuple(rows))
            rows = []
    if rows:
        yield Batch(tuple(rows))


def apply(session: Session, batch: Batch, *, by: Person) -> Tally:
    """Register or revise the rows of a batch; flushes, and leaves the commit to the
    edge. A row that a rule refuses leaves no trace of itself.
    """
    try:
        with session.begin_nested():
            return _at_once(session, batch, by)
    except (Refusal, DataError, IntegrityError):
        return _one_by_one(session, batch, by)


def _at_once(session: Session, batch: Batch, by: Person) -> Tally:
    """All rows or none: what nearly every batch is, and much the faster way."""
    tally = Tally()
    known = _known(session, batch)
    drafts = [_draft(row, known) for row in batch.rows if row.draft is not None]
    for saved in assets.save_many(session, drafts, by=by, known=known):
        tally.count(saved.outcome)
    following = iter(drafts)
    for row in batch.rows:
        tally.remarks += row.remarks
        tally.refused += row.draft is None
        if row.draft is not None:
            tally.remarks += _formula(row.entry, next(following))
    return tally


def _one_by_one(session: Session, batch: Batch, by: Person) -> Tally:
    """Each row in a savepoint of its own, to keep those that nothing stands against."""
    tally = Tally()
    known = _known(session, batch)
    for row in batch.rows:
        tally.remarks += row.remarks
        outcome, remarks = _save(session, row, known, by)
        tally.remarks += remarks
        tally.count(outcome)
    return tally


def _ready(
    entry: Entry, organization: str, first_rows: dict[str, tuple[int, str]]
) -> Ready:
    if organization and not entry.data.get("organization"):
        entry = replace(entry, data={**entry.data, "organization": organization})
    remarks = [*entry.remarks]
    if entry.code:
        here = (entry.row, entry.sheet)
        first = first_rows.setdefault(entry.code, here)
        if first != here:
            remarks.append(_twice(entry, *first))
    if entry.kind not in kinds.SCHEMAS:
        return Ready(entry, None, tuple(remarks))
    draft = kinds.load(entry.kind, entry.data)
    said = {remark.field for remark in remarks}
    found = (remark_of(entry, one) for one in draft.problems)
    remarks += [one for one in found if one.field not in said]
    refused = any(remark.weight == "error" for remark in remarks)
    return Ready(entry, None if refused else draft, tuple(remarks))


def _twice(entry: Entry, row: int, sheet: str) -> Remark:
    where = f"fila {row}"
    if sheet != entry.sheet:
        where += f" de la hoja «{sheet}»"
    text = TWICE.format(code=entry.code, first=where, row=entry.row)
    return entry.remark(_code(entry), text, "code")


def _code(entry: Entry) -> Place:
    return entry.places.all().get("code", Place("Código", "", entry.code))


def _known(session: Session, batch: Batch) -> dict[str, Asset]:
    rows = (row.draft for row in batch.rows if row.draft is not None)
    return known(session, [draft.values["code"] for draft in rows])


def known(session: Session, codes: Sequence[str]) -> dict[str, Asset]:
    """Read the records that drafts of these codes may revise, in a few queries."""
    whole = (
        selectin_polymorphic(Asset, assets.MODELS.values()),
        selectinload(Asset.distributions),
        selectinload(Asset.variables),
        selectinload(Indicator.observations),
        selectinload(ProductionProcess.characterisations),
    )
    found = session.scalars(select(Asset).where(Asset.code.in_(codes)).options(*whole))
    return {asset.code: asset for asset in found}


def _save(
    session: Session, row: Ready, known: dict[str, Asset], by: Person
) -> tuple[str, list[Remark]]:
    if row.draft is None:
        return "refused", []
    try:
        with session.begin_nested():
            draft = _draft(row, known)
            [saved] = assets.save_many(session, [draft], by=by, known=known)
            return saved.outcome, _formula(row.entry, draft)
    except Incomplete as refusal:
        return "refused", [remark_of(row.entry, one) for one in refusal.problems]
    except Refusal as refusal:
        return "refused", [row.entry.remark(_code(row.entry), str(refusal), "code")]
    except (DataError, IntegrityError):
        return "refused", [row.entry.remark(_code(row.entry), NOT_STORED, "code")]


def _draft(row: Ready, known: Mapping[str, Asset]) -> Draft:
    """The draft with what its record has and the sheet does not speak of."""
    if row.draft is None:
        raise ValueError("a row that is kept out has no draft")
    asset = known.get(row.draft.values["code"])
    if asset is None or asset.kind != row.draft.kind:
        return row.draft
    values = standing.merged(asset, row.draft.values, row.entry.covers)
    said = {path.partition(".")[0] for path in row.entry.covers}
    # What a form left half written, and this sheet does not speak of.
    kept = [one for one in asset.incomplete if one["at"].split(".")[0] not in said]
    return replace(row.draft, values=values, kept=tuple(kept))


def _formula(entry: Entry, draft: Draft) -> list[Remark]:
    """What is said of a formula that the row gives and nothing can be worked out by:
    offices keep many in prose, so it does not keep the row out.
    """
    problem = compliance.unreadable(draft.values) if "formula" in entry.data else None
    if problem is None:
        return []
    place = entry.places.all().get("formula", Place("Fórmula", "", ""))
    place = place._replace(given=place.given or problem.given)
    text = NOT_COMPUTED.format(why=problem.text)
    return [entry.remark(place, text, "formula", "aviso")]


def remark_of(entry: Entry, problem: Problem) -> Remark:
    """Say a schema's problem with the heading, the cell and the words of the sheet."""
    place = _place(entry.places.all(), problem.path.split("."))
    if place is None:
        place = Place(problem.label, "", problem.given)
    elif not place.given:
        place = place._replace(given=problem.given)
    return entry.remark(place, problem.text, problem.path)


def _place(places: dict[str, Place], parts: Sequence[str]) -> Place | None:
    """The cell of a path, of the group that holds it, or of its first leaf."""
    for length in range(len(parts), 0, -1):
        path = ".".join(parts[:length])
        if path in places:
            return places[path]
    inside = ".".join(parts) + "."
    return next((one for path, one in places.items() if path.startswith(inside)), None)
