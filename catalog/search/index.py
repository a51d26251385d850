"""The index as readers see it: search, suggestions, status. Hits come from the ledger."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TypeVar

from sqlalchemy.orm import Session

from ...records.reading import Head, head
from . import downloads, offices, synonyms, trouble
from .analysis import VERSION, stems
from .answering import Answering
from .engines import load
from .engines.base import (
    SCHEMA_VERSION,
    Ask,
    BrokenIndexError,
    Clause,
    Engine,
    Snapshot,
    Stamp,
)
from .narrowing import narrow
from .pages import facet_values, hits
from .place import Place
from .question import FACETS, Question
from .results import Page, Suggestion
from .seeking import Sought, chosen, sought
from .suggestions import LONGEST, Suggesting, suggest
from .view import View
from .whole import Whole, whole_of
from .wordlists import WordList

PREPARING = "El buscador se está preparando. Vuelva a intentarlo en un momento."
T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Status:
    """What the index holds and how far the ledger has come."""

    engine: str
    folder: Path
    ready: bool
    seq: int
    head: int
    records: int
    analyser: str = VERSION
    schema: str = SCHEMA_VERSION


class Index:
    """A folder and an engine. Safe for threads; each process has its own."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.engine = load(name)
        self.place = Place(Path(folder) / name)
        self._view: View | None = None
        self._lock = Lock()
        self._words = WordList(name)
        self._offices = offices.Known()
        self._synonyms = synonyms.Known()
        self._taken = downloads.Known()

    def search(
        self,
        question: Question,
        session: Session,
        facets: tuple[str, ...] = FACETS,
    ) -> Page:
        """Answer; an index that is missing or damaged is said to be in preparation.

        Who shows no facets asks for none.
        """
        question = question.safe()

        def answer() -> Page:
            view, top = self._fitting(session)
            return self._answer(view, top, question, session, facets)

        return self._tried(answer) or Page(question, notices=(PREPARING,), ready=False)

    def whole(self, question: Question, session: Session) -> Whole | None:
        """Every hit of a question, piece by piece; None while there is no index."""
        question = replace(question, page=1, size=1).safe()

        def answer() -> Whole:
            view, top = self._fitting(session)
            return whole_of(self._sought(view, top, question, session), view.seen, top)

        return self._tried(answer)

    def suggest(
        self, typed: str, session: Session, limit: int = 8
    ) -> tuple[Suggestion, ...]:
        """Titles and names of current rows that hold these words, the last half typed."""

        def answer() -> tuple[Suggestion, ...]:
            view, top = self._fitting(session)
            hidden = view.hidden(session, top)
            asked = Suggesting(view.snapshot, view.words, hidden, session)
            # all type the same first letters; whatever is published moves the head
            key = top.seq, self._words.stamp, typed[:LONGEST], limit
            return view.suggested.of(key, lambda: suggest(asked, typed, limit))

        return self._tried(answer) or ()

    def holding(
        self, clauses: Sequence[Clause], session: Session, limit: int
    ) -> tuple[str, ...]:
        """The uids of the records that hold each of these, by title.

        Who reads them asks the ledger for their current rows.
        """

        def answer() -> tuple[str, ...]:
            view, top = self._fitting(session)
            hidden = view.hidden(session, top)
            ask = Ask(must=tuple(clauses), hidden=hidden, limit=limit, sort="title")
            return view.snapshot.search(ask).uids

        return (self._tried(answer) or ()) if clauses else ()

    def several(self, clauses: Sequence[Clause], session: Session) -> tuple[bool, ...]:
        """For each of these, whether more than one record holds it."""

        def answer() -> tuple[bool, ...]:
            view, top = self._fitting(session)
            scope = Ask(hidden=view.hidden(session, top))

            def count(clause: Clause) -> int:
                ask = replace(scope, must=(clause,))
                key = ("several", top.seq, clause)
                return view.counted.of(key, lambda: view.snapshot.count(ask))

            return tuple(count(clause) > 1 for clause in clauses)

        return self._tried(answer) or ()

    def meanings(self, text: str, session: Session) -> tuple[str, ...]:
        """Other names for the very thing that this text says."""
        terms = stems(text)
        size, found = self._synonyms.of(session).at(terms, 0)
        return found if size == len(terms) else ()

    def counts(self, facet: str, session: Session) -> Mapping[str, int]:
        """How many records each value of a facet has: all values, not the first ones."""

        def answer() -> Mapping[str, int]:
            view, top = self._fitting(session)
            ask = Ask(hidden=view.hidden(session, top), limit=1, facets=(facet,))
            return view.snapshot.search(ask).facets[facet]

        return self._tried(answer) or {}

    def status(self, session: Session) -> Status:
        top = head(session)

        def answer() -> Status:
            view, _ = self._fitting(session)
            seq, records = view.snapshot.stamp.seq, view.snapshot.count(Ask())
            return Status(self.name, self.place.folder, True, seq, top.seq, records)

        nothing = Status(self.name, self.place.folder, False, 0, top.seq, 0)
        return self._tried(answer) or nothing

    def seq(self) -> int | None:
        """How far the index has come; None when there is none to read."""
        try:
            return self._current().snapshot.stamp.seq
        except BrokenIndexError:
            return None

    def opened(self) -> tuple[Engine, Stamp]:
        """The engine of the folder in use, for the leader, with its stamp."""
        engine = self._engine()
        return engine, _fit(engine.snapshot()).stamp

    def _engine(self) -> Engine:
        folder = self.place.current()
        if folder is None:
            raise BrokenIndexError("there is no index yet")
        return self.engine(folder)

    def _fitting(self, session: Session) -> tuple[View, Head]:
        view, top = self._current(), head(session)
        if view.snapshot.stamp.ledger_id != top.ledger_id:
            raise BrokenIndexError("of another ledger")
        return view, top

    def _current(self) -> View:
        """The view of the last commit, looked for at the price of two file stats."""
        with self._lock:
            view = self._view
            placed = self.place.signature()
            if view is not None and view.seen == (placed, view.engine.signature()):
                return view
            self._view = None
            # after a commit the same folder is looked at again, not opened anew
            same = view is not None and view.seen[0] == placed
            engine = view.engine if view is not None and same else self._engine()
            seen = (placed, engine.signature())
            snapshot = _fit(engine.snapshot())
            if folder := self.place.current():
                self._words.opened(snapshot, folder, self.place.words(folder))
            self._view = View(engine, snapshot, seen, self._words)
            return self._view

    def _tried(self, answer: Callable[[], T]) -> T | None:
        """Answer from what there is; once more, for a leader may just have switched."""
        for _ in range(2):
            try:
                return answer()
            except BrokenIndexError as error:
                log.warning("the index could not be read: %s", error)
                with self._lock:
                    self._view = None
        self._give_up()
        return None

    def _give_up(self) -> None:
        """Say that the folder failed its readers; the next leader builds another."""
        folder = self.place.current()
        if folder is None:
            return
        try:
            engine, _ = self.opened()
            engine.snapshot().search(Ask(facets=FACETS, limit=1))
        except BrokenIndexError as error:
            if not trouble.is_of(error, trouble.SCARCE):
                self.place.give_up(folder)

    def _answer(
        self,
        view: View,
        top: Head,
        question: Question,
        session: Session,
        facets: tuple[str, ...],
    ) -> Page:
        sought = self._sought(view, top, question, session, facets)
        plan, found, question = sought.plan, sought.found, sought.question
        unfiltered = None
        if not found.total and question.narrowed:
            scope = Ask(hidden=view.hidden(session, top))
            unfiltered = view.snapshot.count(plan.ask(scope))
        known = self._offices.of(session, top)
        return Page(
            question=question,
            total=found.total,
            hits=hits(session, found.uids, plan.sought, exact=question.exact),
            facets=facet_values(found.facets, question.filters, known),
            correction=sought.correction,
            notices=sought.notices,
            unfiltered=unfiltered,
            meant=None
            if question.exact
            else sought.answering.meant(plan, plan.few or found.total),
        )

    def _sought(
        self,
        view: View,
        top: Head,
        question: Question,
        session: Session,
        facets: tuple[str, ...] = (),
    ) -> Sought:
        known = self._offices.of(session, top)
        narrowed = narrow(question, known)
        scope = Ask(hidden=view.hidden(session, top))
        words = self._synonyms.of(session)
        answering = Answering(view.snapshot, view.words, words, scope, view.counted)
        filters = chosen(narrowed.question, known)
        wide = replace(scope, filters=filters, facets=facets)
        return sought(answering, narrowed, wide, self._taken.of(session))


def _fit(snapshot: Snapshot) -> Snapshot:
    """The snapshot, if it was made as we would make it."""
    stamp = snapshot.stamp
    if (stamp.analyser, stamp.schema) != (VERSION, SCHEMA_VERSION):
        raise BrokenIndexError("made by another version")
    return snapshot


def open_index(folder: Path, engine: str = "tantivy") -> Index:
    """Name an index; nothing is read or written until it is used."""
    return Index(folder, engine)
