"""Thirty-two readers with a writer beside them: what each of them waits for an answer."""

import threading
import time
from collections.abc import Callable, Sequence
from statistics import median, quantiles
from typing import Any

READERS = 32
EACH = 6  # questions a reader
PAUSE = 0.2  # seconds between two writings
Ask = Callable[[Any], object]


def measure(
    reader: Callable[[], tuple[Ask, Callable[[], None]]],
    questions: Sequence[Any],
    write: Callable[[], object],
) -> str:
    """p50 and p95 by the clock, and answers a second.

    ``reader`` opens what one reader asks with, and says how it is closed.
    """
    taken: list[float] = []
    failed: list[BaseException] = []
    begin, stop = threading.Event(), threading.Event()

    def ask(number: int) -> None:
        try:
            one, close = reader()
            begin.wait()
            for turn in range(EACH):
                question = questions[(number * EACH + turn) % len(questions)]
                start = time.perf_counter()
                one(question)
                taken.append(time.perf_counter() - start)
            close()
        except BaseException as error:  # noqa: BLE001
            failed.append(error)

    def keep_writing() -> None:
        while not stop.wait(PAUSE):
            write()

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(READERS)]
    writer = threading.Thread(target=keep_writing)
    whole = _run(threads, writer, begin, stop)
    if failed:
        raise failed[0]
    last = quantiles(taken, n=20)[-1]
    pace = len(taken) / whole
    return f"{median(taken) * 1000:.0f} / {last * 1000:.0f} ms, {pace:.0f} answers/s"


def _run(
    readers: Sequence[threading.Thread],
    writer: threading.Thread,
    begin: threading.Event,
    stop: threading.Event,
) -> float:
    """Let all begin together; seconds until the last reader has its answers."""
    for thread in (*readers, writer):
        thread.start()
    start = time.perf_counter()
    begin.set()
    for thread in readers:
        thread.join()
    whole = time.perf_counter() - start
    stop.set()
    writer.join()
    return whole
