"""Conceptos jurídicos: written, issued, signed, and how many of the PPI have one."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.base import now
from ..records.legal_opinion import LegalOpinion
from ..records.person import Person
from ..schemas import norm as schema
from . import access, audit, sifting, sight
from .refusals import Incomplete, NotFound, Refusal, WrongState
from .sifting import Sieve

PDF, PDF_END = b"%PDF-", b"%%EOF"
LAST = 2048  # octets, among which the end of a PDF is found
NOT_PDF = "El documento firmado tiene que ser un PDF, y ese archivo no lo es."
CUT = (
    "Ese PDF está incompleto: no tiene su final. Ábralo para ver si está bien y súbalo "
    "de nuevo."
)
PPI = "production_process"
FIELDS = ("question", "norms", "analysis", "access_class")
MOST = 500  # records that one opinion is written for at once
NONE = "No escogió ningún registro. Marque los que quiera en la lista."
TOO_MANY = "Son demasiados para una sola vez: caben {most}. Hágalo por partes."
HAVE_ONE = (
    "Ya tienen concepto emitido: {codes}. No se emitió ninguno; quite esos de la lista."
)


def write(
    session: Session,
    asset: Asset,
    data: Mapping[str, Any],
    *,
    by: Person,
    opinion: LegalOpinion | None = None,
) -> LegalOpinion:
    """Begin or go on with an opinion: it may be incomplete. What is issued stays."""
    access.require(by, "opine", asset)
    values, problems = schema.load("opinion", dict(data), partial=True)
    if problems:
        raise Incomplete("El concepto tiene datos por corregir.", problems)
    if opinion is None:
        opinion = LegalOpinion(asset_id=asset.id, author=by, question="")
        session.add(opinion)
    _require_draft(opinion)
    for name in FIELDS:
        empty = None if name == "access_class" else ""
        setattr(opinion, name, values.get(name, empty))
    opinion.modified = now()
    session.flush()
    audit.record(session, by, "write_opinion", asset.uid, after={"of": opinion.uid})
    return opinion


def issue(
    session: Session, asset: Asset, opinion: LegalOpinion, *, by: Person, today: date
) -> None:
    """Issue it, whole and dated. Raises ``Incomplete`` with what it lacks."""
    access.require(by, "opine", asset)
    _require_draft(opinion)
    held = {name: getattr(opinion, name) for name in FIELDS}
    _values, problems = schema.load("opinion", held)
    if problems:
        raise Incomplete("Al concepto le faltan datos.", problems)
    opinion.state, opinion.issued = "issued", today
    session.flush()
    after = {"of": opinion.uid, "class": opinion.access_class}
    audit.record(session, by, "issue_opinion", asset.uid, after=after)


def issue_many(
    session: Session,
    uids: Iterable[str],
    data: Mapping[str, Any],
    *,
    by: Person,
    today: date,
) -> list[LegalOpinion]:
    """Issue the same opinion on each of these records: on all of them, or on none.

    Raises ``Incomplete`` with what is wrong in it, ``WrongState`` if any has one
    already, and what each record refuses. Nothing is written before all is right.
    """
    access.require(by, "opine", None)
    values, problems = schema.load("opinion", dict(data))
    if problems:
        raise Incomplete("Al concepto le faltan datos.", problems)
    assets = chosen(session, uids, by=by, to_change=True)
    _require_none(session, assets)
    made = []
    for asset in assets:
        opinion = LegalOpinion(asset_id=asset.id, author=by, **values)
        opinion.state, opinion.issued = "issued", today
        session.add(opinion)
        made.append(opinion)
    session.flush()
    for asset, opinion in zip(assets, made, strict=True):
        after = {"of": opinion.uid, "class": opinion.access_class, "many": len(made)}
        audit.record(session, by, "issue_opinion", asset.uid, after=after)
    return made


def chosen(
    session: Session, uids: Iterable[str], *, by: Person, to_change: bool = False
) -> list[Asset]:
    """The records chosen, each asked for the person's right. Raises ``Refusal``."""
    wanted = sorted(set(uids))
    if not wanted:
        raise Refusal(NONE)
    if len(wanted) > MOST:
        raise Refusal(TOO_MANY.format(most=MOST))
    found = [sight.find(session, by, uid, to_change=to_change) for uid in wanted]
    for asset in found:
        access.require(by, "opine", asset)
    return sorted({one.id: one for one in found}.values(), key=lambda one: one.code)


def attach(
    session: Session,
    asset: Asset,
    opinion: LegalOpinion,
    *,
    checksum: str,
    start: bytes,
    end: bytes,
    by: Person,
) -> None:
    """Attach the signed document. ``start`` and ``end`` are its first and last bytes:
    it must be a whole PDF.
    """
    access.require(by, "opine", asset)
    require_pdf(start, end)
    opinion.signed = checksum
    session.flush()
    after = {"of": opinion.uid, "signed": checksum}
    audit.record(session, by, "sign_opinion", asset.uid, after=after)


def require_pdf(start: bytes, end: bytes) -> None:
    """Raises ``Refusal`` for what only has the name of a PDF, or lost its end."""
    if not start.startswith(PDF):
        raise Refusal(NOT_PDF)
    if PDF_END not in end:
        raise Refusal(CUT)


def of(session: Session, asset: Asset) -> list[LegalOpinion]:
    """The opinions on an asset, the newest first."""
    query = select(LegalOpinion).where(LegalOpinion.asset_id == asset.id)
    return list(session.scalars(query.order_by(LegalOpinion.id.desc())))


def get(session: Session, asset: Asset, uid: str) -> LegalOpinion:
    """Return an opinion on this asset. Raises ``NotFound``."""
    query = select(LegalOpinion).where(
        LegalOpinion.uid == uid, LegalOpinion.asset_id == asset.id
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound("No hay ese concepto sobre este registro.")
    return found


def progress(session: Session) -> tuple[int, int]:
    """Of how many PPI there is an issued opinion, and how many PPI there are."""
    issued = select(LegalOpinion.asset_id).where(LegalOpinion.state == "issued")
    every = select(func.count(Asset.id)).where(Asset.kind == PPI)
    have = session.scalar(every.where(Asset.id.in_(issued))) or 0
    return have, session.scalar(every) or 0


def without(
    session: Session, person: Person, asked: Sieve | None = None, limit: int = MOST
) -> tuple[list[Asset], int]:
    """The first PPI that have none yet and are as asked, and how many there are."""
    query = _without(session, person, asked or Sieve())
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    return list(session.scalars(query.order_by(Asset.code).limit(limit))), total


def _without(session: Session, person: Person, asked: Sieve) -> Select[Any]:
    issued = select(LegalOpinion.asset_id).where(LegalOpinion.state == "issued")
    asked_for = sifting.conditions(session, person, asked)
    mine = (Asset.kind == PPI, Asset.id.not_in(issued), *asked_for)
    return select(Asset).where(*mine)


def _require_none(session: Session, assets: list[Asset]) -> None:
    query = select(LegalOpinion.asset_id).where(
        LegalOpinion.state == "issued",
        LegalOpinion.asset_id.in_([one.id for one in assets]),
    )
    issued = set(session.scalars(query))
    have = [one.code for one in assets if one.id in issued]
    if have:
        shown = ", ".join(have[:10]) + (" y otros" if have[10:] else "")
        raise WrongState(HAVE_ONE.format(codes=shown))


def _require_draft(opinion: LegalOpinion) -> None:
    if opinion.state == "issued":
        raise WrongState("Un concepto emitido no se cambia: escriba otro.")
