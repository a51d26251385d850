"""Words that no vocabulary of ours has: listed for a person, who chooses once."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...records.harvest import HarvestItem
from ...records.harvest_words import HarvestTerm
from ...records.person import Person
from ...schemas import vocabularies
from ...schemas.harvest import Unmapped
from ...schemas.vocabularies import fold
from .. import access, audit
from ..refusals import NotFound, Refusal
from . import rereading

LONGEST = 300
LEFT_OUT = "{label}: «{given}» no está en nuestra lista y no se guardó."
LABELS = {
    "themes": "Tema",
    "licences": "Licencia",
    "frequencies": "Frecuencia",
    "media_types": "Formato",
    "languages": "Idioma",
    "territories": "Territorio",
    "document_types": "Tipo de documento",
}


def chosen(session: Session) -> dict[tuple[str, str], str]:
    """What people chose: ``(vocabulary, folded word)`` to a code, blank for none."""
    found = session.scalars(select(HarvestTerm).where(HarvestTerm.code.is_not(None)))
    return {(one.vocabulary, one.folded): one.code or "" for one in found}


def translated(
    data: Mapping[str, Any],
    unmapped: Iterable[Unmapped],
    known: Mapping[tuple[str, str], str],
) -> tuple[dict[str, Any], list[Unmapped]]:
    """The data with the chosen terms in their places, and the words that are left."""
    values, left = dict(data), []
    for one in unmapped:
        code = known.get((one.vocabulary, fold(one.given)[:LONGEST]))
        if code is None:
            left.append(one)
        elif code:
            values = _put(values, one.field.split("."), code)
    return values, left


def told(one: Unmapped) -> str:
    label = LABELS.get(one.vocabulary, one.vocabulary)
    return LEFT_OUT.format(label=label, given=one.given[:120])


def remember(session: Session, words: Iterable[Unmapped]) -> None:
    """Count the words that nobody has chosen a term for."""
    for one in words:
        folded = fold(one.given)[:LONGEST]
        if not folded:
            continue
        found = _find(session, one.vocabulary, folded)
        if found is None:
            found = HarvestTerm(
                vocabulary=one.vocabulary,
                folded=folded,
                given=one.given[:LONGEST],
                times=0,
            )
            session.add(found)
            session.flush()
        found.times += 1


def listed(session: Session) -> list[HarvestTerm]:
    """The words without a choice, the most used first."""
    query = select(HarvestTerm).where(HarvestTerm.code.is_(None))
    return list(
        session.scalars(query.order_by(HarvestTerm.times.desc(), HarvestTerm.folded))
    )


def choose(
    session: Session, vocabulary: str, given: str, term: str, *, by: Person
) -> HarvestTerm:
    """Choose the term for a word; ``term`` blank means that none of ours fits.

    Raises ``NotFound`` for a word that never came, ``Refusal`` for a term that is not
    in the vocabulary.
    """
    access.require(by, "steer", None)
    found = _find(session, vocabulary, fold(given)[:LONGEST])
    if found is None:
        raise NotFound(f"Ninguna fuente ha traído «{given}» en esa lista.")
    known = vocabularies.get(vocabulary).find(term) if term else None
    if term and known is None:
        raise Refusal(f"«{term}» no está en la lista {vocabulary}.")
    found.code = known.code if known else ""
    rereading.ask(session, _with_word(session, found))
    after = {"vocabulary": vocabulary, "given": found.given, "term": found.code}
    audit.record(session, by, "translate", f"term:{found.id}", after=after)
    return found


def _with_word(session: Session, word: HarvestTerm) -> list[int]:
    """The items in whose report the word is told as left out."""
    said = f"«{word.given[:120]}»"
    rows = session.execute(
        select(HarvestItem.id, HarvestItem.remarks).where(
            HarvestItem.state == "present"
        )
    )
    return [number for number, remarks in rows if any(said in one for one in remarks)]


def _find(session: Session, vocabulary: str, folded: str) -> HarvestTerm | None:
    return session.scalar(
        select(HarvestTerm).where(
            HarvestTerm.vocabulary == vocabulary, HarvestTerm.folded == folded
        )
    )


def _put(values: Any, path: list[str], code: str) -> Any:
    """A copy with a term at a path; a list without a place gets it at its end."""
    if not path:
        return code
    if isinstance(values, list):
        if path[0].isdigit() and int(path[0]) < len(values):
            place = int(path[0])
            inner = _put(values[place], path[1:], code)
            return [*values[:place], inner, *values[place + 1 :]]
        return [*values, code]
    head, rest = path[0], path[1:]
    kept = dict(values) if isinstance(values, Mapping) else {}
    empty: Any = [] if rest and rest[0].isdigit() else {}
    return {**kept, head: _put(kept.get(head, empty), rest, code)}
