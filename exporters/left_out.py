"""What happens to a record that a format cannot write: it breaks nothing.

It is left out of the answer and logged with its cause. Whoever keeps the list for the
administrator hears the log: the record and the format are in ``left_out``.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

CANNOT = "%s cannot be written as %s"
log = logging.getLogger("tumbaga.left_out")


class Known(Protocol):
    """A record, or what was made of one: it says which row of the ledger it is of."""

    @property
    def uid(self) -> str: ...
    @property
    def seq(self) -> int: ...


One = TypeVar("One", bound=Known)
Made = TypeVar("Made")


def seen(record: Known, form: str) -> dict[str, tuple[str, int, str]]:
    """What the log says besides: ``log.exception(CANNOT, …, extra=seen(…))``."""
    return {"left_out": (record.uid, record.seq, form)}


def each(
    things: Iterable[One], make: Callable[[One], Made], form: str
) -> Iterator[Made]:
    """What is made of each, whole; what cannot be made is left out."""
    for one in things:
        try:
            made = make(one)
        except Exception:
            log.exception(CANNOT, one.uid, form, extra=seen(one, form))
            continue
        yield made
