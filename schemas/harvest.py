"""What a harvester finds, as it hands it over: one item of the source, or its problem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from .tables import Entry


@dataclass(frozen=True, slots=True)
class Found:
    """``name`` is the source's own word for the item, such as a file name.

    ``organization`` is what the item says of its producer, for the catalogue to look up.
    An item without an entry says in ``problem`` why it is none.
    """

    name: str
    entry: Entry | None = None
    problem: str = ""
    organization: str = ""


class Harvester(Protocol):
    """A module of a kind of source."""

    def read(self, source: Path) -> Iterator[Any]:
        """Their items, one by one; raises ``Unreadable`` if the source is none."""

    def map(self, item: Any) -> Found:
        """One item in our words, or its problem. Raises nothing."""
