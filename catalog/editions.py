"""Dated editions of an instrument: each is a dataset of the registry, with its files.

Planning prepares it; the legal office adopts it by an act, which is its decision; then it
is published like any other record, so it goes out as DCAT and data.json too (Decreto
1081 de 2015, art. 2.1.1.5.2).
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
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
CATEGORY = "Instrumentos de gestión de la información"
THEME = "funcion-publica"
NO_OFFICE = (
    "Usted no tiene dependencia, y una edición es de una dependencia: pida a quien "
    "administra que se la ponga."
)


@dataclass(frozen=True)
class Difference:
    """What an edition has that the one before had not, by the page of each record."""

    added: list[str]
    removed: list[str]
    changed: list[str]


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


def compare(older: Path, newer: Path) -> Difference:
    """What changed between the CSV files of two editions, by the address of each row."""
    before, after = _rows(older), _rows(newer)
    return Difference(
        sorted(set(after) - set(before)),
        sorted(set(before) - set(after)),
        sorted(key for key in set(after) & set(before) if after[key] != before[key]),
    )


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


def _code(key: str, day: str) -> str:
    return f"INSTRUMENTO-{key.upper()}-{day}"


def _rows(place: Path) -> dict[str, Iterable[str]]:
    with place.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    return {row[-1]: row for row in rows[1:] if row}
