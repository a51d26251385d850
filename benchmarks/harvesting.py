"""A source of 10,000 datasets on loopback, by each protocol: new, and then unchanged; and
one ten times as large, of which nothing changed.

``python benchmarks/run.py --only harvest``, about ten minutes on a quiet machine. Each
protocol is harvested in a process of its own, so that its memory is its own; the source
is another process.
"""

import multiprocessing
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import filling
import speaking
from table import Figure
from tumbaga.web import harvests
from tumbaga.web.composition import House
from tumbaga.web.harvests import Asked
from tumbaga.web.settings import Settings

COUNT = 10_000
LONG = "ckan"  # of which the large source is made
UNIT = "planeacion"  # of generate.organizations(), for what names no office
NEW, SAME = 300, 3_000
WAYS = {
    "datajson": "/data.json",
    "ckan": "/",
    "dcat": "/catalogo.ttl?page=1",
    "oai": "/oai",
    "socrata": "/",
    "nada": "/",
    "csw": "/csw",
    "ddi": "/estudios.xml",
    "sdmx": "/sdmx",
    "sdmx silent": "/sdmx-silent",  # does not say when a flow changed
    "sdmx 3.0": "/sdmx3",
    "inventory": "/inventario.csv",
    "devinfo": "/tabla.csv",
}


def measure(folder: Path, count: int = COUNT) -> Iterator[Figure]:
    """Each protocol into a catalogue of its own."""
    with _source(count) as address:
        for kind in WAYS:
            yield from _apart(folder, kind, address, count)


def long(folder: Path, count: int) -> Iterator[Figure]:
    """A source ten times as large: what it takes to see that nothing changed in it."""
    with _source(count) as address:
        yield from _apart(folder, LONG, address, count)


@contextmanager
def _source(count: int) -> Iterator[str]:
    port = multiprocessing.Value("i", 0)
    server = multiprocessing.Process(
        target=speaking.serve, args=(port, count), daemon=True
    )
    server.start()
    while not port.value:
        server.join(0.05)
    try:
        yield f"http://127.0.0.1:{port.value}"
    finally:
        server.terminate()
        server.join()


def _apart(folder: Path, kind: str, address: str, count: int) -> Iterator[Figure]:
    """One protocol in a process of its own, which hands over its figures."""
    here, there = multiprocessing.Pipe(duplex=False)
    place = f"{folder}/harvest-{kind}-{count}"
    child = multiprocessing.Process(
        target=_way, args=(there, place, kind, address + WAYS[kind], count)
    )
    child.start()
    there.close()
    try:
        while True:
            yield here.recv()
    except EOFError:
        child.join()
    if child.exitcode:
        yield Figure("harvesting", f"{kind}, {count:,} things", "failed")


def _way(out: Connection, folder: str, kind: str, address: str, count: int) -> None:
    settings = {"harvest_private": "sí", "harvest_delay": "0"}
    house = House(Settings(data=folder, **settings))
    filling.found(house)
    before = _most()
    for result, aim in (("created", NEW), ("unchanged", SAME)):
        start, worked = time.perf_counter(), time.process_time()
        _harvest(house, kind.split(maxsplit=1)[0], address, count)
        pace = count / (time.perf_counter() - start)
        busy = count / (time.process_time() - worked)
        value = f"{pace:,.0f} /s ({busy:,.0f} of CPU) = {pace / aim:.1f} x"
        value += f"; {_most()} MB (+{_most() - before})"
        what = f"{kind}, {count:,} things, {result}"
        out.send(Figure("harvesting", what, value, f"over {aim:,} /s"))
    house.engine.dispose()


def _most() -> int:
    """The most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _harvest(house: House, kind: str, address: str, count: int) -> None:
    work = harvests.run(house, Asked(address, "todo", kind, UNIT))
    if work.state != "finished" or sum(work.counts.values()) != count:
        raise ValueError(f"{work.state}: {work.reason} {work.counts}")
