"""A list of results for programs: JSON, CSV and Atom, all from the same page of hits."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import orjson

from ...catalog.search import Page
from ...records.reading import PublicRecord
from ..cells import cell
from ..filters import moment
from ..request import house
from .asking import FACETS, address, value_label
from .labels import KINDS, office

MOST = {"json": 10, "csv": 1000, "atom": 50}
FORBIDDEN_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def _told(record: PublicRecord) -> dict[str, Any]:
    document = record.document
    decision = document.get("classification") or {}
    organization = document.get("organization") or {}
    told = {
        "uid": record.uid,
        "title": str(document.get("title") or document.get("name") or ""),
        "url": house().settings.base_url + record.path,
        "kind": record.kind,
        "disclosure": record.disclosure,
        "class": decision.get("class"),
        "organization": organization.get("name"),
        "theme": document.get("theme"),
        "description": document.get("description"),
        "modified": moment(record.modified),
    }
    return {key: value for key, value in told.items() if value not in (None, "")}


def as_json(found: Page) -> tuple[bytes, str]:
    base = house().settings.base_url
    question = found.question
    answer: dict[str, Any] = {
        "total": found.total,
        "page": found.number,
        "pages": found.pages,
        "results": [_told(hit.record) for hit in found.hits],
        "facets": {
            name: [
                {
                    "value": value.value,
                    "label": value_label(name, value.value, value.label),
                    "count": value.count,
                    "chosen": value.chosen,
                }
                for value in found.facets.get(name, ())
            ]
            for name in FACETS
        },
    }
    if found.correction:
        answer["correction"] = {
            "original": found.correction.original,
            "searched": found.correction.searched,
        }
    for name, number in (("previous", found.number - 1), ("next", found.number + 1)):
        if 1 <= number <= found.pages and number != found.number:
            answer[name] = base + address(question, "/buscar.json", page=number)
    return orjson.dumps(answer), "application/json"


def as_csv(found: Page) -> tuple[bytes, str]:
    """Comma separated, with the mark that lets Excel read its accents."""
    out = io.StringIO()
    columns = [
        "title",
        "kind",
        "class",
        "organization",
        "theme",
        "description",
        "modified",
        "url",
        "uid",
    ]
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for hit in found.hits:
        told = _told(hit.record)
        writer.writerow([cell(told.get(column, "")) for column in columns])
    return out.getvalue().encode("utf-8-sig", "replace"), "text/csv"


def as_atom(found: Page) -> tuple[bytes, str]:
    settings = house().settings
    base = settings.base_url
    self_address = base + address(found.question, "/buscar.atom")
    newest = max((hit.record.modified for hit in found.hits), default=None)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es">',
        f"<id>{_xml(self_address)}</id>",
        f"<title>{_xml(_feed_title(found))}</title>",
        f"<updated>{moment(newest) if newest else '1970-01-01T00:00:00Z'}</updated>",
        f"<author><name>{_xml(settings.publisher)}</name></author>",
        f'<link rel="self" href={quoteattr(self_address)}/>',
        f"<link href={quoteattr(base + address(found.question))}/>",
        *(_entry(hit.record, base) for hit in found.hits),
        "</feed>",
    ]
    return "\n".join(parts).encode("utf-8", "replace"), "application/atom+xml"


def _feed_title(found: Page) -> str:
    settings = house().settings
    name = f"{settings.title}, {settings.city}"
    return f"{found.question.text} · {name}" if found.question.text else name


def _entry(record: PublicRecord, base: str) -> str:
    document = record.document
    kind = str(KINDS[record.kind].one)
    title = str(document.get("title") or document.get("name") or record.uid)
    author = office(document.get("organization"))
    named = f"<author><name>{_xml(author)}</name></author>" if author else ""
    summary = _xml(str(document.get("description") or kind))
    return (
        f"<entry><id>{base}/id/{_xml(record.uid)}</id><title>{_xml(title)}</title>"
        f"<updated>{moment(record.modified)}</updated>{named}"
        f"<link href={quoteattr(base + record.path)}/>"
        f'<category term="{record.kind}" label={quoteattr(kind)}/>'
        f"<summary>{summary}</summary></entry>"
    )


def _xml(text: str) -> str:
    return escape(FORBIDDEN_IN_XML.sub("", text))


WRITERS: dict[str, Callable[[Page], tuple[bytes, str]]] = {
    "json": as_json,
    "csv": as_csv,
    "atom": as_atom,
}
