"""The figures of one run: printed as a table, and written into the README if asked."""

import os
import platform
import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

README = Path(__file__).with_name("README.md")
MARKS = "<!-- figures -->", "<!-- end of figures -->"


@dataclass(frozen=True)
class Figure:
    """One line: what was measured, what came out, and what the issue aims at."""

    group: str
    what: str
    value: str
    aim: str = ""


@dataclass
class Lap:
    """Times of one thing done many times: by the clock, and of CPU."""

    clock: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{_spread(self.clock)} ms ({_spread(self.cpu)} of CPU)"

    @contextmanager
    def timing(self) -> Iterator[None]:
        start, worked = time.perf_counter(), time.process_time()
        yield
        self.clock.append(time.perf_counter() - start)
        self.cpu.append(time.process_time() - worked)


def _spread(seconds: Sequence[float]) -> str:
    """p50 and p95 in milliseconds."""
    last = quantiles(seconds, n=20)[-1]
    return f"{median(seconds) * 1000:.2f} / {last * 1000:.2f}"


def rate(count: int, work: Callable[[], object]) -> str:
    """How many a second by the clock, and by the time this process really worked.

    On a machine that others use as well, the second figure is the steadier one.
    """
    start, worked = time.perf_counter(), time.process_time()
    work()
    taken, busy = time.perf_counter() - start, time.process_time() - worked
    return f"{count / taken:,.0f} /s ({count / busy:,.0f} of CPU)"


def show(figure: Figure) -> str:
    """One line as it is printed while the run goes on."""
    aim = f"   (aim: {figure.aim})" if figure.aim else ""
    return f"{figure.group:<20}{figure.what:<64}{figure.value:>36}{aim}"


def machine() -> str:
    """Where this ran: figures say nothing without it."""
    cpu = re.search(r"model name\s*: (.+)", _read("/proc/cpuinfo"))
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{os.cpu_count()} cores ({cpu[1] if cpu else platform.machine()}), "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.system()}; load while it ran: {load}"
    )


def write(figures: Sequence[Figure], count: int) -> None:
    """Put the figures in place of the last ones."""
    day = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    said = f"{count:,} records, {day}. {machine()}.\n\n"
    table = "\n".join(_rows(figures))
    before, rest = README.read_text("utf-8").split(MARKS[0])
    after = rest.split(MARKS[1])[1]
    body = f"{MARKS[0]}\n\n{said}{table}\n\n{MARKS[1]}"
    README.write_text(f"{before}{body}{after}", "utf-8")


def _rows(figures: Sequence[Figure]) -> Iterator[str]:
    yield "| | what | measured | aim |"
    yield "|---|---|---:|---:|"
    for one in figures:
        yield f"| {one.group} | {one.what} | {one.value} | {one.aim} |"


def _read(path: str) -> str:
    place = Path(path)
    return place.read_text("utf-8") if place.exists() else ""
