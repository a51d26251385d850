"""A list of results for programs, page by page: JSON and Atom (RFC 5005)."""

import re
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import orjson

from ...catalog.search import Correction, Page, Question
from ...records.reading import PublicRecord
from ..filters import moment
from ..request import house
from .asking import FACETS, address, value_label
from .labels import KINDS, office

MOST = {"json": 10, "atom": 50}
EVERY = "todas"  # the page that is all of them
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
FORBIDDEN_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def row(record: PublicRecord, base: str) -> dict[str, Any]:
    """What every list says of a record."""
    document = record.document
    decision = document.get("classification") or {}
    organization = document.get("organization") or {}
    told = {
        "uid": record.uid,
        "title": str(document.get("title") or document.get("name") or ""),
        "url": base + record.path,
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
        "results": [row(hit.record, base) for hit in found.hits],
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
        answer["correction"] = corrected(found.correction)
    answer["whole"] = base + whole_address(question, "json")
    links = turning(found, "/buscar.json")
    answer |= {name: links[name] for name in ("previous", "next") if name in links}
    return orjson.dumps(answer), "application/json"


def corrected(correction: Correction) -> dict[str, str]:
    return {"original": correction.original, "searched": correction.searched}


def whole_address(question: Question, suffix: str) -> str:
    """Where all of it is, in one file."""
    if suffix == "csv":
        return address(question, "/buscar.csv")
    asked = address(question, "/buscar.json")
    return f"{asked}{'&' if '?' in asked else '?'}pagina={EVERY}"


def turning(found: Page, path: str) -> dict[str, str]:
    """Where this page and those around it are (RFC 5005, 3)."""
    here, last = found.number, found.pages
    numbers = {"self": here, "first": 1, "previous": here - 1, "next": here + 1}
    base = house().settings.base_url
    return {
        name: base + address(found.question, path, page=number)
        for name, number in (numbers | {"last": last}).items()
        if 1 <= number <= last
    }


def as_atom(found: Page) -> tuple[bytes, str]:
    settings = house().settings
    base = settings.base_url
    whole = base + whole_address(found.question, "csv")
    newest = max((hit.record.modified for hit in found.hits), default=None)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom"'
        f' xmlns:os="{OPENSEARCH}" xml:lang="es">',
        f"<id>{_xml(base + address(found.question, '/buscar.atom'))}</id>",
        f"<title>{_xml(_feed_title(found))}</title>",
        f"<updated>{moment(newest) if newest else '1970-01-01T00:00:00Z'}</updated>",
        f"<author><name>{_xml(settings.publisher)}</name></author>",
        f"<link href={quoteattr(base + address(found.question))}/>",
        *(
            f'<link rel="{name}" type="application/atom+xml" href={quoteattr(url)}/>'
            for name, url in turning(found, "/buscar.atom").items()
        ),
        f'<link rel="related" type="text/csv" href={quoteattr(whole)}/>',
        f"<os:totalResults>{found.total}</os:totalResults>",
        f"<os:startIndex>{found.first}</os:startIndex>",
        f"<os:itemsPerPage>{found.question.size}</os:itemsPerPage>",
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
    "atom": as_atom,
}
