"""The whoosh engine: pure Python, for machines without a wheel of tantivy."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any

from whoosh import sorting
from whoosh.index import FileIndex, create_in, open_dir
from whoosh.query.compound import And, AndMaybe, Or
from whoosh.query.positional import Phrase as Row
from whoosh.query.qcore import NullQuery, Query
from whoosh.query.terms import Term as Single
from whoosh.query.wrappers import ConstantScoreQuery
from whoosh.searching import Searcher

from ..documents import SearchDocument
from ..weights import LESSER
from .base import (
    AllOf,
    Among,
    AnyOf,
    Ask,
    BrokenIndexError,
    Clause,
    Found,
    Is,
    Phrase,
    Stamp,
    Term,
    Typed,
    facet_field,
)
from .whoosh_fields import document as laid
from .whoosh_fields import schema

MARK = "stamp"
ROOM = 256  # MB, by whoosh's count: a batch that has less is pickled to disk and back


class Whoosh:
    """One folder; a commit adds a table of contents, which moves the folder's time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def create(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        create_in(str(self.folder), schema())

    def signature(self) -> Hashable:
        try:  # two commits may come between two ticks of the folder's clock
            contents = tuple(sorted(self.folder.glob("*.toc")))
            return self.folder.stat().st_mtime_ns, contents
        except OSError:
            return None

    def snapshot(self) -> "WhooshSnapshot":
        try:
            return WhooshSnapshot(self._open().searcher())
        except BrokenIndexError:
            raise
        except Exception as error:
            raise BrokenIndexError(str(error)) from error

    @contextmanager
    def writing(self) -> Iterator["WhooshWriter"]:
        try:
            index = self._open()
        except Exception as error:
            raise BrokenIndexError(str(error)) from error
        yield WhooshWriter(index)

    def _open(self) -> FileIndex:
        return open_dir(str(self.folder))


class WhooshWriter:
    def __init__(self, index: FileIndex) -> None:
        self._index = index

    def apply(
        self, documents: Sequence[SearchDocument], gone: Sequence[str], stamp: Stamp
    ) -> None:
        try:
            writer: Any = self._index.writer(limitmb=ROOM)
        except Exception as error:
            raise BrokenIndexError(str(error)) from error
        try:
            for uid in (*gone, *(document.uid for document in documents)):
                writer.delete_by_term("uid", uid)
            for document in documents:
                writer.add_document(**laid(document))
            writer.delete_by_term("mark", MARK)
            writer.add_document(mark=MARK, stamp=stamp.dumps())
        except BaseException:
            writer.cancel()
            raise
        writer.commit()


