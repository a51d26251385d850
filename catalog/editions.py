"""Dated editions of an instrument: each is a dataset of the registry, with its files.

Planning prepares it; the legal office adopts it by an act, which is its decision; then it
is published like any other record, so it goes out as DCAT and data.json too (Decreto
1081 de 2015, art. 2.1.1.5.2).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.identifiers import slugify
from ..records.person import Person
from ..schemas import kinds, spelling
from . import access, assets, edition_codes, held_files, publishing, standing, workflow
from .files import Stored
from .refusals import Refusal

CATEGORY = "Instrumentos de gestión de la información"
THEME = "funcion-publica"
TITLES = "Versión pública: "
AGAIN = " Versión pública del "
NOTE = (
    "Las filas de la información que se cerró después de adoptada la edición solo dicen "
    "que estaban (Ley 1712 de 2014, art. 21)."
)
NO_OFFICE = (
    "Usted no tiene dependencia, y una edición es de una dependencia: pida a quien "
    "administra que se la ponga."
)


def prepare(
    session: Session,
    key: str,
    title: str,
    files: Mapping[str, tuple[Stored, str]],
    *,
    by: Person,
    day: date,
) -> Asset:
    """Register an edition of today, approved and waiting for the act that adopts it.

    ``files`` has for each suffix what was stored and its media type. The same edition
    twice on one day is the same record.
    """
    if by.organization is None:
        raise Refusal(NO_OFFICE)
    draft = kinds.load(edition_codes.KIND, _values(key, title, files, by, day))
    sums = [stored.checksum for stored, _ in files.values()]
    draft = held_files.with_files(session, draft, sums)
    edition = assets.save(session, draft, by=by).asset
    if edition.workflow_state == "draft":
        workflow.submit(session, edition, by=by)
    if edition.workflow_state == "submitted":
        workflow.approve(session, edition, by=by)
    return edition


def give_again(
    session: Session,
    edition: Asset,
    files: Mapping[str, tuple[Stored, str]],
    *,
    by: Person,
    day: date,
) -> None:
    """Publish an adopted edition in its public version, with these files in the place of
    the adopted ones, which stay in the store (Ley 1712 de 2014, arts. 21 and 29).
    """
    access.require(by, "publish", edition)
    key = edition_codes.key_of(edition)
    description = (edition.description or "").partition(AGAIN)[0]
    told = f"{description}{AGAIN}{spelling.long_date(day)}. {NOTE}"
    given = standing.current(edition) | {
        "description": told,
        "distributions": _distributions(
            f"{TITLES}{edition.title}", key, files, edition_codes.day_of(edition)
        ),
    }
    draft = kinds.load(edition_codes.KIND, given)
    sums = [stored.checksum for stored, _ in files.values()]
    assets.save(session, held_files.with_files(session, draft, sums), by=by)
    if edition.workflow_state == "draft":
        workflow.submit(session, edition, by=by)
    if edition.workflow_state == "submitted":
        workflow.approve(session, edition, by=by)
    publishing.publish(session, edition, by=by)


def listed(session: Session, key: str) -> list[Asset]:
    """The editions of an instrument, the newest first."""
    query = select(Asset).where(Asset.code.startswith(edition_codes.of(key, "")))
    return list(session.scalars(query.order_by(Asset.code.desc())))


def address(key: str) -> str:
    """How the addresses of an instrument's editions begin; its day comes next."""
    return f"{slugify(edition_codes.of(key, ''))}-"


def checksum(edition: Asset) -> str | None:
    """The checksum of the edition's CSV."""
    found = (
        one.checksum
        for one in edition.distributions
        if one.ours and one.media_type == "text/csv"
    )
    return next(found, None)


def before(session: Session, edition: Asset) -> Asset | None:
    """The edition of the same instrument that came before this one."""
    start = edition.code.removesuffix(edition_codes.day_of(edition))
    query = select(Asset).where(Asset.code.startswith(start), Asset.code < edition.code)
    return session.scalar(query.order_by(Asset.code.desc()).limit(1))


def _values(
    key: str,
    title: str,
    files: Mapping[str, tuple[Stored, str]],
    by: Person,
    day: date,
) -> dict[str, Any]:
    name = f"{title}, edición del {spelling.long_date(day)}"
    return {
        "code": edition_codes.of(key, day.isoformat()),
        "title": name,
        "description": f"{title}, como estaba el registro de activos el "
        f"{spelling.long_date(day)} (Ley 1712 de 2014, título II).",
        "organization": by.organization.code if by.organization else "",
        "category": CATEGORY,
        "theme": THEME,
        "language": "es",
        "medium": "electronico",
        "generated": day.isoformat(),
        "issued": day.isoformat(),
        "temporal_end": day.isoformat(),
        "personal_data": "ninguno",
        "access": "publicada",
        "keywords": ["transparencia", "Ley 1712 de 2014", title],
        "distributions": _distributions(title, key, files, day.isoformat()),
    }


def _distributions(
    title: str, key: str, files: Mapping[str, tuple[Stored, str]], day: str
) -> list[dict[str, Any]]:
    return [
        {
            "title": f"{title} ({suffix.lstrip('.').upper()})",
            "checksum": stored.checksum,
            "file_name": f"{key}-{day}{suffix}",
            "size": stored.size,
            "media_type": media_type,
            "issued": day,
        }
        for suffix, (stored, media_type) in files.items()
    ]
