"""A message of SDMX in any form, opened by its first signs and not by its name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain

from ...schemas.tables import Unreadable
from .. import jsonstream, xml
from ..answers import Answer
from ..xmlstream import Stream
from . import csvform, jsonform, xmlform
from .flow import Flow

SAID = "«{name}» respondió con un error de SDMX: {text}"
BROKEN = (
    "«{name}» no es un CSV de SDMX: su primera columna no es STRUCTURE ni DATAFLOW."
)


def listed(answer: Answer) -> Iterator[Flow]:
    """The dataflows of a list, as they are read; all at once where that cannot be.

    Raises ``Unreadable``: before the first of them where the answer is no list.
    """
    first = answer.start(400)[:1]
    read: Iterator[Flow] = iter(())
    if first == b"{":
        read = jsonform.listed(answer)
    elif first == b"<":
        read = _of_xml(answer)
    with suppress(Unreadable):
        for one in read:
            return chain([one], read)
    return iter(flows(answer))


def _of_xml(answer: Answer) -> Iterator[Flow]:
    found = Stream(answer).nodes("Dataflow")
    yield from filter(None, map(xmlform.flow, found))


def flows(answer: Answer) -> list[Flow]:
    """The dataflows that a message holds. Raises ``Unreadable``."""
    first = answer.start(400)
    if first.startswith((b"{", b"[")):
        return list(jsonform.flows(jsonstream.whole(answer)))
    text = answer.text() if first.lstrip(b'"').startswith((b"STRU", b"DATAF")) else ""
    if csvform.is_one(text.lstrip("\ufeff")):
        return csvform.flows(text.lstrip("\ufeff"))
    if answer.url.lower().endswith(".csv"):
        raise Unreadable(BROKEN.format(name=answer.url))
    root = xml.document(answer)
    if xml.local(root) == "Error":
        raise Unreadable(SAID.format(name=answer.url, text=xml.text(root)[:200]))
    return list(xmlform.flows(root))