class WhooshSnapshot:
    """A searcher over one generation; its files are read by one thread at a time.

    Facets are counted here, from sets of document numbers read once: whoosh would read
    every posting of every facet again for each question.
    """

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._lock = Lock()
        self._sets: dict[str, dict[str, set[int]]] = {}
        self._priors: dict[int, float] = {}
        found = searcher.document(mark=MARK)
        if not found:
            raise BrokenIndexError("no stamp")
        self.stamp = Stamp.loads(found["stamp"])

    def count(self, ask: Ask) -> int:
        with self._lock:
            try:
                found = set(self._run(replace(ask, prefer=()), scored=False).docs())
                return len(self._chosen(self._enough(found, ask), ask))
            except Exception as error:
                raise BrokenIndexError(str(error)) from error

    def holds(self, ask: Ask) -> bool:
        return self.count(ask) > 0

    def search(self, ask: Ask) -> Found:
        with self._lock:
            try:
                return self._search(ask)
            except Exception as error:
                raise BrokenIndexError(str(error)) from error

    def vocabulary(self) -> list[tuple[str, int]]:
        with self._lock:
            try:
                words = self._searcher.reader().iter_field("typed")
                return [
                    (term.decode("utf-8"), int(info.doc_frequency()))
                    for term, info in words
                ]
            except Exception as error:
                raise BrokenIndexError(str(error)) from error

    def _search(self, ask: Ask) -> Found:
        by: dict[str, Any] = {}
        if ask.sort == "recent":
            by = {"sortedby": sorting.FieldFacet("seq", reverse=True)}
        elif ask.sort == "title":
            by = {"sortedby": sorting.FieldFacet("order")}
        results = self._run(ask, **by)
        matched = self._enough(set(results.docs()), ask)
        chosen = self._chosen(matched, ask)
        scored = results.top_n if by else self._weighed(results.top_n)
        order = [number for _, number in scored if number in chosen]
        reader = self._searcher.reader()
        page = order[ask.offset : ask.offset + ask.limit]
        uids = tuple(reader.stored_fields(number)["uid"] for number in page)
        counts = {
            name: self._counts(name, self._chosen(matched, ask, but=name))
            for name in ask.facets
        }
        return Found(len(chosen), uids, counts)

    def _run(self, ask: Ask, **how: Any) -> Any:
        """Every live match that is not refused, whatever the filters."""
        live = self._values("live").get("1", set())
        return self._searcher.search(
            _scored(ask), limit=None, filter=live, mask=_mask(ask), **how
        )

    def _weighed(self, found: Iterable[tuple[float, int]]) -> list[tuple[float, int]]:
        """The scores times what each record is worth by itself."""
        weighed = [(score * self._prior(number), number) for score, number in found]
        return sorted(weighed, key=lambda pair: (-pair[0], pair[1]))

    def _prior(self, number: int) -> float:
        if number not in self._priors:
            stored = self._searcher.reader().stored_fields(number)
            self._priors[number] = float(stored.get("prior", 1.0))
        return self._priors[number]

    def _enough(self, matched: set[int], ask: Ask) -> set[int]:
        """Those that hold as many clauses as are asked for; whoosh cannot count."""
        if ask.least < 2 or len(ask.must) < 2:
            return matched
        held: Counter[int] = Counter()
        for clause in ask.must:
            found = self._searcher.search(_clause(clause), limit=None, scored=False)
            held.update(found.docs())
        least = min(ask.least, len(ask.must))
        return {number for number in matched if held[number] >= least}

    def _chosen(self, matched: Iterable[int], ask: Ask, but: str = "") -> set[int]:
        """OR within a facet, AND between facets."""
        left = set(matched)
        for name, values in ask.filters.items():
            if values and name != but:
                sets = self._values(facet_field(name))
                left &= set[int]().union(*(sets.get(value, ()) for value in values))
        return left

    def _counts(self, name: str, chosen: set[int]) -> dict[str, int]:
        sets = self._values(facet_field(name)).items()
        counts = {value: len(numbers & chosen) for value, numbers in sets}
        return {value: count for value, count in counts.items() if count}

    def _values(self, field: str) -> dict[str, set[int]]:
        if field not in self._sets:
            reader = self._searcher.reader()
            self._sets[field] = {
                term.decode("utf-8"): set(reader.postings(field, term).all_ids())
                for term in reader.lexicon(field)
            }
        return self._sets[field]


def _scored(ask: Ask) -> Query:
    clauses = [_clause(clause) for clause in ask.must]
    if not clauses:
        return Single("live", "1")
    wanted = Or(clauses) if ask.least else And(clauses)
    if not ask.prefer or ask.sort != "relevance":
        return wanted
    liked = [_clause(clause).with_boost(weight) for clause, weight in ask.prefer]
    return AndMaybe(wanted, Or(liked))


def _mask(ask: Ask) -> Query | None:
    parts = [_clause(clause) for clause in ask.must_not]
    parts += [Single("uid", uid) for uid in sorted(ask.hidden)]
    return Or(parts) if parts else None


def _clause(clause: Clause) -> Query:
    match clause:
        case Term(text, field):
            return Single(field, text)
        case Phrase(terms, field):
            return _row(field, terms)
        case Typed(words):
            return _row("typed", words)
        case Is() | Among():
            return _fixed(clause)
        case AllOf(parts):
            return And([_clause(part) for part in parts])
        case AnyOf(parts, lesser):
            # added up: whoosh3's DisjunctionMax takes other documents' scores
            queries = [_clause(part) for part in parts]
            queries += [_clause(part).with_boost(LESSER) for part in lesser]
            return Or(queries) if queries else NullQuery


def _fixed(clause: Is | Among) -> Query:
    if isinstance(clause, Among):
        return ConstantScoreQuery(Or([Single("uid", uid) for uid in clause.uids]), 0.0)
    name = facet_field(clause.facet)
    held = Or([Single(name, value) for value in clause.values])
    return ConstantScoreQuery(held, 1.0)


def _row(name: str, words: Sequence[str]) -> Query:
    if len(words) == 1:
        return Single(name, words[0])
    return Row(name, list(words))
