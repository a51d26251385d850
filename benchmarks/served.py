"""Two gunicorn workers, as one deploys them, before thirty-two readers over HTTP.

The readers are four processes of eight threads, each with its own open connection, so
that they are not slowed by one another. Run as ``served.py ADDRESS`` this is one of the
processes: it reads the paths from its input and prints what each answer took.
"""

import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from table import Figure
from tumbaga.records import reading
from tumbaga.web.composition import House

PROCESSES, THREADS = 4, 8
EACH = 40  # questions a reader
WORKERS = 2
PATIENCE = 180.0  # seconds until the server has to answer
MIX = ("record", "search", "ttl", "api")
WORDS = ("salud", "plan", "vivienda", "movilidad", "educación", "agua", "presupuesto")


def measure(house: House) -> Iterator[Figure]:
    """Answers a second, p50, p95 and errors: of all, and of each sort of page."""
    with server(house) as address:
        answers, whole = _asked(address, _paths(house))
    good = [one for one in answers if one["status"] == 200]
    errors = f"{len(answers) - len(good)} errors"
    pace = f"{len(answers) / whole:,.0f} /s"
    said = f"{WORKERS} workers, {PROCESSES * THREADS} readers, mixed pages"
    yield Figure("crowd", said, f"{pace}, p50 / p95 {_spread(good)}, {errors}")
    for sort in MIX:
        told = _spread([one for one in good if one["sort"] == sort])
        yield Figure("crowd", f"of these, {sort}, p50 / p95", told)


def _spread(answers: list[dict[str, Any]]) -> str:
    taken = [one["seconds"] for one in answers]
    return f"{median(taken) * 1000:.0f} / {quantiles(taken, n=20)[-1] * 1000:.0f} ms"


@contextmanager
def server(house: House) -> Iterator[str]:
    """The application behind gunicorn, on a free port, until it is not needed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    settings = {
        "TUMBAGA_DATA": str(house.settings.folder),
        "TUMBAGA_DATABASE_URL": house.settings.database_url,
        "TUMBAGA_SEARCH_PACE": "0",
    }
    asked = [sys.executable, "-m", "gunicorn", "tumbaga.web.wsgi:app"]
    asked += ["--worker-class", "gthread", "--workers", str(WORKERS)]
    asked += ["--threads", str(THREADS), "--bind", address, "--log-level", "warning"]
    running = subprocess.Popen(asked, env=os.environ | settings)  # noqa: S603
    try:
        _wait(address)
        yield address
    finally:
        running.terminate()
        running.wait()


def _wait(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection = HTTPConnection(address, timeout=PATIENCE / 3)
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


def _paths(house: House) -> list[tuple[str, str]]:
    """As many questions as there are answers to wait for, of every sort alike."""
    chance = random.Random(1)
    with house.session() as session:
        rows = reading.page(session, after=100, upto=2**62, limit=2000)
    made = []
    for number in range(PROCESSES * THREADS * EACH):
        sort, row = MIX[number % len(MIX)], chance.choice(rows)
        word = chance.choice(WORDS)
        made.append(
            {
                "record": (sort, row.path),
                "search": (sort, f"/buscar?q={word.replace('ó', '%C3%B3')}"),
                "ttl": (sort, f"{row.path}.ttl"),
                "api": (sort, f"/api/3/action/package_search?q={row.slug}&rows=10"),
            }[sort]
        )
    chance.shuffle(made)
    return made


def _asked(
    address: str, paths: list[tuple[str, str]]
) -> tuple[list[dict[str, Any]], float]:
    """Let all the processes ask at once; their answers, and how long it took in all."""
    asked = [sys.executable, __file__, address]
    start = time.perf_counter()
    running = [
        subprocess.Popen(asked, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        for _ in range(PROCESSES)
    ]
    for number, one in enumerate(running):
        if one.stdin is None:
            raise RuntimeError("a reader without input")
        one.stdin.write(json.dumps(paths[number::PROCESSES]).encode())
        one.stdin.close()
    told = [json.loads(one.stdout.read()) for one in running if one.stdout]
    for one in running:
        one.wait()
    first = min(one["began"] for one in told)
    last = max(one["ended"] for one in told)
    if last - start < 0:
        raise RuntimeError("the clocks of the readers are not ours")
    return [answer for one in told for answer in one["answers"]], last - first


def _reader(address: str, paths: list[tuple[str, str]], answers: list[Any]) -> None:
    connection = HTTPConnection(address, timeout=60)
    for sort, path in paths:
        start, status = time.perf_counter(), 0
        try:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            status = answer.status
        except OSError:
            connection.close()
        taken = time.perf_counter() - start
        answers.append({"sort": sort, "status": status, "seconds": taken})


def main() -> None:
    """One process of readers."""
    paths = json.loads(sys.stdin.read())
    answers: list[Any] = []
    threads = [
        threading.Thread(target=_reader, args=(sys.argv[1], paths[n::THREADS], answers))
        for n in range(THREADS)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ended = time.perf_counter()
    print(json.dumps({"answers": answers, "began": began, "ended": ended}))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
