"""The tantivy engine: our tokens, our positions, several terms at one position."""

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from math import log2
from pathlib import Path
from typing import Any, NoReturn

import tantivy
from tantivy import Order, Query

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
    matching,
    preferred,
    preferring,
)
from .base import (
    Ask,
    BrokenIndexError,
    Found,
    Stamp,
    facet_field,
)
from .counting import Counting, runs

HEAP = 32_000_000
STAMP = "stamp"
NEAREST = 5  # times as many as are wanted are put in order
FIRST_PAGES = 100  # records, up to which what is preferred is found apart
Hits = tuple[int, list[tuple[Any, tantivy.DocAddress]]]


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
    bags: Bags = {"all": [], "variables": []}
    streams: Streams = {"text": [], "names": [], "typed": []}
    token, typed = tantivy.Token, streams["typed"]
    position = place = 0
    for name, text in source.texts.items():
        terms: list[str] = []
        found: list[tantivy.Token] = []
        at, stands = 0, 0
        for at, stands, own, literals in words_of(text):
            for term in own:
                terms.append(term)
                found.append(token(term, position + at, 0, 0))
            for word in literals:
                typed.append(token(word, place + stands, 0, 0))
        position, place = position + at + 100, place + stands + 100
        bags["all"] += terms * FIELDS[name]
        streams["text"] += found
        if name in NAMES:
            streams["names"] += found
        if name == "variables":
            bags["variables"] = terms
    return bags, streams


class TantivySnapshot:
    """A searcher: it sees one commit, whatever is written meanwhile."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher
        self._counting = Counting(searcher)
        self.stamp = self._read_stamp()

    def _read_stamp(self) -> Stamp:
        found = self._searcher.search(Query.term_query(SCHEMA, "mark", STAMP), 1).hits
        if not found:
            raise BrokenIndexError("no stamp")
        text = self._searcher.doc(found[0][1]).get_first("stamp")
        return Stamp.loads(str(text))

    def count(self, ask: Ask) -> int:
        try:
            # by score: an order by a number takes half as long again
            result: Any = self._searcher.search(matching(ask), 1)
        except BaseException as error:  # noqa: BLE001
            _fail(error)
        return int(result.count)

    def search(self, ask: Ask) -> Found:
        try:
            query = matching(ask)
            count, found = self._hits(query, ask)
            uids = tuple(
                str(self._searcher.doc(address).get_first("uid"))
                for _, address in found
            )
            if not count and not any(ask.filters.values()):
                # nothing to count, and a misspelt question comes here before its repair
                return Found(0, uids, {name: {} for name in ask.facets})
            return Found(count, uids, self._counting.facets(ask, count))
        except BaseException as error:  # noqa: BLE001
            _fail(error)

    def vocabulary(self) -> list[tuple[str, int]]:
        try:
            return self._searcher.terms_with_prefix("typed", "")
        except BaseException as error:  # noqa: BLE001
            _fail(error)

    def _hits(self, query: Query, ask: Ask) -> Hits:
        by: dict[str, Any] = {}
        if ask.sort == "quick":
            return self._nearest(query, ask)
        if ask.sort == "recent":
            by = {"order_by_field": "seq", "order": Order.Desc}
        elif ask.sort == "title":
            by = {"order_by_field": "order", "order": Order.Asc}
        else:
            by = {"weight_by_field": "prior"}
            if ask.prefer and ask.offset + ask.limit <= FIRST_PAGES:
                return self._apart(query, ask)
            query = preferring(query, ask)
        result: Any = self._searcher.search(query, ask.limit, offset=ask.offset, **by)
        return int(result.count), list(result.hits)

    def _nearest(self, query: Query, ask: Ask) -> Hits:
        found: Any = self._searcher.search(query, ask.limit * NEAREST, False)
        places = [place for _, place in found.hits]
        worth: list[Any] = self._searcher.fast_field_values("prior", places)
        weighed = [
            (score * log2(2 + prior), place)
            for (score, place), prior in zip(found.hits, worth, strict=True)
        ]
        weighed.sort(key=lambda hit: -hit[0])
        return len(places), weighed[: ask.limit]

    def _apart(self, query: Query, ask: Ask) -> Hits:
        """What is preferred is found apart from the rest, and then put among it.

        A preference takes as long as a word when each record is held against it, and
        few records have it. No record is lost: whoever stands among the first without
        being preferred stands there too where nothing is.
        """
        last = ask.offset + ask.limit
        among: Any = self._searcher.search(query, last, weight_by_field="prior")
        liked = preferred(query, ask)
        first: Any = self._searcher.search(liked, last, False, weight_by_field="prior")
        scores = {(a.segment_ord, a.doc): (-score, a) for score, a in among.hits}
        scores |= {(a.segment_ord, a.doc): (-score, a) for score, a in first.hits}
        order = sorted((score, place) for place, (score, _) in scores.items())
        page = order[ask.offset : last]
        return int(among.count), [(score, scores[place][1]) for score, place in page]
