"""Suggestions while typing: titles and names of current rows, never words of the index."""

from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from ...records.reading import KNOWN, PublicRecord, by_uids
from .analysis import tokens
from .answering import terms_of
from .documents import title_of
from .engines.base import AnyOf, Ask, Clause, Snapshot, Term
from .question import Word, parse
from .results import Suggestion
from .spanish import clean
from .words import Words

LONGEST = 120
AT_ONCE = 4  # titles are looked through, for the words must stand in the title


def suggest(
    snapshot: Snapshot,
    words: Callable[[], Words],
    typed: str,
    hidden: frozenset[str],
    session: Session,
    limit: int,
) -> tuple[Suggestion, ...]:
    wanted = parse(clean(typed[:LONGEST]).strip()).words
    if not wanted:
        return ()
    must = (*map(_clause, wanted[:-1]), _begun(wanted[-1], words()))
    ask = Ask(must=must, hidden=hidden, limit=max(1, min(limit, 50)) * AT_ONCE)
    found = snapshot.search(ask).uids
    records = by_uids(session, found, disclosures=KNOWN) if found else {}
    current = (records[uid] for uid in found if uid in records)
    fitting = dict.fromkeys(_fitting(current, wanted[-1]))
    return tuple(fitting)[:limit]


def _fitting(records: Iterator[PublicRecord], last: Word) -> Iterator[Suggestion]:
    for record in records:
        title = clean(title_of(record.document))
        if title and _holds(record, last):
            yield Suggestion(title, record.kind, record.path)


def _holds(record: PublicRecord, last: Word) -> bool:
    names = [title_of(record.document)]
    names += [str(record.document.get(leaf, "")) for leaf in ("acronym", "code")]
    return any(
        token.folded.startswith(last.folded)
        or token.folded.replace("ñ", "n").startswith(last.folded)
        or last.terms[0] in token.terms
        for name in names
        for token in tokens(name)
    )


def _clause(word: Word) -> Clause:
    return Term(word.terms[0], "names")


def _begun(word: Word, words: Words) -> Clause:
    begun = terms_of(words.beginning(word.folded, shortest=1))
    terms = dict.fromkeys((word.terms[0], *begun))
    return AnyOf(tuple(Term(term, "names") for term in terms))
