"""The tantivy engine: our tokens, our positions, several terms at one position."""

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import tantivy
from tantivy import Query

from ..analysis import words_of
from ..documents import SearchDocument
from ..weights import FIELDS, NAMES
from .asking import (
    BETWEEN,
    COMBINED,
    FIRST,
    LAST,
    SCHEMA,
    WITHIN,
    flat,
    pair,
)
from .base import (
    Ask,
    BrokenIndexError,
    Found,
    Stamp,
    facet_field,
)
from .bounds import Bounds
from .counting import Counting, Counts, runs
from .ranking import Ranking

HEAP = 32_000_000
STAMP = "stamp"


def _fail(error: BaseException) -> NoReturn:
    """Name what tantivy raises over a damaged folder; its panics are no Exception."""
    if isinstance(error, (ValueError, OSError, RuntimeError, LookupError, TypeError)):
        raise BrokenIndexError(str(error)) from error
    if type(error).__name__ == "PanicException":
        raise BrokenIndexError(str(error)) from error
    raise error


class Tantivy:
    """One folder of segments; a commit moves ``meta.json``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index: tantivy.Index | None = None

    def create(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(SCHEMA, str(self.folder), reuse=False)

    def signature(self) -> Hashable:
        try:
            seen = (self.folder / "meta.json").stat()
        except OSError:
            return None
        return seen.st_mtime_ns, seen.st_ino

    def snapshot(self) -> "TantivySnapshot":
        try:
            index = self._open()
            index.reload()
            return TantivySnapshot(index.searcher())
        except BaseException as error:  # noqa: BLE001
            _fail(error)

    @contextmanager
    def writing(self) -> Iterator["TantivyWriter"]:
        try:
            writer = self._open().writer(HEAP, 1)
        except BaseException as error:  # noqa: BLE001
            _fail(error)
        yield TantivyWriter(writer)
        writer.wait_merging_threads()

    def _open(self) -> tantivy.Index:
        if self._index is None:
            if not (self.folder / "meta.json").exists():
                raise BrokenIndexError(f"no index in {self.folder}")
            self._index = tantivy.Index(SCHEMA, str(self.folder))
            self._index.config_reader("manual")
        return self._index


class TantivyWriter:
    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer

    def apply(
        self, documents: Sequence[SearchDocument], gone: Sequence[str], stamp: Stamp
    ) -> None:
        try:
            for uid in gone:
                self._writer.delete_documents_by_term("uid", uid)
            for document in documents:
                self._writer.delete_documents_by_term("uid", document.uid)
                self._writer.add_document(_document(document))
            self._writer.delete_documents_by_term("mark", STAMP)
            self._writer.add_document(
                tantivy.Document(mark=STAMP, stamp=stamp.dumps(), live=False)
            )
            self._writer.commit()
        except BaseException as error:  # noqa: BLE001
            _fail(error)


def _document(source: SearchDocument) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("uid", source.uid)
    document.add_text("order", source.order)
    document.add_integer("seq", source.seq)
    # the engine multiplies a score by log2(2 + prior)
    document.add_float("prior", 2**source.prior - 2)
    document.add_boolean("live", True)
    for key in source.keys:
        document.add_text("named", key)
    for name, values in source.facets.items():
        for value in values:
            document.add_text(facet_field(name), value)
    for name, together in COMBINED.items():
        held = (WITHIN.join(source.facets.get(facet, ())) for facet in together)
        document.add_text(name, BETWEEN.join(held))
    for first, last in runs(source.facets.get("year", ())):
        document.add_text(FIRST, first)
        document.add_text(LAST, last)
    bags, streams = _words(source)
    bags["initials"] = sorted({token.text[0] for token in streams["typed"]})
    for name, bag in bags.items():
        if bag:  # no positions, so a plain text is enough, and quicker
            document.add_text(name, " ".join(bag))
    for name, found in streams.items():
        if found:
            document.add_pre_tokenized_text(name, tantivy.PreTokenizedString("", found))
    return document


Bags = dict[str, list[str]]
Streams = dict[str, list[tantivy.Token]]


def _words(source: SearchDocument) -> tuple[Bags, Streams]:
    """The words of a record, once for each way in which they are asked for."""
    bags: Bags = {"all": [], "variables": [], "pairs": [], "name_pairs": []}
    streams: Streams = {"text": [], "names": [], "typed": []}
    token, typed = tantivy.Token, streams["typed"]
    position = place = 0
    for name, text in source.texts.items():
        terms: list[str] = []
        found: list[tantivy.Token] = []
        at, stands = 0, 0
        pairs: list[str] = []
        before: tuple[int, Sequence[str]] = (-1, ())
        for at, stands, own, literals in words_of(text):
            if own:  # a small word leaves no room between its neighbours
                if at == before[0] + 1:
                    pairs += [pair(one, other) for one in before[1] for other in own]
                before = at, own
            for term in own:
                terms.append(term)
                found.append(token(term, position + at, 0, 0))
            for word in literals:
                typed.append(token(word, place + stands, 0, 0))
        position, place = position + at + 100, place + stands + 100
        bags["all"] += terms * FIELDS[name]
        streams["text"] += found
        bags["pairs"] += pairs
        if name in NAMES:
            streams["names"] += found
            bags["name_pairs"] += pairs
        if name == "variables":
            bags["variables"] = terms
    return bags, streams


class TantivySnapshot:
    """A searcher: it sees one commit, whatever is written meanwhile."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher
        self._bounds = Bounds(searcher)
        self._counting = Counting(searcher, self._bounds)
        self._ranking = Ranking(searcher)
        self.stamp = self._read_stamp()

    def _read_stamp(self) -> Stamp:
        found = self._searcher.search(Query.term_query(SCHEMA, "mark", STAMP), 1).hits
        if not found:
            raise BrokenIndexError("no stamp")
        text = self._searcher.doc(found[0][1]).get_first("stamp")
        return Stamp.loads(str(text))

    def count(self, ask: Ask) -> int:
        try:
            result: Any = self._searcher.search(flat(ask), 1)
        except BaseException as error:  # noqa: BLE001
            _fail(error)
        return int(result.count)

    def holds(self, ask: Ask) -> bool:
        try:
            if self._bounds.none(ask):
                return False
            if self._bounds.least(ask):
                return True
            return bool(self._searcher.search(flat(ask), 1, False).hits)
        except BaseException as error:  # noqa: BLE001
            _fail(error)

    def search(self, ask: Ask) -> Found:
        try:
            ask = self._bounds.lean(ask)
            found = self._ranking.hits(ask)
            uids = tuple(
                str(self._searcher.doc(address).get_first("uid"))
                for _, address in found
            )
            if not (found or ask.offset or any(ask.filters.values())):
                # nothing to count, and a misspelt question comes here before its repair
                return Found(0, uids, {name: {} for name in ask.facets})
            counts = self._counting.facets(ask)
            return Found(self._total(ask, len(found), counts), uids, counts)
        except BaseException as error:  # noqa: BLE001
            _fail(error)

    def _total(self, ask: Ask, found: int, counts: Counts) -> int:
        """How many match: each is of one kind, so the kinds are not counted again."""
        if ask.sort == "quick" or (not ask.offset and found < ask.limit):
            return found
        if "kind" not in ask.facets:
            return self.count(ask)
        kinds = counts["kind"]
        chosen = ask.filters.get("kind") or kinds
        return sum(kinds.get(one, 0) for one in {*chosen})

    def vocabulary(self) -> Iterator[tuple[str, int]]:
        """Letter by letter: nobody else runs while one list is made of all words."""
        try:
            for first, _count in self._searcher.terms_with_prefix("initials", ""):
                yield from self._searcher.terms_with_prefix("typed", first)
        except BaseException as error:  # noqa: BLE001
            _fail(error)
