"""Values that survive every format: clean text, whole addresses, dates that exist.

What cannot be said truly in a standard is left out here, never written half.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from urllib.parse import quote, urlsplit

# Beyond what XML 1.0 can carry: one graph must come out of every serialisation.
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PLACEHOLDER = re.compile(r"\s*(\{\{[^{}]*\}\}|\$\{[^{}]*\}|<%[^%]*%>)\s*")
_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_MAILBOX = re.compile(r"[\w~!$&'*+=.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
_MEDIA = re.compile(r"[-\w]+/[-\w]+(\.[-\w]+)*([+][-\w]+)?", re.ASCII)
_TELEPHONE = re.compile(r"[^\d+]")
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
SCHEMES = ("http", "https", "ftp", "ftps")


def clean(value: object) -> str:
    """Text without what XML or UTF-8 cannot carry, and with plain line ends."""
    text = str(value)
    if not _ODD.search(text):
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATES.sub("\ufffd", _UNSPEAKABLE.sub("", text)).strip()


def said(value: object) -> str:
    """The same, and nothing for a template's placeholder that was never filled."""
    text = "" if value is None else clean(value)
    risky = text.startswith(("{{", "${", "<%"))
    return "" if risky and _PLACEHOLDER.fullmatch(text) else text


@lru_cache(maxsize=4096)
def escaped(name: str) -> str:
    """A name as one step or the fragment of an address; the same ones come often."""
    return quote(name, safe="")


def address(value: object, base_url: str) -> str | None:
    """An absolute address in plain ASCII, or nothing if it is none.

    A site-relative path is completed; spaces and signs that an IRI may not hold are
    escaped; schemes that do not lead to a file (``javascript:``) are refused.
    """
    text = said(value)
    if text.startswith("/") and not text.startswith("//"):
        text = base_url + text
    try:
        parts = urlsplit(text)
        if parts.scheme not in SCHEMES or not parts.hostname:
            return None
        host = parts.hostname.encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if not _HOST.fullmatch(host):
        return None
    netloc = (f"[{host}]" if ":" in host else host) + port
    tail = quote(_ESCAPED.sub("%25", parts.path), safe="/%:@!$&'()*+,;=~")
    for mark, part in (("?", parts.query), ("#", parts.fragment)):
        if part:
            tail += mark + quote(_ESCAPED.sub("%25", part), safe="/%:@!$&'()*+,;=~?")
    return f"{parts.scheme}://{netloc}{tail}"


def is_address(value: object) -> bool:
    """Whether somebody typed a web address, rather than words."""
    return bool(re.match(r"(https?|ftps?)://\S+$", said(value)))


def partial_date(value: object) -> str | None:
    """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` of a day that exists, or nothing."""
    text = said(value)
    if not _PARTIAL.fullmatch(text):
        return None
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return None
    return text


def issued(document: Mapping[str, object]) -> str | None:
    """When it first came out, by the best that its document says."""
    names = ("publication_date", "issued", "first_published")
    return next(filter(None, (partial_date(document.get(n)) for n in names)), None)


def mailbox(value: object) -> str | None:
    text = said(value)
    return text if _MAILBOX.fullmatch(text) else None


def telephone(value: object) -> str | None:
    """Digits for a ``tel:`` address (RFC 3966), without the extension's words."""
    digits = _TELEPHONE.sub("", re.split(r"(?i)\s*(?:ext|/|;|,)", said(value))[0])
    return digits if re.fullmatch(r"\+?\d{7,15}", digits) else None


def media_type(value: object) -> str | None:
    text = said(value).split(";")[0].strip().lower()
    return text if _MEDIA.fullmatch(text) else None
