"""The tantivy engine: our tokens, our positions, several terms at one position."""

from collections import ChainMap
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import tantivy
from tantivy import Query

from ..documents import SearchDocument
from . import laying
from .asking import SCHEMA, flat
from .base import Ask, BrokenIndexError, Found, Stamp
from .beside import together
from .bounds import Bounds
from .counting import Counting, Counts
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
                self._writer.add_document(laying.document(document))
            self._writer.delete_documents_by_term("mark", STAMP)
            self._writer.add_document(
                tantivy.Document(mark=STAMP, stamp=stamp.dumps(), live=False)
            )
            self._writer.commit()
        except BaseException as error:  # noqa: BLE001
            _fail(error)


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
            if self._bounds.none(ask) and not any(ask.filters.values()):
                # a misspelt question comes here before its repair
                return Found(0, (), {name: {} for name in ask.facets})
            counting = self._counting.works(ask)
            uids, *counted = together([partial(self._uids, ask), *counting])
            merged = ChainMap[str, dict[str, int]](*counted)
            counts = {name: merged[name] for name in ask.facets}
            return Found(self._total(ask, len(uids), counts), uids, counts)
        except BaseException as error:  # noqa: BLE001
            _fail(error)

    def _uids(self, ask: Ask) -> tuple[str, ...]:
        hits = self._ranking.hits(ask)
        return tuple(str(self._searcher.doc(at).get_first("uid")) for _, at in hits)

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
