"""How fast one connection may search: a bucket for each address, so a crawler waits.

The address is that of the connection; behind proxies, what ``TUMBAGA_PROXIES`` says of
them (``ProxyFix``, in the application). Nothing about who asks is kept.
"""

import time
from collections import OrderedDict
from threading import Lock

from flask import abort, request

from ..request import house

PACED = {
    "window.results",
    "window.listed",
    "window.suggestions",
    "window.variable",
}
RECORDS = 250  # of a long list, that weigh as much as a question
MOST_KEPT = 20_000  # addresses; the longest silent are forgotten


class Buckets:
    """``each`` questions a minute, as many at once; a full bucket need not be kept."""

    def __init__(self) -> None:
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(
        self, name: str, each: int, now: float | None = None, *, drops: int = 1
    ) -> bool:
        """Take some drops; False when the bucket is empty.

        Who takes more than there is may, and then waits until it is filled again.
        """
        now = time.monotonic() if now is None else now
        with self._lock:
            left, seen = self._left.pop(name, (float(each), now))
            left = min(float(each), left + (now - seen) * each / 60)
            allowed = left >= 1
            self._left[name] = (left - drops if allowed else left, now)
            while len(self._left) > MOST_KEPT:
                self._left.popitem(last=False)
        return allowed


BUCKETS = Buckets()


def keep_long(records: int) -> None:
    """Refuse too many long lists (429): they have a bucket of their own, so who took one
    may go on searching.
    """
    each = house().settings.questions_a_minute
    name = f"{house().settings.data}\x1f{request.remote_addr}\x1flong"
    if each and not BUCKETS.take(name, each, drops=1 + records // RECORDS):
        abort(429)


def keep() -> None:
    """Refuse what comes too fast (429, RFC 6585 section 4)."""
    if request.endpoint not in PACED:
        return
    each = house().settings.questions_a_minute
    name = f"{house().settings.data}\x1f{request.remote_addr}"
    if each and not BUCKETS.take(name, each):
        abort(429)
