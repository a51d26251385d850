"""Records that look like one that is about to be: by the words of its title or code.

What is public is asked of the search index; working records of the table of words of
titles, within what the person may see.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.person import Person
from ..records.title_word import words_of
from ..schemas import vocabularies
from . import sight, title_words
from .search import Index, Question
from .workflow import STATE_NAMES

SHOWN = 6
ALIKE = 0.4
"""The share of all the words of two titles that both must have."""


@dataclass(frozen=True)
class Similar:
    """``address`` is its page at the desk, or in the window where only that is known."""

    uid: str
    title: str
    code: str
    kind: str
    state: str
    address: str
    likeness: float

    @property
    def kind_label(self) -> str:
        return vocabularies.get("kinds").label(self.kind)


def like(session: Session, index: Index, person: Person, title: str) -> list[Similar]:
    """The records most like a title or a code, the nearest first."""
    words = words_of(title)
    if not words:
        return []
    found = {one.uid: one for one in _public(session, index, title, words)}
    found |= {one.uid: one for one in _working(session, person, words)}
    near = [one for one in found.values() if one.likeness >= ALIKE]
    return sorted(near, key=lambda one: (-one.likeness, one.title))[:SHOWN]


def _working(session: Session, person: Person, words: list[str]) -> list[Similar]:
    units = sight.units(session, person)
    ids = title_words.sharing(session, words, units)
    columns = (Asset.uid, Asset.title, Asset.code, Asset.kind, Asset.workflow_state)
    rows = session.execute(select(*columns).where(Asset.id.in_(ids)))
    return [
        Similar(
            row.uid,
            row.title,
            row.code,
            row.kind,
            STATE_NAMES[row.workflow_state],
            f"/escritorio/registros/{row.uid}",
            _likeness(words, row.title, row.code),
        )
        for row in rows
    ]


def _public(
    session: Session, index: Index, title: str, words: list[str]
) -> list[Similar]:
    page = index.search(Question(title[:200], size=SHOWN), session)
    return [
        Similar(
            hit.uid,
            str(hit.record.document.get("title", "")),
            str(hit.record.document.get("code", "")),
            hit.record.kind,
            STATE_NAMES["published"],
            hit.record.path,
            _likeness(
                words,
                str(hit.record.document.get("title", "")),
                str(hit.record.document.get("code", "")),
            ),
        )
        for hit in page.hits
        if hit.record.kind != "organization"
    ]


def _likeness(words: list[str], title: str, code: str) -> float:
    """How much of both has the other; all of it where what was typed is the code."""
    typed, theirs = set(words), set(words_of(title))
    own = set(words_of(code))
    if own and own <= typed:
        return 1.0
    both = typed | theirs
    return len(typed & theirs) / len(both) if both else 0.0
