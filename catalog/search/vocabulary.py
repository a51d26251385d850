"""The desk's own synonyms, and the vocabulary's that it suspends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...records.base import now
from ...records.person import Person
from ...records.synonym import Synonym
from ...schemas import vocabularies
from ...schemas.errors import Problem
from ...schemas.texts import one_line
from .. import access, audit
from ..refusals import Incomplete, NotFound, WrongState
from .analysis import stems
from .spanish import clean, fold
from .synonyms import LONGEST_KEY

LONGEST = 120
MOST = 12


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as the desk reads it; ``own``: the desk's, not the vocabulary's, of
    which some are ``off``.
    """

    word: str
    also: tuple[str, ...]  # other spellings of the word, only in the vocabulary
    meanings: tuple[str, ...]
    both: bool
    own: bool
    acronym: bool = False
    off: bool = False


def add(
    session: Session,
    word: str,
    meanings: Sequence[str],
    *,
    both_ways: bool = False,
    by: Person,
) -> Synonym:
    """Say what a word also means, or say it anew. Raises ``Incomplete``."""
    access.require(by, "enrich", None)
    word, said = one_line(word), [one_line(one) for one in meanings]
    said = list(dict.fromkeys(one for one in said if one))
    problems = [*_of_word(word), *_of_meanings(word, said)]
    if problems:
        raise Incomplete("El sinónimo tiene datos por corregir.", problems)
    found = _find(session, word)
    before = {} if found is None else _told(found)
    one = found or Synonym(folded=_folded(word))
    one.word, one.meanings, one.both_ways = word, said, both_ways
    one.suspended = False
    one.modified = now()
    session.add(one)
    session.flush()
    audit.record(session, by, "enrich", one.uid, before=before, after=_told(one))
    return one


def remove(session: Session, word: str, *, by: Person) -> None:
    """Take back what the desk said of a word. Raises ``NotFound``."""
    access.require(by, "enrich", None)
    one = _find(session, word)
    if one is None or one.suspended:
        raise NotFound(
            f"«{one_line(word)}» no está entre los sinónimos de la dependencia. Los del "
            "vocabulario vienen con el catálogo: suspéndalos, o agregue la palabra para "
            "cambiarlos."
        )
    audit.record(session, by, "enrich", one.uid, before=_told(one))
    session.delete(one)
    session.flush()


def suspend(session: Session, word: str, *, by: Person) -> Line:
    """Let the search take this word of the vocabulary for nothing else, for a time."""
    access.require(by, "enrich", None)
    found = get(session, word)
    if found is None:
        raise NotFound(
            f"«{one_line(word)}» no está entre las palabras del catálogo. Revise cómo "
            "está escrita en la lista."
        )
    if found.own:
        raise WrongState(
            f"«{found.word}» es de la dependencia. Si ya no vale, quítela de la lista."
        )
    if found.off:
        return found
    one = Synonym(folded=_folded(found.word), word=found.word, meanings=[])
    one.suspended = True
    session.add(one)
    session.flush()
    audit.record(session, by, "enrich", one.uid, before={}, after=_told(one))
    return replace(found, off=True)


def resume(session: Session, word: str, *, by: Person) -> Line:
    """Let a suspended word count again as the vocabulary says. Raises ``NotFound``."""
    access.require(by, "enrich", None)
    found = get(session, word)
    one = _find(session, found.word) if found else None
    if found is None or one is None or not one.suspended:
        raise NotFound(f"«{one_line(word)}» no está suspendida: ya cuenta.")
    audit.record(session, by, "enrich", one.uid, before=_told(one))
    session.delete(one)
    session.flush()
    return replace(found, off=False)


def listed(session: Session) -> list[Synonym]:
    """What the desk has added, by word."""
    query = select(Synonym).where(Synonym.suspended.is_(False))
    return list(session.scalars(query.order_by(Synonym.folded)))


def suspended(session: Session) -> frozenset[str]:
    """The words of the vocabulary that are switched off."""
    return frozenset(session.scalars(select(Synonym.word).where(Synonym.suspended)))


def everything(session: Session, words: str = "", *, own: bool = False) -> list[Line]:
    """All that the search takes for the same, by word; the desk's own stand in place
    of the vocabulary's. ``words`` and ``own`` narrow the list.
    """
    added = [
        Line(one.word, (), tuple(one.meanings), one.both_ways, True)
        for one in listed(session)
    ]
    mine = {stems(one.word) for one in added}
    off = suspended(session)
    shipped = [
        replace(one, off=one.word in off)
        for one in (() if own else _shipped())
        if stems(one.word) not in mine
    ]
    sought = _plainly(words)
    lines = [one for one in (*added, *shipped) if sought in _plainly(_all_of(one))]
    return sorted(lines, key=lambda one: _plainly(one.word))


def get(session: Session, word: str) -> Line | None:
    """The entry of this word, whoever wrote it."""
    key = stems(word)
    lines = (one for one in everything(session) if stems(one.word) == key)
    return next(lines, None)


def _shipped() -> list[Line]:
    return [
        Line(
            term.es,
            tuple(one for one in term.extra["aliases"].split("|") if one),
            tuple(term.extra["means"].split("|")),
            term.extra["way"] == "ambas",
            False,
            term.extra["type"] == "sigla",
        )
        for term in vocabularies.get("synonyms")
    ]


def _all_of(one: Line) -> str:
    return " ".join((one.word, *one.also, *one.meanings))


def _find(session: Session, word: str) -> Synonym | None:
    return session.scalar(select(Synonym).where(Synonym.folded == _folded(word)))


def _folded(word: str) -> str:
    return _plainly(word)[:LONGEST]


def _plainly(text: str) -> str:
    return " ".join(fold(part) for part in clean(text).split())


def _told(one: Synonym) -> dict[str, object]:
    said = {"word": one.word, "meanings": one.meanings, "both_ways": one.both_ways}
    return {**said, "suspended": True} if one.suspended else said


def _of_word(word: str) -> list[Problem]:
    if not 0 < len(stems(word)) <= LONGEST_KEY or len(word) > LONGEST:
        return [
            Problem(
                "word",
                "Palabra",
                word[:LONGEST],
                f"Escriba la palabra que usa la gente: de una a {LONGEST_KEY} palabras.",
            )
        ]
    return []


def _of_meanings(word: str, said: Sequence[str]) -> list[Problem]:
    wrong = [one for one in said if not stems(one) or len(one) > LONGEST]
    same = [one for one in said if stems(one) == stems(word)]
    if said and len(said) <= MOST and not wrong and not same:
        return []
    shown = ", ".join(wrong or same or said)[:LONGEST]
    return [
        Problem(
            "meanings",
            "Significados",
            shown,
            f"Escriba de uno a {MOST} nombres con que el catálogo llama a lo mismo, "
            "distintos de la palabra.",
        )
    ]
