"""Every record of the demo, in an order in which relations look back, never ahead."""

from collections.abc import Iterator

from .datasets import datasets
from .documents import documents
from .entries import Entry
from .example import example
from .indicators import indicators
from .processes import processes
from .restricted import restricted


def records() -> Iterator[Entry]:
    yield from documents()
    yield from processes()
    yield from datasets()
    yield from indicators()
    yield from example()
    yield from restricted()
