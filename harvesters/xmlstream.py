"""XML with many things in it, given one by one: what was read is let go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from ..schemas.tables import Unreadable
from . import xml
from .answers import PIECE, Answer

LONGEST_SIGN = 16
"""As many octets as what begins in one piece and ends in the next may take."""


class Stream:
    """A document of which only the present thing is in memory.

    It is read twice: first to its end, that nothing be taken from one that is wrong;
    a wrong one is mended whole, as ``xml.document`` does. Raises ``Unreadable`` as that.
    ``root`` is the name of its first node, when all of it was read.
    """

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._whole: etree._Element | None = None
        self.root = ""
        xml.require_readable(answer.start(), answer.size, answer.url)
        walk: Any = _Walk()
        try:
            parser = etree.XMLParser(target=walk, **xml.OPTIONS)
            for piece in _without_doctype(answer):
                parser.feed(piece)
            parser.close()
        except (etree.XMLSyntaxError, ValueError):
            self._whole = xml.document(answer)
            self.root = xml.local(self._whole)
        xml.require_no_doctype(answer.url, came=walk.doctype_came)

    def nodes(self, *names: str) -> Iterator[etree._Element]:
        """The nodes of these names, in any namespace, each until the next is asked for
        or for as long as somebody keeps it.
        """
        wanted = [f"{{*}}{name}" for name in names]
        if self._whole is not None:
            yield from self._whole.iter(*wanted)
            return
        reader = etree.XMLPullParser(("end",), tag=wanted, **xml.OPTIONS)
        for piece in _pieces(self._answer):
            came = self._came(reader, piece)
            for node in came[:1]:
                xml.require_shallow(node.getroottree().getroot(), self._answer.url)
            for node in came:
                yield node
                parent = node.getparent()
                inside = next(node.iterancestors(*wanted), None)
                if parent is not None and inside is None:
                    parent.remove(node)
        self.root = xml.local(reader.close())

    def _came(self, reader: Any, piece: bytes) -> list[etree._Element]:
        """What a piece brings to its end; the reading before built no tree to be deep."""
        try:
            reader.feed(piece)
            return [node for _event, node in reader.read_events()]
        except etree.XMLSyntaxError:
            name = self._answer.url
            raise Unreadable(xml.TOO_DEEP.format(name=name, most=xml.DEEPEST)) from None


class _Walk:
    """What is asked of a parser that makes no tree."""

    def __init__(self) -> None:
        self.doctype_came = False

    def doctype(self, *_said: Any) -> None:
        self.doctype_came = True

    def close(self) -> None:
        """A target must have it."""


def _pieces(answer: Answer) -> Iterator[bytes]:
    """Its octets, without what may stand before the first sign."""
    answer.body.seek(0)
    first = answer.body.read(PIECE).lstrip(b" \t\r\n")
    yield first
    while piece := answer.body.read(PIECE):
        yield piece


def _without_doctype(answer: Answer) -> Iterator[bytes]:
    """The pieces, each refused before any parser sees it: one that begins in a piece
    is whole, and so can do something, only with the next.
    """
    before = b""
    for piece in _pieces(answer):
        xml.refuse_doctype(before + piece, answer.url)
        yield piece
        before = piece[-LONGEST_SIGN * 4 :]
