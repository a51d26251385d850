"""Long lists in XML, element by element: the document is never whole in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from . import xml
from .answers import PIECE, Answer

LONGEST_SIGN = 64
"""More bytes than what is looked for takes, in any width of the characters."""


def is_sound(answer: Answer) -> bool:
    """Whether the document is one, to its end, and holds nothing suspicious.

    What is not sound is to be opened as a whole, which mends it or says what is wrong.
    """
    depth = 0
    try:
        _refuse_doctype(answer)
        for event, node in _walk(answer, ("start", "end")):
            depth += 1 if event == "start" else -1
            if depth > xml.DEEPEST:
                return False
            if event == "end":
                _forget(node)
    except (etree.XMLSyntaxError, ValueError):
        return False
    return True


def elements(answer: Answer, name: str) -> Iterator[etree._Element]:
    """The elements of a local name, each forgotten when the next one is asked for."""
    for _event, node in _walk(answer, ("end",), f"{{*}}{name}"):
        yield node
        _forget(node)


def _walk(answer: Answer, events: Any, tag: str | None = None) -> Any:
    answer.body.seek(0)
    return etree.iterparse(
        answer.body,
        events,
        tag=tag,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )


def _forget(node: etree._Element) -> None:
    """Empty an element, and take out those before it."""
    node.clear()
    parent = node.getparent()
    while parent is not None and node.getprevious() is not None:
        del parent[0]


def _refuse_doctype(answer: Answer) -> None:
    answer.body.seek(0)
    before = b""
    while piece := answer.body.read(PIECE):
        xml.refuse_doctype(before + piece, answer.url)
        before = piece[-LONGEST_SIGN:]
