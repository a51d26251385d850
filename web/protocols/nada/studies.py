"""The studies of NADA's read API: which there are, how they are found, what a list says."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from zlib import crc32

from ....exporters.base import Catalogue
from ....exporters.left_out import CANNOT, seen
from ....exporters.nada import study
from ....records import reading, walking
from ....records.reading import PublicRecord
from ....schemas.crosswalks.table import listed
from ....schemas.vocabularies import fold
from ...request import house, session

log = logging.getLogger("tumbaga.left_out")
KIND = "production_process"
LATEST = 2**62
COLLECTION = "central"
Answer = dict[str, Any]


def number_of(record: PublicRecord) -> int:
    """A whole number that stands for a study as long as it lives."""
    return crc32(record.uid.encode()) & 0x7FFFFFFF


def numbered(number: str) -> PublicRecord | None:
    if not re.fullmatch(r"[0-9]{1,10}", number):
        return None
    return next((one for one in studies() if number_of(one) == int(number)), None)


def studies() -> Iterator[PublicRecord]:
    return walking.records(walking.within(session()), LATEST, kinds=[KIND])


def study_of(idno: str) -> PublicRecord | None:
    """A study by its code, its uid or its address."""
    found = reading.by_uid(session(), idno) or reading.by_slug(session(), KIND, idno)
    if found is None:
        found = reading.by_slug(session(), KIND, study.address(idno))
        if found is not None and study.idno(found) != idno:
            return None
    return found if found is not None and found.kind == KIND else None


def rows(records: Iterable[PublicRecord]) -> list[Answer]:
    """Of many studies; one that cannot be written is left out and logged."""
    found = []
    for one in records:
        try:
            found.append(row(one))
        except Exception:
            log.exception(CANNOT, one.uid, "nada", extra=seen(one, "nada"))
    return found


def row(record: PublicRecord) -> Answer:
    """What a list says of a study."""
    document, settings = record.document, house().settings
    office = (document.get("organization") or {}).get("name") or settings.publisher
    moment = record.modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "id": number_of(record),
        "idno": study.idno(record),
        "type": "survey",
        "repositoryid": COLLECTION,
        "title": document.get("title") or study.idno(record),
        "subtitle": document.get("acronym") or "",
        "nation": "Colombia",
        "authoring_entity": office,
        "year_start": _year(document.get("temporal_start")),
        "year_end": _year(document.get("temporal_end")),
        "published": 1,
        "created": document.get("first_published") or moment,
        "changed": moment,
        "varcount": len(document.get("variables") or []),
        "url": f"{settings.base_url}{record.path}",
        "link_ddi": f"{settings.base_url}{record.path}.ddi.xml",
    }


def _year(day: object) -> int | None:
    text = str(day or "")[:4]
    return int(text) if text.isdigit() and text.isascii() else None


def chosen(asked: Mapping[str, str]) -> list[PublicRecord]:
    """The studies that hold the words of ``sk``, with variables of ``vk``, in the years.

    By ``sort_by`` (title, nation or year) and ``sort_order`` (asc or desc), as NADA has it.
    """
    words, named = (fold(asked.get(one, "")[:200]).split() for one in ("sk", "vk"))
    first, last = _year(asked.get("from")), _year(asked.get("to"))
    found = [
        one
        for one in studies()
        if _holds(one, words) and _has(one, named) and _within(one, first, last)
    ]
    order = SORTS.get(asked.get("sort_by", ""))
    if order is not None:
        found.sort(key=order, reverse=asked.get("sort_order", "").lower() == "desc")
    return found


def _holds(record: PublicRecord, words: list[str]) -> bool:
    document = record.document
    names = ("title", "acronym", "code", "description", "objective")
    text = fold(" ".join(str(document.get(name) or "") for name in names))
    return all(word in text for word in words)


def _has(record: PublicRecord, words: list[str]) -> bool:
    """Whether one of its variables is called so."""
    if not words:
        return True
    named = [
        fold(f"{one.get('name')} {one.get('label') or ''}")
        for one in listed(record.document.get("variables"))
        if isinstance(one, Mapping)
    ]
    return any(all(word in text for word in words) for text in named)


def _within(record: PublicRecord, first: int | None, last: int | None) -> bool:
    """Whether the years of the study meet those; one that says none meets none."""
    start = _year(record.document.get("temporal_start"))
    end = _year(record.document.get("temporal_end")) or start
    if first is None and last is None:
        return True
    if end is None:
        return False
    return (start or end) <= (last or end) and end >= (first or 0)


SORTS: dict[str, Callable[[PublicRecord], Any]] = {
    "title": lambda one: fold(str(one.document.get("title") or "")),
    "year": lambda one: _year(one.document.get("temporal_start")) or 0,
    "nation": lambda _one: 0,
    "created": lambda one: one.seq,
}


def variables_of(one: PublicRecord, said: Catalogue, file_id: str) -> list[Answer]:
    every = study.metadata(one, said).get("variables", [])
    return [
        {"uid": place, "vid": v["vid"], "name": v["name"], "labl": v["labl"],
         "fid": v["file_id"]}
        for place, v in enumerate(every, start=1)
        if file_id in ("", v["file_id"])
    ]  # fmt: skip
