"""The groups of things that wait, by role: which records, since when, what is urgent."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.base import now
from ..records.classification import Classification
from ..records.comment import Comment
from . import broken_links, door, sifting
from . import waiting_texts as texts

PATIENCE = timedelta(days=5)  # what waits longer for a review or a decision is urgent
LATE = timedelta(days=90)  # an update that is later than this is urgent
SOON = timedelta(days=60)  # a term that ends before is told
URGENT_TERM = timedelta(days=15)


@dataclass(frozen=True)
class Group:
    """``asked`` are the questions of the list that holds the whole group; ``does`` is
    the code of the verb, ``tell`` says why of each.
    """

    name: str
    label: str
    where: list[ColumnElement[bool]]
    urgent: ColumnElement[bool] | bool
    since: Any
    does: str
    asked: dict[str, str]
    tell: Callable[[Session, list[Row[Any]]], dict[str, str]]


def producing(own: list[ColumnElement[bool]]) -> Iterable[Group]:
    """What the records of one's own office ask of who produces."""
    state = Asset.workflow_state
    remarked = Asset.id.in_(select(Comment.asset_id).where(Comment.settled.is_(None)))
    yield Group(
        "returned",
        "devueltos",
        [*own, state == "returned"],
        True,
        Asset.moved,
        "correct",
        {"state": "returned"},
        texts.reasons,
    )
    yield Group(
        "remarked",
        "con comentarios",
        [*own, remarked, state != "returned", state != "withdrawn"],
        False,
        Asset.moved,
        "answer",
        {"comments": sifting.YES},
        texts.remarks,
    )
    yield from _keeping(own, ~remarked)


def _keeping(
    own: list[ColumnElement[bool]], quiet: ColumnElement[bool]
) -> Iterable[Group]:
    """What nobody asks for, and has to be done all the same."""
    state, today = Asset.workflow_state, door.today()
    yield Group(
        "overdue",
        "sin actualizar",
        [*own, state == "published", Asset.due < today],
        Asset.due < today - LATE,
        Asset.due,
        "update",
        {"state": "published", "overdue": sifting.YES},
        texts.frequency,
    )
    yield Group(
        "broken",
        "con enlaces rotos",
        [*own, state == "published", Asset.id.in_(broken_links.holders())],
        False,
        Asset.moved,
        "mend",
        {"state": "published", "links": sifting.YES},
        texts.dead_links,
    )
    yield Group(
        "draft",
        "en borrador",
        [*own, state == "draft", quiet],
        False,
        Asset.modified,
        "complete",
        {"state": "draft"},
        texts.lacking,
    )


def planning() -> Iterable[Group]:
    """What waits for review and for publication."""
    state, long_ago = Asset.workflow_state, now() - PATIENCE
    yield Group(
        "submitted",
        "por revisar",
        [state == "submitted"],
        Asset.moved < long_ago,
        Asset.moved,
        "review",
        {"state": "submitted"},
        texts.offices,
    )
    yield Group(
        "publishable",
        "por publicar",
        [state == "approved", decided()],
        False,
        Asset.moved,
        "publish",
        {"state": "approved"},
        texts.offices,
    )


def deciding() -> Iterable[Group]:
    """What waits for the legal office."""
    yield Group(
        "undecided",
        "sin decisión",
        [
            Asset.workflow_state == "approved",
            ~decided(),
        ],
        Asset.moved < now() - PATIENCE,
        Asset.moved,
        "decide",
        {"access_class": sifting.UNDECIDED, "state": "approved"},
        texts.proposals,
    )
    ending = select(Classification.asset_id).where(
        Classification.ended.is_(None), Classification.ends <= door.today() + SOON
    )
    near = ending.where(Classification.ends <= door.today() + URGENT_TERM)
    yield Group(
        "ending",
        "con término que vence",
        [Asset.id.in_(ending), Asset.workflow_state != "withdrawn"],
        Asset.id.in_(near),
        Asset.moved,
        "decide",
        {"access_class": "reservada"},
        texts.terms,
    )


def decided() -> ColumnElement[bool]:
    """Whether a decision on the record is in force: one always is since the first."""
    return Asset.decided.is_(True)
