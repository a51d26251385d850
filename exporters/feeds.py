"""What changed, for who follows a subject: Atom (RFC 4287) and JSON Feed 1.1."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from ..records.reading import PublicRecord
from .base import Catalogue
from .dcat.record import description, title
from .dublin_core import subjects
from .narrative import kind, office
from .xml import DECLARATION, around, element, empty

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: what it is called, where it is, and the page that shows the same."""

    title: str
    address: str
    page: str
    updated: datetime


def atom(feed: Feed, records: Sequence[PublicRecord], catalogue: Catalogue) -> bytes:
    return atom_of(feed, [_entry(one, catalogue) for one in records], catalogue)


def atom_of(feed: Feed, entries: Sequence[str], catalogue: Catalogue) -> bytes:
    """A feed around entries that are written already."""
    parts = [
        element("id", feed.address),
        element("title", feed.title),
        element("updated", moment(feed.updated)),
        around("author", [element("name", catalogue.publisher_name)]),
        empty("link", rel="self", type="application/atom+xml", href=feed.address),
        empty("link", rel="alternate", type="text/html", href=feed.page),
        *entries,
    ]
    root = {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": catalogue.language}
    return DECLARATION + around("feed", parts, **root).encode() + b"\n"


def _entry(record: PublicRecord, catalogue: Catalogue) -> str:
    address = catalogue.identifier(record.uid)
    parts = [
        element("id", address),
        element("title", title(record)),
        element("updated", moment(record.modified)),
        around("author", [element("name", office(record, catalogue))]),
        empty("link", rel="alternate", type="text/html", href=catalogue.page(record)),
        empty("category", term=record.kind, label=kind(record)),
        *(empty("category", term=word) for word in subjects(record.document)),
        element("summary", summary(record)),
    ]
    return around("entry", parts)


def json_feed(
    feed: Feed, records: Sequence[PublicRecord], catalogue: Catalogue
) -> bytes:
    said: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": catalogue.language,
        "authors": [{"name": catalogue.publisher_name}],
        "items": [_item(one, catalogue) for one in records],
    }
    return orjson.dumps(said).replace(b"</", b"<\\/")


def _item(record: PublicRecord, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "id": catalogue.identifier(record.uid),
        "url": catalogue.page(record),
        "title": title(record),
        "content_text": summary(record),
        "date_modified": moment(record.modified),
        "authors": [{"name": office(record, catalogue)}],
        "tags": [kind(record), *subjects(record.document)],
    }


def summary(record: PublicRecord) -> str:
    words = " ".join(description(record).split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def moment(value: datetime) -> str:
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")


Writer = Callable[[Feed, Sequence[PublicRecord], Catalogue], bytes]
FORMS: dict[str, tuple[str, Writer]] = {
    "atom": ("application/atom+xml", atom),
    "json": ("application/feed+json", json_feed),
}
