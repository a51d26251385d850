"""Text of strangers made plain: without tags, without what was never filled in."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import quote, urlsplit

from ..schemas.dates import partial_date
from ..schemas.texts import clean

LONGEST = 19_900
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]{0,2000})?/?>")
_HIDDEN = re.compile(
    r"<(script|style)\b[^>]*>.*?(?:</\1>|$)", re.IGNORECASE | re.DOTALL
)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_BLOCKS = frozenset(("p", "br", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4"))
_PLACEHOLDER = re.compile(
    r"\s*(\{\{.*\}\}|\$\{.*\}|<%.*%>|\{[A-Za-z_]\w{1,60}\})\s*", re.DOTALL
)
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\n{3,}")
_KEYS = ("es", "es-CO", "en", "@value", "name", "title", "label", "value")
LOST = "\N{REPLACEMENT CHARACTER}"
"""Stands for a sign that could not be read: a text of nothing else says nothing."""
NOTHING = frozenset(("null", "none", "n/a", "undefined", "nan"))


def plain(value: Any, longest: int = LONGEST) -> str:
    """One value as plain text of at most ``longest`` signs; blank for what says nothing.

    Of a text in several languages the Spanish is taken, else English, else the first.
    """
    text = _said(value)
    if not text or _PLACEHOLDER.fullmatch(text) or text.strip().lower() in NOTHING:
        return ""
    if "<" in text:
        text = _COMMENT.sub(" ", _HIDDEN.sub(" ", text))
        text = _TAG.sub(lambda tag: "\n" if tag[2].lower() in _BLOCKS else "", text)
    if "&" in text:
        text = html.unescape(text)
    text = _LINES.sub("\n\n", _BLANKS.sub(" ", clean(text)).replace(" \n", "\n"))
    text = text.strip()
    if text.startswith(LOST) and not text.strip(f"{LOST}\n "):
        return ""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def line(value: Any, longest: int = 500) -> str:
    """The same, in one line."""
    return " ".join(plain(value, longest).split())


def many(value: Any) -> list[str]:
    """A list of words, however it was given: a list, or one text with commas."""
    if isinstance(value, str):
        value = re.split(r"[,;|]", value)
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return []
    said = [line(one) for one in value if not isinstance(one, list)]
    return [one for one in dict.fromkeys(said) if one]


def day(value: Any) -> str:
    """A partial date, or blank for what is none."""
    text = line(value, 60)
    try:
        return partial_date(text) if text else ""
    except ValueError:
        return ""


def link(value: Any) -> str:
    """A web address with its odd signs escaped, or blank for what is none."""
    text = line(value, 2000)
    if text.startswith("www."):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return ""
    if "@" in parts.netloc:
        return ""
    escaped = quote(text, safe="/%:@!$&'()*+,;=~-._?#")
    return escaped if len(escaped) <= 1000 else ""


def _said(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, dict):
        named = [value.get(key) for key in _KEYS]
        value = [*named, *value.values()]
        value = [one for one in value if isinstance(one, str) and one.strip()]
    if isinstance(value, list):
        return next(filter(None, map(_said, value)), "")
    return ""


def number(value: Any) -> int:
    """How many a source says that there are; 0 where it says none that can be read."""
    said = line(value, 20)
    return int(said) if said.isascii() and said.isdigit() else 0
