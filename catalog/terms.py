"""Terms that end: what opens by itself, and what goes back to the legal office.

Counted in America/Bogota, where the last day still is closed. Run each hour and at the
start of a worker; running it twice changes nothing.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session, joinedload

from ..records import reading
from ..records.asset import Asset
from ..records.base import now
from ..records.classification import Classification
from ..records.person import Person
from ..records.publication import Publication
from ..schemas import spelling
from . import audit, decisions, publishing

Change = tuple[str, dict[str, Any], dict[str, Any]]
BATCH = 500  # terms that one transaction opens
REST = "El plazo terminó el {day}: se abrió como decía {act}."


def due(session: Session, today: date) -> list[Classification]:
    """Decisions in force whose last closed day has gone by, the oldest first."""
    return list(
        session.scalars(
            select(Classification)
            .where(Classification.ended.is_(None), Classification.ends < today)
            .order_by(Classification.ends, Classification.id)
        )
    )


def ending(session: Session, today: date, days: int) -> list[Classification]:
    """Decisions in force whose term or review comes within so many days."""
    last = today + timedelta(days=days)
    soon = Classification.ends.between(today, last)
    review = Classification.review.between(today, last)
    query = select(Classification).where(Classification.ended.is_(None), soon | review)
    return list(session.scalars(query.order_by(Classification.ends)))


def soonest(session: Session, most: int) -> list[str]:
    """The uids of what is published as closed and whose term ends first."""
    query = (
        select(Publication.uid)
        .join(Asset, Asset.uid == Publication.uid)
        .join(Classification, Classification.asset_id == Asset.id)
        .where(
            Classification.ended.is_(None),
            Classification.ends.is_not(None),
            Publication.superseded.is_(None),
            Publication.disclosure.in_(("index", "partial")),
            Publication.state.in_(reading.LIVE),
        )
        .order_by(Classification.ends, Classification.id)
    )
    return list(session.scalars(query.limit(most)))


def opening(
    session: Session, today: date, after: int = 0, most: int | None = None
) -> list[tuple[Asset, Classification]]:
    """What may open today: the decision says so, and nothing stands against it.

    Looks at no more than ``most`` decisions, those after the one of that number.
    """
    found = list(
        session.scalars(
            select(Classification)
            .where(
                Classification.ended.is_(None),
                Classification.ends < today,
                Classification.opens,
                Classification.id > after,
            )
            .order_by(Classification.id)
            .limit(most)
        )
    )
    assets = {
        one.id: one
        for one in session.scalars(
            select(Asset)
            .where(Asset.id.in_([one.asset_id for one in found]))
            .options(joinedload(Asset.organization))
        )
    }
    pairs = [(assets[one.asset_id], one) for one in found]
    return [pair for pair in pairs if against(*pair) is None]


def against(asset: Asset, decision: Classification) -> str | None:
    """What keeps an asset closed although its term has ended, in Spanish; or nothing."""
    if asset.personal_data in decisions.PRIVATE or asset.minors:
        return "tiene datos personales (Ley 1581 de 2012, art. 4 f)"
    if any(code.startswith("18-") for code in decision.articles):
        return "lo protege el artículo 18 de la Ley 1712, que no tiene plazo"
    if not decision.opens:
        return "la decisión no dice que se abra sola"
    return None


def waiting(session: Session, today: date) -> list[int]:
    """Where each batch of what ended begins: a transaction of its own for each."""
    ids = list(
        session.scalars(
            select(Classification.id)
            .where(
                Classification.ended.is_(None),
                Classification.ends < today,
                Classification.opens,
            )
            .order_by(Classification.id)
        )
    )
    return [one - 1 for one in ids[::BATCH]]


def run(
    session: Session, today: date, after: int = 0, most: int | None = None
) -> list[Asset]:
    """Open what may open today, decision and ledger in this one transaction.

    What may not open stays as it is: its entry says *término vencido* by its own date,
    and it heads the legal office's desk.
    """
    pairs = opening(session, today, after, most)
    if pairs:
        _decide(session, pairs)
        publishing.publish_opened(session, [asset for asset, _decision in pairs])
    return [asset for asset, _decision in pairs]


def _decide(session: Session, pairs: list[tuple[Asset, Classification]]) -> None:
    """End what ended, and put in its place, of the same act, that it is open."""
    moment = now()
    for _asset, decision in pairs:
        decision.ended = moment
    session.flush()  # of each asset one decision is in force
    rows = [
        {
            "asset_id": asset.id,
            "access_class": decisions.PUBLICA,
            "act": decision.act,
            "act_date": decision.act_date,
            "motivation": REST.format(
                day=spelling.long_date(decision.ends), act=decision.act
            ),
            "decided_by_id": decision.decided_by_id,
        }
        for asset, decision in pairs
    ]
    session.connection().execute(insert(Classification), rows)
    for person, theirs in _by_person(pairs):
        audit.record_many(session, person, "open_by_term", theirs)


def _by_person(
    pairs: list[tuple[Asset, Classification]],
) -> Iterator[tuple[Person, list[Change]]]:
    """What the history says, by who took the decision that ended."""
    found: dict[int, tuple[Person, list[Change]]] = {}
    for asset, decision in pairs:
        group = found.setdefault(decision.decided_by_id, (decision.decided_by, []))
        change = ({"class": decision.access_class}, {"class": decisions.PUBLICA})
        group[1].append((asset.uid, *change))
    yield from found.values()
