"""All the indicators of the demo, from their three sources."""

from collections.abc import Iterator

from .diagnosis import diagnosis_indicators
from .entries import Entry
from .plan import plan_indicators
from .sheets import sheet_indicators


def indicators() -> Iterator[Entry]:
    yield from diagnosis_indicators()
    yield from plan_indicators()
    yield from sheet_indicators()
