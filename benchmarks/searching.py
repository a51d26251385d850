"""Search on both engines: building, and the time of an answer with what the engine took."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import words
from table import Figure, Lap
from tumbaga.catalog.search import Index, Question, catch_up, open_index
from tumbaga.catalog.search import index as asked_of
from tumbaga.web.composition import House

SIX = ("kind", "organization", "theme", "class", "year", "frequency")
AIM = "p95 under 5 ms inside tantivy"
ROUNDS, FEWER = 10, 8  # how often tantivy is asked each, and how many whoosh is
BUILDING = (
    900.0  # seconds of CPU, after which an index is given up, unless told otherwise
)
ASKING = 60.0  # seconds of CPU for each kind of question, of which two are always asked
FILTERS = {"kind": ("dataset", "indicator"), "theme": ("educacion", "cultura")}
QUESTIONS: dict[str, list[Question]] = {
    "one word": [Question(text) for text in words.ONE_WORD],
    "three words": [Question(text) for text in words.THREE_WORDS],
    "one word, two facets chosen": [
        Question(text, filters=FILTERS) for text in words.ONE_WORD
    ],
    "everything, two facets chosen": [Question("", filters=FILTERS)] * 10,
    "a misspelling": [Question(text) for text in words.MISSPELT],
    "half typed": [Question(text) for text in words.HALF_TYPED],
    "a letter and a star": [Question("a*"), Question("pro*"), Question("1*")],
}


class TooLongError(Exception):
    """An engine took more than a run can wait for; says how far it came."""


class Clock:
    """Stands before an object and counts the time that its methods take."""

    def __init__(self, target: Any) -> None:
        self.target = target
        self.taken = self.cpu = 0.0

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.target, name)
        return self._timed(found) if callable(found) else found

    def _timed(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **kwargs: Any) -> Any:
            start, worked = time.perf_counter(), time.process_time()
            try:
                return method(*args, **kwargs)
            finally:
                self.taken += time.perf_counter() - start
                self.cpu += time.process_time() - worked

        return timed

    def lap(self, lap: Lap) -> None:
        """Add what was counted since the last lap."""
        lap.clock.append(self.taken)
        lap.cpu.append(self.cpu)
        self.taken = self.cpu = 0.0


def six_facets(index: Index, house: House, clock: Clock) -> Iterator[Figure]:
    """What the engine takes when six facets are counted, as the databases count."""
    eleven = asked_of.FACETS
    asked_of.FACETS = SIX
    try:
        for what, questions in QUESTIONS.items():
            _whole, inside = _asked(index, house, clock, questions * 3)
            said = f"{what}, inside {index.name}, six facets, p50 / p95"
            yield Figure("search", said, str(inside), AIM)
    finally:
        asked_of.FACETS = eleven


def measure(house: House, name: str, patience: float = BUILDING) -> Iterator[Figure]:
    """Build one engine's index from the ledger, then ask it everything."""
    folder = house.settings.folder / "indice"  # where the pages look for it
    index = open_index(folder, name)
    start = time.perf_counter()
    try:
        done = catch_up(index, house.session, _patient(patience))
    except TooLongError as error:
        yield Figure("index", f"built from the ledger, {name}", str(error))
        return
    taken = time.perf_counter() - start
    files = (one for one in (folder / name).rglob("*") if one.is_file())
    size = sum(one.stat().st_size for one in files)
    built = f"{taken:.1f} s, {size / 1e6:.1f} MB"
    yield Figure(
        "index", f"built from the ledger, {done.written:,} rows, {name}", built
    )
    clock = _clocked(index, house)
    for what, questions in QUESTIONS.items():
        asked = questions * ROUNDS if name == "tantivy" else questions[:FEWER]
        whole, inside = _asked(index, house, clock, asked)
        yield Figure("search", f"{what}, {name}, p50 / p95", str(whole))
        if name == "tantivy":
            said = f"{what}, inside {name}, p50 / p95"
            yield Figure("search", said, str(inside), AIM)
    if name == "tantivy":
        yield from six_facets(index, house, clock)


def _patient(seconds: float) -> Callable[[int, int], None]:
    """What is told how far building has come, and ends it after so much CPU."""
    start = time.process_time()

    def told(done: int, of: int) -> None:
        taken = time.process_time() - start
        if taken > seconds and done < of:
            raise TooLongError(f"given up after {taken:.0f} s: {done:,} of {of:,} rows")

    return told


def _clocked(index: Index, house: House) -> Clock:
    """Warm the index up and put a clock before its engine."""
    with house.session() as session:
        for text in ("población", "poblasion"):
            index.search(Question(text), session)
    view: Any = index._current()
    clock = Clock(view.snapshot)
    view.snapshot = clock
    return clock


def _forget(index: Index, session: Any) -> None:
    """Each question is asked as for the first time since the last commit."""
    view: Any = index._current()
    view.counted.clear()
    if hasattr(view.snapshot, "_counting"):
        view.snapshot._counting.clear()
        index.search(Question(""), session)  # what every snapshot counts once


def _asked(
    index: Index, house: House, clock: Clock, questions: list[Question]
) -> tuple[Lap, Lap]:
    whole, inside = Lap(), Lap()
    clock.lap(Lap())
    with house.session() as session:
        for question in questions:
            if len(whole.cpu) > 1 and sum(whole.cpu) > ASKING:
                break
            _forget(index, session)
            clock.lap(Lap())
            with whole.timing():
                page = index.search(question, session)
            clock.lap(inside)
            if not page.ready:
                raise RuntimeError(f"the index could not answer: {index.name}")
    return whole, inside
