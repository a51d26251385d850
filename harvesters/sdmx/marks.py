"""What a service says of the moment at which a dataflow last changed, and when it is believed.

Eurostat writes it in annotations of each dataflow, and so do we: with it the figures of
a flow that did not change need not be asked for.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

TYPES = ("UPDATE_DATA", "UPDATE_STRUCTURE")
Note = tuple[str, Iterable[str]]
"""The type of an annotation, and its texts."""

SURE = timedelta(hours=1)
"""What is younger may be told before the figures follow, or stand for two changes."""
VAGUE = timedelta(days=2)
"""The same for a day without its hour, or an hour without its zone."""
ROUND = 30
"""After so many days a flow is asked for its figures, whatever it says of them."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d\S*")


def among(notes: Iterable[Note]) -> dict[str, str]:
    """The moments that the annotations tell, by the type."""
    found = {}
    for name, texts in notes:
        if name in TYPES:
            said = (_MOMENT.search(text) for text in texts)
            found[name] = next((one[0][:40] for one in said if one), "")
    return found


def are_sure(told: dict[str, str]) -> bool:
    """Whether what was told when the figures last changed can be believed."""
    moment = _moment(told.get("UPDATE_DATA", ""))
    if moment is None:
        return False
    vague = moment.tzinfo is None
    return moment.replace(tzinfo=moment.tzinfo or UTC) < _now() - (
        VAGUE if vague else SURE
    )


def turn(key: str) -> int:
    """A number that rises every ``ROUND`` days, for each flow on another day."""
    return (_now().toordinal() + zlib.crc32(key.encode("utf-8", "replace"))) // ROUND


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _now() -> datetime:
    return datetime.now(UTC)
