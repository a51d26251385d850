"""Indicator sheets as a source: a folder of workbooks, or one of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...schemas.harvest import Found, Item, Order
from . import mapping, reading
from .reading import Book

VERSION = "1"
GONE = "El archivo ya no se pudo abrir."


def read(order: Order, http: Any) -> Iterator[Item]:  # noqa: ARG001 - nothing is fetched
    """One item a workbook. Raises ``Unreadable`` where there is none."""
    for book in reading.read(Path(order.location)):
        yield _item(book)


def map(item: Item) -> Found:  # noqa: A001 - the word of every harvester
    """The draft of a workbook, or why it is none."""
    return mapping.draft(item.content)


def _item(book: Book) -> Item:
    try:
        with book.path.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return Item(book.name, book.name, problem=GONE)
    return Item(book.name, book.name, digest, book)
