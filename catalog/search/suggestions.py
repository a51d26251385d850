"""Suggestions while typing: themes, titles, names and variables of current rows.

Never a word of the index: what is withdrawn stands in it until the next merge.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from ...records.reading import KNOWN, PublicRecord, by_uids
from ...schemas import vocabularies
from .analysis import folded_words
from .documents import title_of
from .engines.base import AnyOf, Ask, Clause, Field, Is, Snapshot, Term
from .engines.beside import together
from .inside import variable_anchor
from .mending import terms_of
from .question import Word, parse
from .results import Suggestion
from .spanish import clean
from .words import Words

LONGEST = 120
AT_ONCE = 2  # titles are looked through, for the words must stand in the title
MOST_THEMES = 2
MOST_VARIABLES = 3
SHORTEST = 3  # letters from which themes and variables are offered


@dataclass(frozen=True, slots=True)
class Suggesting:
    """What is typed so far, before one snapshot."""

    snapshot: Snapshot
    words: Callable[[], Words]
    hidden: frozenset[str]
    session: Session

    def has_theme(self, code: str) -> bool:
        """Whether some current record is of this theme."""
        ask = Ask(must=(Is("theme", (code,)),), hidden=self.hidden)
        return self.snapshot.holds(ask)


def suggest(asked: Suggesting, typed: str, limit: int) -> tuple[Suggestion, ...]:
    wanted = parse(clean(typed[:LONGEST]).strip()).words
    if not wanted:
        return ()
    limit = max(1, min(limit, 50))
    far = len(wanted[-1].folded) >= SHORTEST
    begun = _begun(wanted[-1], asked.words())
    looked: list[tuple[Field, int]] = [("names", limit * AT_ONCE)]
    if far:
        looked.append(("variables", MOST_VARIABLES * AT_ONCE))
    works = [partial(_found, asked, wanted, begun, *one) for one in looked]
    named, holding = (*together(works), ())[:2]
    records = by_uids(asked.session, {*named, *holding}, disclosures=KNOWN)
    titles = _fitting((records[u] for u in named if u in records), wanted[-1])
    more = _variables((records[u] for u in holding if u in records), wanted)
    found = list(islice(_once(titles), limit))
    more = [*(_themes(asked, wanted) if far else ()), *more]
    room = max(limit - len(more), (limit + 1) // 2)
    return tuple(dict.fromkeys((*found[:room], *more)))[:limit]


def _found(
    asked: Suggesting,
    wanted: tuple[Word, ...],
    begun: tuple[str, ...],
    field: Field,
    limit: int,
) -> tuple[str, ...]:
    """The records that hold these words there, the last half typed."""
    must: tuple[Clause, ...] = (
        *(Term(word.terms[0], field) for word in wanted[:-1]),
        AnyOf(tuple(Term(term, field) for term in begun)),
    )
    ask = Ask(must=must, hidden=asked.hidden, limit=limit, sort="quick")
    return asked.snapshot.search(ask).uids


def _fitting(records: Iterator[PublicRecord], last: Word) -> Iterator[Suggestion]:
    for record in records:
        title = clean(title_of(record.document))
        names = [title]
        names += [str(record.document.get(leaf, "")) for leaf in ("acronym", "code")]
        if title and any(_holds(name, last) for name in names):
            yield Suggestion(title, record.kind, record.path)


def _themes(asked: Suggesting, wanted: tuple[Word, ...]) -> list[Suggestion]:
    fitting = [
        term
        for term in vocabularies.get("themes")
        if all(_holds(term.es, word) for word in wanted) and asked.has_theme(term.code)
    ]
    return [Suggestion(term.es, "theme", term.code) for term in fitting[:MOST_THEMES]]


def _variables(
    records: Iterator[PublicRecord], wanted: tuple[Word, ...]
) -> list[Suggestion]:
    found: dict[str, Suggestion] = {}
    for record in records:
        for one in _items(record.document.get("variables")):
            name = clean(str(one.get("label") or one.get("name") or ""))
            if name and all(_holds(name, word) for word in wanted):
                path = f"{record.path}#{variable_anchor(one)}"
                found.setdefault(name, Suggestion(name, "variable", path))
    return list(found.values())[:MOST_VARIABLES]


def _items(value: Any) -> list[dict[str, Any]]:
    given = value if isinstance(value, list) else []
    return [one for one in given if isinstance(one, dict)]


def _once(found: Iterator[Suggestion]) -> Iterator[Suggestion]:
    seen: set[Suggestion] = set()
    for one in found:
        if one not in seen:
            seen.add(one)
            yield one


def _holds(name: str, last: Word) -> bool:
    typed, term = last.folded, last.terms[0]
    return any(
        folded.startswith(typed)
        or folded.replace("ñ", "n").startswith(typed)
        or term in terms
        for folded, terms in _folded(name)
    )


@lru_cache(maxsize=5000)
def _folded(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Themes and variables: at every key the same few hundred are looked through."""
    return tuple(folded_words(name))


def _begun(word: Word, words: Words) -> tuple[str, ...]:
    """The word itself and those that begin with it, as terms."""
    begun = terms_of(words.beginning(word.folded, shortest=1))
    return tuple(dict.fromkeys((word.terms[0], *begun)))
