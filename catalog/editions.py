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
from . import assets, held_files, workflow
from .files import Stored
from .refusals import Refusal

KIND = "dataset"
START = "INSTRUMENTO-"  # how the codes of all editions begin
CATEGORY = "Instrumentos de gestión de la información"
THEME = "funcion-publica"
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
    draft = kinds.load(KIND, _values(key, title, files, by, day))
    sums = [stored.checksum for stored, _ in files.values()]
    draft = held_files.with_files(session, draft, sums)
    edition = assets.save(session, draft, by=by).asset
    if edition.workflow_state == "draft":
        workflow.submit(session, edition, by=by)
    if edition.workflow_state == "submitted":
        workflow.approve(session, edition, by=by)
    return edition


def listed(session: Session, key: str) -> list[Asset]:
    """The editions of an instrument, the newest first."""
    query = select(Asset).where(Asset.code.startswith(_code(key, "")))
    return list(session.scalars(query.order_by(Asset.code.desc())))


def address(key: str) -> str:
    """How the addresses of an instrument's editions begin; its day comes next."""
    return f"{slugify(_code(key, ''))}-"


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
    start = edition.code.removesuffix(_day(edition))
    query = select(Asset).where(Asset.code.startswith(start), Asset.code < edition.code)
    return session.scalar(query.order_by(Asset.code.desc()).limit(1))


def naming(session: Session, asset: Asset) -> list[Asset]:
    """The public editions that were made since a record is public: they may name it,
    and closing the record does not change what an act adopted.
    """
    if asset.first_published is None:
        return []
    since = asset.first_published.isoformat()
    query = select(Asset).where(
        Asset.code.startswith(START), Asset.workflow_state == "published"
    )
    found = session.scalars(query.order_by(Asset.code))
    return [one for one in found if _day(one) >= since]


def _values(
    key: str,
    title: str,
    files: Mapping[str, tuple[Stored, str]],
    by: Person,
    day: date,
) -> dict[str, Any]:
    name = f"{title}, edición del {spelling.long_date(day)}"
    return {
        "code": _code(key, day.isoformat()),
        "title": name,
        "description": f"{title}, como estaba el registro de activos el {day.isoformat()} "
        "(Ley 1712 de 2014, título II).",
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
        "distributions": [
            {
                "title": f"{title} ({suffix.lstrip('.').upper()})",
                "checksum": stored.checksum,
                "file_name": f"{key}-{day.isoformat()}{suffix}",
                "size": stored.size,
                "media_type": media_type,
                "issued": day.isoformat(),
            }
            for suffix, (stored, media_type) in files.items()
        ],
    }


def _day(edition: Asset) -> str:
    """The day of an edition, at the end of its code: 2026-11-26."""
    return edition.code[-len("2026-11-26") :]


def _code(key: str, day: str) -> str:
    return f"{START}{key.upper()}-{day}"
