"""The whoosh engine: pure Python, for machines without a wheel of tantivy."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from whoosh import sorting
from whoosh.analysis.acore import Token as WhooshToken
from whoosh.analysis.analyzers import Analyzer
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.index import FileIndex, create_in, open_dir
from whoosh.query.compound import And, Or
from whoosh.query.positional import Phrase as Row
from whoosh.query.qcore import NullQuery, Query
from whoosh.query.terms import Term as Single
from whoosh.searching import Searcher

from ..analysis import tokens
from ..documents import SearchDocument
from ..question import FACETS
from .base import (
    BOOSTS,
    AnyOf,
    Ask,
    BrokenIndexError,
    Clause,
    Found,
    Phrase,
    Stamp,
    Term,
    Typed,
    facet_field,
)

NEXT = "\x1f"  # between the values of a facet
MARK = "stamp"


class Terms(Analyzer):
    """Our terms, several at one position."""

    def __call__(self, value: str, **_: Any) -> Iterator[WhooshToken]:
        token = WhooshToken(positions=True)
        for found in tokens(value):
            for text in found.terms:
                token.text, token.pos = text, found.position
                yield token


class Literals(Analyzer):
    """The words as typed, stop words too."""

    def __call__(self, value: str, **_: Any) -> Iterator[WhooshToken]:
        token = WhooshToken(positions=True)
        for found in tokens(value):
            for text in found.literals:
                token.text, token.pos = text, found.place
                yield token


class Values(Analyzer):
    """The values of a facet, whole."""

    def __call__(self, value: str, **_: Any) -> Iterator[WhooshToken]:
        token = WhooshToken()
        for text in value.split(NEXT):
            token.text = text
            yield token


def _schema() -> Schema:
    return Schema(
        uid=ID(stored=True, unique=True),
        mark=ID(unique=True),
        stamp=STORED(),
        live=ID(),
        order=ID(sortable=True),
        seq=NUMERIC(int, bits=64, sortable=True),
        typed=TEXT(analyzer=Literals()),
        **{name: TEXT(analyzer=Terms()) for name in BOOSTS},
        **{facet_field(name): KEYWORD(analyzer=Values()) for name in FACETS},
    )


class Whoosh:
    """One folder; a commit adds a table of contents, which moves the folder's time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def create(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        create_in(str(self.folder), _schema())

    def signature(self) -> Hashable:
        try:
            return self.folder.stat().st_mtime_ns
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
            writer: Any = self._index.writer(limitmb=128)
        except Exception as error:
            raise BrokenIndexError(str(error)) from error
        try:
            for uid in (*gone, *(document.uid for document in documents)):
                writer.delete_by_term("uid", uid)
            for document in documents:
                writer.add_document(**_document(document))
            writer.delete_by_term("mark", MARK)
            writer.add_document(mark=MARK, stamp=stamp.dumps())
        except BaseException:
            writer.cancel()
            raise
        writer.commit()


def _document(source: SearchDocument) -> dict[str, Any]:
    texts = {name: text for name, text in source.texts.items() if text}
    facets = {name: NEXT.join(values) for name, values in source.facets.items()}
    return {
        **texts,
        **{facet_field(name): values for name, values in facets.items() if values},
        "uid": source.uid,
        "live": "1",
        "order": source.order,
        "seq": source.seq,
        "typed": source.everything,
    }


class WhooshSnapshot:
    """A searcher over one generation; its files are read by one thread at a time.

    Facets are counted here, from sets of document numbers read once: whoosh would read
    every posting of every facet again for each question.
    """

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._lock = Lock()
        self._sets: dict[str, dict[str, set[int]]] = {}
        found = searcher.document(mark=MARK)
        if not found:
            raise BrokenIndexError("no stamp")
        self.stamp = Stamp.loads(found["stamp"])

    def count(self, ask: Ask) -> int:
        with self._lock:
            try:
                return len(self._chosen(self._run(ask, scored=False).docs(), ask))
            except Exception as error:
                raise BrokenIndexError(str(error)) from error

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
        matched = set(results.docs())
        chosen = self._chosen(matched, ask)
        order = [number for _, number in results.top_n if number in chosen]
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
    return Or(clauses) if ask.relaxed else And(clauses)


def _mask(ask: Ask) -> Query | None:
    parts = [_clause(clause) for clause in ask.must_not]
    parts += [Single("uid", uid) for uid in sorted(ask.hidden)]
    return Or(parts) if parts else None


def _clause(clause: Clause) -> Query:
    match clause:
        case Term(text, fields):
            return _best({name: Single(name, text) for name in fields})
        case Phrase(terms, fields):
            return _best({name: _row(name, terms) for name in fields})
        case Typed(words):
            return _row("typed", words)
        case AnyOf(parts):
            queries = [_clause(part) for part in parts]
            return Or(queries) if queries else NullQuery


def _best(queries: Mapping[str, Query]) -> Query:
    """Add the fields up: whoosh3's DisjunctionMax takes other documents' scores."""
    return Or([query.with_boost(BOOSTS[name]) for name, query in queries.items()])


def _row(name: str, words: Sequence[str]) -> Query:
    if len(words) == 1:
        return Single(name, words[0])
    return Row(name, list(words))
