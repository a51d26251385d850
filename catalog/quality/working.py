"""The quality of a working record, so that lists can be sifted by it on any later day.

What a record says does not change by itself; whether it is up to date does. So the
points of the other checks are kept, and the day until which it is up to date.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ...schemas import disclosure
from .assessment import WEIGHTS
from .completeness import complete
from .documentation import documented, reachable
from .freshness import expected
from .reuse import reusable

MOST = sum(WEIGHTS.values())
# The checks that do not hang on the day; each is a bit of ``passes``.
BITS = {"complete": 1, "reusable": 2, "documented": 4, "reachable": 8}


@dataclass(frozen=True)
class Weight:
    """``points`` without the check that hangs on the day, and ``passes`` which they
    are for; ``due`` is the last day on which that one passes, and without a day
    ``timely`` says whether it does.
    """

    points: int
    passes: int
    due: date | None
    timely: bool


def weigh(
    record: Any, modified: datetime, broken: frozenset[str] = frozenset()
) -> Weight:
    """Ask a working record what would be asked of it if it were public as it stands."""
    document = {**disclosure.full(record), "kind": record.kind}
    checks = (
        complete(document),
        reusable(document, broken),
        documented(document),
        reachable(document),
    )
    passed = [one.key for one in checks if one.passed]
    due, timely = expected(document, modified)
    points = sum(WEIGHTS[key] for key in passed)
    return Weight(points, sum(BITS[key] for key in passed), due, timely)
