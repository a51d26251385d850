"""How often one may try: counted in the database, so that all processes count together."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from ...records.account import Attempt
from ...records.base import now
from ..refusals import TooMany
from . import seals


@dataclass(frozen=True)
class Limit:
    """At most ``most`` tries within ``minutes`` of the first."""

    name: str
    most: int
    minutes: int = 15


# An office shares one address, and a person is not shut out by a stranger elsewhere
# sooner than after fifty tries.
OF_BOTH = Limit("account and address", 10)
OF_ACCOUNT = Limit("account", 50)
OF_ADDRESS = Limit("address", 100)
OF_SECOND = Limit("second factor", 5)
OF_LETTERS = Limit("letters to one account", 3, 60)
OF_TOKENS = Limit("tokens", 60)
# Requests for information: a household or an office shares one address; the second is of
# all together, so that a flood from many does not fill the desk.
OF_REQUESTS = Limit("requests of one address", 10, 60)
OF_ALL_REQUESTS = Limit("requests of all", 300, 60)
OF_CODES = Limit("codes of requests", 20)


def spend(session: Session, limit: Limit, *what: str) -> None:
    """Count one try. Raises ``TooMany`` when there were more than the limit allows.

    Call it before looking whether the try is right: tries made at once count too.
    """
    if count(session, limit, *what) > limit.most:
        raise TooMany(limit.minutes)


def count(session: Session, limit: Limit, *what: str) -> int:
    """Count one try; how many there were within the limit's time."""
    moment = now()
    floor = moment - timedelta(minutes=limit.minutes)
    over = Attempt.since < floor
    values = {"key": _key(session, limit, what), "since": moment, "count": 1}
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    # Both databases write it alike; the two functions have no common face.
    insert: Any = sqlite.insert if is_sqlite else postgresql.insert
    statement = insert(Attempt).values(values)
    statement = statement.on_conflict_do_update(
        index_elements=[Attempt.key],
        set_={
            "since": case((over, moment), else_=Attempt.since),
            "count": case((over, 1), else_=Attempt.count + 1),
        },
    )
    tries: int = session.execute(statement.returning(Attempt.count)).scalar_one()
    return tries


def require_left(session: Session, limit: Limit, *what: str) -> None:
    """Raise ``TooMany`` if no try is left, without counting one."""
    found = session.execute(
        select(Attempt.since, Attempt.count.label("tries")).where(
            Attempt.key == _key(session, limit, what)
        )
    ).one_or_none()
    floor = now() - timedelta(minutes=limit.minutes)
    if found is not None and found.since >= floor and found.tries >= limit.most:
        raise TooMany(limit.minutes)


def forget(session: Session, limit: Limit, *what: str) -> None:
    """Begin to count anew: the right person came."""
    key = _key(session, limit, what)
    session.execute(delete(Attempt).where(Attempt.key == key))


def _key(session: Session, limit: Limit, what: tuple[str, ...]) -> str:
    said = "\x1f".join([limit.name, *(one.strip().casefold() for one in what)])
    return seals.keyed(session, said)
