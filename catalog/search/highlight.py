"""Marks the words asked for in a text. Escapes first, so no text becomes markup."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import takewhile

from .analysis import Span, spans
from .spanish import clean

WIDTH = 240
LEAD = 60
MOST = 20_000  # of a longer text only the beginning is looked at


def marked(text: str, sought: frozenset[str], *, exact: bool = False) -> str:
    """The whole text, escaped, with what is sought in <mark>."""
    text = clean(text[:MOST])
    return _render(text, _spans(text, sought, exact=exact), 0, len(text))


def snippet(text: str, sought: frozenset[str], *, exact: bool = False) -> str:
    """A stretch of the text around the first word sought; else its beginning."""
    text = clean(text[:MOST])
    found = _spans(text, sought, exact=exact)
    first = next(found, None)
    start = _start(text, first[0]) if first else 0
    end = _end(text, start + WIDTH)
    shown = text[start:end]
    near: Iterable[Span] = ()
    if first and _at_spaces(text, start, end):  # so nothing need be read again
        last = takewhile(lambda one: one[0] < end, found)
        near = ((one[0] - start, one[1] - start) for one in (first, *last))
    elif first:
        near = _spans(shown, sought, exact=exact)
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return f"{before}{_render(shown, near, 0, len(shown))}{after}"


def _spans(text: str, sought: frozenset[str], *, exact: bool) -> Iterator[Span]:
    return spans(text, sought, exact=exact) if sought else iter(())


def _at_spaces(text: str, start: int, end: int) -> bool:
    """Whether a stretch cuts no word: then its words are those of the whole text."""
    begun = not start or text[start - 1] == " "
    return begun and (end == len(text) or text[end] == " ")


def _start(text: str, hit: int) -> int:
    if hit <= LEAD:
        return 0
    space = text.find(" ", hit - LEAD, hit)
    return space + 1 if space >= 0 else hit


def _end(text: str, wanted: int) -> int:
    if wanted >= len(text):
        return len(text)
    space = text.rfind(" ", wanted - LEAD, wanted + 1)
    return space if space > 0 else wanted


def _render(text: str, found: Iterable[Span], start: int, end: int) -> str:
    parts: list[str] = []
    place = start
    for first, last in found:
        if last <= end:
            parts.append(escape(text[place:first]))
            parts.append(f"<mark>{escape(text[first:last])}</mark>")
            place = last
    parts.append(escape(text[place:end]))
    return "".join(parts)
