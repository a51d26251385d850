"""The files and services of a record as every format needs them, its series included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..records.reading import PublicRecord
from ..schemas import vocabularies
from .base import Catalogue
from .sdmx import names
from .values import address, clean, media_type, said


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to get the data: ``download`` if the address gives the file itself."""

    name: str
    address: str
    download: bool
    title: str
    description: str = ""
    media_type: str | None = None
    label: str = ""
    file_type: str = ""
    size: int | None = None
    checksum: str = ""
    licence: str = ""


def offers(record: PublicRecord, catalogue: Catalogue) -> list[Offer]:
    """What can be taken away; an indicator with figures offers its series."""
    document = record.document
    found = list(_series(record, catalogue))
    given = document.get("distributions") or []
    for position, item in enumerate(given, start=1):
        offer = _offer(item, position, document, catalogue.base_url)
        if offer is not None:
            found.append(offer)
    return found


def has_series(record: PublicRecord) -> bool:
    """Whether the record is an indicator with at least one published figure."""
    figures = record.document.get("observation_count") or 0
    return record.kind == "indicator" and figures > 0


def _series(record: PublicRecord, catalogue: Catalogue) -> Iterator[Offer]:
    if has_series(record):
        yield Offer(
            name="serie-csv",
            address=f"{catalogue.page(record)}.csv",
            download=True,
            title="Serie del indicador en CSV",
            description="Todas las mediciones publicadas, una por fila.",
            media_type="text/csv",
            label="CSV",
            file_type="CSV",
            licence=said(record.document.get("licence")),
        )
        yield Offer(
            name="serie-sdmx",
            address=f"{catalogue.base_url}/sdmx/data/{names.flow(record)}",
            download=True,
            title="Serie del indicador en SDMX",
            description="Las mismas mediciones, con sus códigos y su estructura.",
            media_type="application/xml",
            label="SDMX-ML",
            file_type="XML",
            licence=said(record.document.get("licence")),
        )


def _offer(
    item: dict[str, Any], position: int, document: dict[str, Any], base_url: str
) -> Offer | None:
    where = address(item.get("url"), base_url)
    if where is None:
        return None
    kind = _media_term(item)
    media = kind.code if kind else media_type(item.get("media_type"))
    checksum = said(item.get("checksum")).lower()
    label = said(item.get("format")) or (kind.es if kind else "")
    return Offer(
        name=said(item.get("uid")) or str(position),
        address=where,
        download=bool(checksum) or media not in (None, "text/html"),
        title=said(item.get("title")) or _untitled(document, label),
        description=said(item.get("description")),
        media_type=media,
        label=label,
        file_type=kind.extra.get("eu_file_type", "") if kind else "",
        size=_size(item.get("size")),
        checksum=checksum if _is_sha256(checksum) else "",
        licence=said(item.get("licence")) or said(document.get("licence")),
    )


def _media_term(item: dict[str, Any]) -> vocabularies.Term | None:
    known = vocabularies.get("media_types")
    for field in ("media_type", "format"):
        given = said(item.get(field))
        term = known.find(given) if given else None
        if term is not None:
            return term
    return None


def _untitled(document: dict[str, Any], label: str) -> str:
    title = clean(document.get("title", ""))
    return f"{title} ({label})" if label else title


def _size(value: object) -> int | None:
    return value if isinstance(value, int) and value >= 0 else None


def _is_sha256(text: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{64}", text) is not None
