"""Whose a file of the store is: of the records for which somebody uploaded it.

Files are served by their checksum, so whoever knows one could publish the file through
a record of theirs. A record may name as its own only what was uploaded for it; of a file
elsewhere, beside its address, it may say any checksum, and we never serve that one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.distribution import Distribution
from ..records.held_file import HeldFile
from ..records.identifiers import new_uid
from ..records.publication import is_ours
from ..schemas.errors import Problem
from ..schemas.kinds import Draft

NOT_YOURS = (
    "Ningún archivo con esta huella se subió a este registro. Suba aquí el archivo, o "
    "escriba la dirección desde donde se descarga."
)


def hold(session: Session, record: str, checksum: str) -> None:
    """Keep that a file was uploaded for the record with this uid."""
    if session.get(HeldFile, (record, checksum)) is None:
        session.add(HeldFile(record=record, checksum=checksum))
    named = (
        select(Distribution)
        .join(Asset, Distribution.asset_id == Asset.id)
        .where(Asset.uid == record, Distribution.checksum == checksum)
    )
    for one in session.scalars(named):
        one.ours = True
    session.flush()


def with_files(session: Session, draft: Draft, checksums: Iterable[str]) -> Draft:
    """The draft with files of ours that its record will hold, be it there or new."""
    code = draft.values.get("code")
    known = session.scalar(select(Asset.uid).where(Asset.code == code))
    uid = known or draft.uid or new_uid()
    for checksum in checksums:
        hold(session, uid, checksum)
    return replace(draft, uid=uid)


def problems(
    session: Session, record: str | None, values: Mapping[str, Any]
) -> list[Problem]:
    """What is said of the files that a draft names and nobody uploaded for its record.

    The same is said whether the store has the file or not.
    """
    named = values.get("distributions", ())
    alone = [_names_ours(one) for one in named]
    if not any(alone):
        return []
    held = _held(session, record)
    return [
        _problem(row, one["checksum"])
        for row, one in enumerate(named)
        if alone[row] and one["checksum"] not in held
    ]


def settle(session: Session, asset: Asset) -> None:
    """Mark which distributions of the record offer a file of ours."""
    if not any(one.checksum for one in asset.distributions):
        for one in asset.distributions:
            one.ours = False
        return
    held = _held(session, asset.uid)
    for one in asset.distributions:
        one.ours = one.checksum in held


def _names_ours(one: Mapping[str, Any]) -> bool:
    """Whether a distribution says that the file is in our store: by its checksum alone,
    or beside the address that we give to it.
    """
    return bool(one.get("checksum")) and (not one.get("url") or is_ours(one))


def _held(session: Session, record: str | None) -> set[str]:
    if not record:
        return set()
    query = select(HeldFile.checksum).where(HeldFile.record == record)
    with session.no_autoflush:
        return set(session.scalars(query))


def _problem(row: int, given: str) -> Problem:
    label = f"Archivos y servicios › fila {row + 1} › Huella SHA-256"
    return Problem(f"distributions.{row}.checksum", label, given, NOT_YOURS)
