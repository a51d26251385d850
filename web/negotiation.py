"""Which format was asked for: a suffix says it best, else the Accept header, else a page."""

from typing import Any

from werkzeug.datastructures import MIMEAccept

# In the order of our preference where a client likes several alike.
PAGE = ("text/html", "application/xhtml+xml")
MEDIA = {
    "text/turtle": "ttl",
    "application/x-turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/n-triples": "nt",
    "application/json": "json",
    "application/xml": "ddi",
    "text/xml": "ddi",
}
# Where the suffix is not the key itself.
LONG = {
    ".ddi.xml": "ddi",
    ".ddi26.xml": "ddi-26",
    ".ddi-l.xml": "ddi-l",
    ".dcat-us.json": "dcat-us",
}


def wanted(accept: MIMEAccept | Any) -> str | None:
    """The exporter's key that ``Accept`` asks for; ``None`` means the page."""
    best = accept.best_match([*PAGE, *MEDIA])
    return MEDIA.get(best) if best else None


def key_of(suffix: str) -> str | None:
    """The exporter's key that a suffix such as ``.ttl`` stands for."""
    key = LONG.get(suffix) or suffix.removeprefix(".")
    known = key in MEDIA.values() and key not in LONG.values()
    return key if known or suffix in LONG else None


def suffix_of(key: str) -> str:
    """The suffix under which a record's file is had."""
    return next((suffix for suffix, one in LONG.items() if one == key), f".{key}")
