"""What may be asked of a list of working records: filters, as conditions on ``Asset``."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, case, exists, false, func, or_, select
from sqlalchemy.orm import Session

from ..records.asset import KINDS, WORKFLOW, Asset
from ..records.asset_word import AssetWord
from ..records.classification import CLASSES, Classification
from ..records.comment import Comment
from ..records.organization import Organization
from ..records.person import Person
from ..records.planning import unindexed
from ..records.revision import Revision
from ..schemas import vocabularies
from ..schemas.texts import one_line
from . import broken_links, decisions, door, indexing, sight
from .quality.working import BITS, MOST
from .refusals import Refusal

CURRENT = "current"
UNDECIDED = "sin_decision"
QUALITIES = tuple(str(n) for n in range(MOST + 1))
YES = "si"
MOST_WORDS = 8
BEGINNING = 3  # letters
HIGH = "\U0010ffff"


@dataclass(frozen=True)
class Sieve:
    """What is asked of a list; what is empty asks nothing."""

    words: str = ""
    kind: str = ""
    state: str = ""
    organization: str = ""
    theme: str = ""
    access_class: str = ""
    quality: str = ""
    lacks: str = ""
    mine: str = ""
    comments: str = ""
    overdue: str = ""
    links: str = ""

    def without(self, *names: str) -> "Sieve":
        """The same, with these questions left out."""
        return replace(self, **dict.fromkeys(names, ""))

    @property
    def outside(self) -> bool:
        """Whether it asks of more than the record itself."""
        elsewhere = self.access_class not in ("", UNDECIDED)
        return bool(self.words or self.mine or self.comments or self.links or elsewhere)

    @property
    def asked(self) -> dict[str, str]:
        """The questions that are asked, in their order."""
        said = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: value for name, value in said if value}


CLOSED: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "state": WORKFLOW,
    "access_class": (*CLASSES, UNDECIDED),
    "quality": QUALITIES,
    "lacks": (*BITS, CURRENT),
    "mine": (YES,),
    "comments": (YES,),
    "overdue": (YES,),
    "links": (YES,),
}


def sieve(given: Mapping[str, str]) -> Sieve:
    """Read what was asked. Raises ``Refusal`` for what is in no list."""
    values = {one.name: one_line(given.get(one.name, "")) for one in fields(Sieve)}
    for name, listed in CLOSED.items():
        if values[name] and values[name] not in listed:
            raise Refusal(
                f"No hay ningún filtro «{values[name][:40]}». Los que hay son: "
                f"{', '.join(listed)}."
            )
    theme = values["theme"]
    if theme and theme not in vocabularies.get("themes").terms:
        raise Refusal(f"No hay el tema «{theme[:40]}». Escójalo en la lista.")
    return Sieve(**values)


def conditions(
    session: Session, person: Person, asked: Sieve, *, spread: bool = False
) -> list[ColumnElement[bool]]:
    """What a record must fulfil: that this person may see it, and all that is asked.

    Where it is ``spread`` over columns that no index begins with, SQLite reads all of
    the index that holds them all, and does not fetch the records one by one.
    """
    office: Any = unindexed(Asset.organization_id) if spread else Asset.organization_id
    state: Any = unindexed(Asset.workflow_state) if spread else Asset.workflow_state
    chosen = [sight.visible(session, person, office), *_said(asked, spread=spread)]
    if asked.words:
        chosen += named(asked.words)
    if asked.organization:
        chosen.append(office.in_(_below(session, asked.organization)))
    if asked.access_class:
        chosen.append(_decided(asked.access_class))
    if asked.mine:
        chosen.append(_touched(person))
    if asked.comments:
        chosen.append(NUMBER.in_(select(Comment.asset_id).where(_open())))
    if asked.lacks:
        chosen.append(~passed(asked.lacks))
    if asked.overdue:
        chosen.append(Asset.due < door.today())
    if asked.links:
        chosen.append(NUMBER.in_(broken_links.holders()))
    if asked.lacks or asked.overdue or asked.links:
        chosen.append(state.in_(LIVING))
    return chosen


def _said(asked: Sieve, *, spread: bool) -> list[ColumnElement[bool]]:
    """What has to stand in a column of the record."""
    wanted: list[tuple[Any, str]] = [
        (Asset.kind, asked.kind),
        (Asset.workflow_state, asked.state),
        (Asset.theme, asked.theme),
    ]
    chosen: list[ColumnElement[bool]] = [
        (unindexed(column) if spread else column) == value
        for column, value in wanted
        if value
    ]
    if asked.quality:
        chosen.append(points() == int(asked.quality))
    return chosen


# Not the bare number: the list is then read from its index alone, and what may be as
# many as the records themselves is asked of each, instead of the other way round.
NUMBER: Any = unindexed(Asset.id)
LIVING = ("draft", "submitted", "returned", "approved", "published")


def named(text: str) -> list[ColumnElement[bool]]:
    """Each word, or its beginning, stands in the record's name or code. What is
    shorter than a beginning is a whole word.
    """
    wanted = indexing.words(text)[:MOST_WORDS]
    telling = [one for one in wanted if one not in indexing.STOP] or wanted
    if not telling:
        return [Asset.id.is_(None)]
    return [Asset.id.in_(select(AssetWord.asset_id).where(_is(one))) for one in telling]


def _is(word: str) -> ColumnElement[bool]:
    if len(word) < BEGINNING:
        return AssetWord.word == word
    return and_(AssetWord.word >= word, AssetWord.word < word + HIGH)


def points(today: date | None = None) -> ColumnElement[int]:
    """The quality of a record as of today, from 0 to 5."""
    whole = Asset.points + case((on_time(today), 1), else_=0)
    return cast("ColumnElement[int]", whole)


def on_time(today: date | None = None) -> ColumnElement[bool]:
    """Whether what was due has come."""
    undated = and_(Asset.due.is_(None), Asset.timely.is_(True))
    return or_(undated, Asset.due >= (today or door.today()))


def passed(check: str) -> ColumnElement[bool]:
    """Whether a record passes one of the five checks."""
    if check == CURRENT:
        return func.coalesce(on_time(), false())
    bits = Asset.passes.bitwise_and(BITS[check])
    return func.coalesce(bits, 0) > 0


def _open() -> ColumnElement[bool]:
    return Comment.settled.is_(None)


def _below(session: Session, code: str) -> set[int]:
    top = session.scalar(select(Organization.id).where(Organization.code == code))
    if top is None:
        raise Refusal(f"No hay ninguna dependencia con el código «{code[:60]}».")
    return sight.unit(session, top)


def _decided(access_class: str) -> ColumnElement[bool]:
    """What the decision in force says. What is closed is little, and is looked up;
    what is open is much, and is asked of each record.
    """
    if access_class == UNDECIDED:
        return Asset.decided.is_(False)
    in_force = Classification.ended.is_(None)
    decided = exists().where(Classification.asset_id == Asset.id, in_force)
    same: ColumnElement[bool] = Classification.access_class == access_class
    if access_class == decisions.PUBLICA:
        open_ones: ColumnElement[bool] = decided.where(same)
        return open_ones
    closed: ColumnElement[bool] = NUMBER.in_(
        select(Classification.asset_id).where(same, in_force)
    )
    return closed


def _touched(person: Person) -> ColumnElement[bool]:
    own: ColumnElement[bool] = NUMBER.in_(
        select(Revision.asset_id).where(Revision.person == person.code)
    )
    return own
