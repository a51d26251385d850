"""The whole catalogue as a file, each way in a process of its own, so memory is its own.

Run as ``dumping.py WAY FOLDER [RECORDS]`` it prints what it measured as one JSON line.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from table import Figure, rate
from tumbaga import exporters
from tumbaga.catalog import fragments
from tumbaga.catalog.selecting import Is
from tumbaga.exporters.base import Catalogue, assemble, keeper
from tumbaga.exporters.tables_of_kinds import TableOfKind
from tumbaga.records import reading
from tumbaga.records.publication import FOLDERS
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

CAPPED = 1000  # rdflib's Turtle writer takes more than twice the time for twice as much
AIMED = {"Turtle", "data.json"}
AIMS = {"SQLite": ("0.3 s", "3 s"), "PostgreSQL": ("0.6 s", "6 s")}
DUMPS = {
    "/catalogo.ttl": "Turtle",
    "/catalogo.rdf": "RDF/XML",
    "/catalogo.nt": "N-Triples",
    "/catalogo.jsonld": "JSON-LD",
    "/data.json": "data.json",
    "/catalogo.jsonl": "JSON Lines",
    "/catalogo.ddi.xml": "DDI",
    "/catalogo.ddi26.xml": "DDI 2.6",
    "/catalogo.ddi-l.xml": "DDI Lifecycle 3.3",
    "/catalogo.dcat-us.json": "DCAT-US 3.0",
    "/catalogo.datosgov.json": "fields of datos.gov.co",
    "/catalogo.datosgov.csv": "the same, as a table",
}
LARGEST_GRAPH = 10_000  # records: rdflib holds a gigabyte of them
FRESH = 100  # records, each written anew by rdflib
PLACE = "TUMBAGA_DATABASE_URL"
Measured = dict[str, float]


def filled(house: House) -> Iterator[Figure]:
    """Make and keep the fragments of every kept format."""
    with house.session() as session:
        head = reading.head(session)
    catalogue = house.catalogue(head)
    makers = [keeper(exporter, catalogue) for exporter in exporters.kept()]
    said = f"records, each in {len(makers)} formats, made and kept"
    measured = rate(
        head.seq, lambda: fragments.fill(house.writing, house.session, *makers)
    )
    yield Figure("fragments", said, measured)


def measure(house: House, count: int, database: str = "SQLite") -> Iterator[Figure]:
    """Our streams, then the same triples as one rdflib graph."""
    ours = {}
    small, large = AIMS[database]
    aim = f"under {large if count > LARGEST_GRAPH else small}"
    for path, name in DUMPS.items():
        ours[name] = found = apart("stream", house, path)
        yield streamed(name, found, aim if name in AIMED else "")
    for folder in FOLDERS.values():
        yield streamed(f"CSV of {folder}", apart("table", house, folder))
    yield from _ratio(house, "turtle", min(CAPPED, count), ours["Turtle"], count)
    most = min(LARGEST_GRAPH, count)
    yield from _ratio(house, "nt", most, ours["Turtle"], count)
    yield _fresh(house)


def streamed(name: str, found: Measured, aim: str = "") -> Figure:
    """One whole file in one line: time, speed, first byte, first record, memory."""
    told = (
        f"{found['seconds']:.2f} s ({found['cpu']:.2f} of CPU), "
        f"{found['bytes'] / 1e6 / found['seconds']:,.0f} MB/s, "
        f"first {found['first'] * 1000:.0f} ({found['busy'] * 1000:.0f} of CPU) "
        f"and {found['second'] * 1000:.0f} ms, "
        f"peak {found['peak']:.0f} MB ({found['peak'] - found['before']:+.0f})"
    )
    return Figure("dump", f"{name}, {found['bytes'] / 1e6:.1f} MB", told, aim)


def _fresh(house: House) -> Figure:
    """One record's Turtle, again and again: ours by HTTP, and the plain way."""
    ours, theirs = apart("record", house, ""), apart("fresh", house, "")
    told = (
        f"{ours['rate']:,.0f} /s against {theirs['rate']:,.0f} /s "
        f"= {ours['rate'] / theirs['rate']:.1f} x"
    )
    return Figure("rdflib", "a record as Turtle, ours whole, a graph a request", told)


def _ratio(
    house: House, form: str, number: int, ours: Measured, count: int
) -> Iterator[Figure]:
    theirs = apart(form, house, str(number))
    times = theirs["seconds"] / number / (ours["seconds"] / count)
    said = f"one rdflib graph, {number:,} records as {form}, per record against Turtle"
    value = f"{theirs['seconds']:.1f} s = {times:,.0f} x"
    yield Figure("rdflib", said, value)
    yield Figure("rdflib", f"{form}, peak of the process", f"{theirs['peak']:.0f} MB")


def apart(way: str, house: House, *rest: str) -> Measured:
    """Measure one way in a fresh process."""
    return apart_in(__file__, way, house, *rest)


def apart_in(file: str, way: str, house: House, *rest: str) -> Measured:
    """The same, of another file of the bench."""
    asked = [sys.executable, file, way, str(house.settings.folder), *rest]
    there = os.environ | {PLACE: house.settings.database_url}
    done = subprocess.run(asked, env=there, stdout=subprocess.PIPE, check=True)  # noqa: S603
    measured: Measured = json.loads(done.stdout)
    return measured


def settings(folder: str) -> Settings:
    """Of the world in a folder, its database where the one who asks says."""
    return Settings(data=folder, database_url=os.environ.get(PLACE, ""))


def peak() -> float:
    """The most memory that this process ever held, in MB.

    ``ru_maxrss`` would hold what the process that started this one had at that moment.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = status.read_text().split("VmHWM:")[1].split("\n")[0]
        return int(line.split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def stream(folder: str, path: str) -> Measured:
    """Through the application, as a client reads it, after asking for the head alone."""
    from tumbaga.web.app import create_app

    client = create_app(settings(folder)).test_client()
    client.head(path)
    before, start, worked = peak(), time.perf_counter(), time.process_time()
    response = client.get(path, buffered=False)
    found = _drained(response.iter_encoded(), start, worked)
    seconds, cpu = time.perf_counter() - start, time.process_time() - worked
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status}")
    return {"seconds": seconds, "cpu": cpu, "before": before, "peak": peak(), **found}


def _drained(pieces: Iterable[bytes], start: float, worked: float) -> Measured:
    """How much came, and when the first and the second piece did."""
    moments, size, busy = [], 0, 0.0
    for piece in pieces:
        if len(moments) < 2:
            busy = busy or time.process_time() - worked
            moments.append(time.perf_counter() - start)
        size += len(piece)
    return {"bytes": size, "first": moments[0], "busy": busy, "second": moments[-1]}


def table_of_kind(folder: str, name: str) -> Measured:
    """The CSV of one kind, as the nightly dump writes it."""
    house = House(settings(folder))
    kind = next(kind for kind, place in FOLDERS.items() if place == name)
    table = TableOfKind(kind)
    with house.session() as session:
        catalogue = house.catalogue(reading.head(session))
    before, start, worked = peak(), time.perf_counter(), time.process_time()
    bodies = fragments.stream(
        house.session,
        keeper(table, catalogue),
        upto=catalogue.head,
        condition=Is("kind", (kind,)),
    )
    found = _drained(assemble(table.frame(catalogue), bodies), start, worked)
    seconds, cpu = time.perf_counter() - start, time.process_time() - worked
    return {"seconds": seconds, "cpu": cpu, "before": before, "peak": peak(), **found}


def one_record(folder: str) -> Measured:
    """Turtle of single records, asked for through the application."""
    from tumbaga.web.app import create_app

    house = House(settings(folder))
    with house.session() as session:
        rows = reading.page(session, after=100, upto=2**62, limit=FRESH)
    client = create_app(house.settings).test_client()
    start = time.perf_counter()
    for row in rows:
        if client.get(f"{row.path}.ttl").status_code != 200:
            raise RuntimeError(row.path)
    return {"rate": FRESH / (time.perf_counter() - start)}


def one_graph_each(folder: str) -> Measured:
    """The same by a graph of rdflib for each request, reading and triples not counted."""
    from rdflib import Graph

    house = House(settings(folder))
    with house.session() as session:
        head = reading.head(session)
        rows = reading.page(session, after=100, upto=head.seq, limit=FRESH)
    made = [list(_terms_of(row, house.catalogue(head))) for row in rows]
    start = time.perf_counter()
    for triples in made:
        graph = Graph(bind_namespaces="none")
        for triple in triples:
            graph.add(triple)
        graph.serialize(format="turtle", encoding="utf-8")
    return {"rate": FRESH / (time.perf_counter() - start)}


def one_graph(folder: str, form: str, number: int) -> Measured:
    """What a catalogue does that builds one graph a request: add all, then serialise.

    The triples are made beforehand and not counted: only rdflib's part is.
    """
    from rdflib import Graph

    made = list(_terms(House(settings(folder)), number))
    start = time.perf_counter()
    graph = Graph(bind_namespaces="none")
    for triple in made:
        graph.add(triple)
    text = graph.serialize(format=form, encoding="utf-8")
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "bytes": len(text), "peak": peak()}


def _terms(house: House, number: int) -> Iterator[Any]:
    """The first records' triples in rdflib's terms."""
    with house.session() as session:
        head = reading.head(session)
        rows = reading.page(session, after=0, upto=head.seq, limit=number)
    for row in rows:
        yield from _terms_of(row, house.catalogue(head))


def _terms_of(row: reading.PublicRecord, catalogue: Catalogue) -> Iterator[Any]:
    from tumbaga.exporters.dcat import graph

    for triple in graph.of_record(row, catalogue):
        yield tuple(map(_term, (triple.subject, triple.predicate, triple.object)))


def _term(term: Any) -> Any:
    from rdflib import Literal, URIRef

    if not hasattr(term, "datatype"):
        return URIRef(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=URIRef(term.datatype.value))


def main() -> None:
    way, folder, rest = sys.argv[1:4]
    ways: dict[str, Callable[[], Measured]] = {
        "stream": lambda: stream(folder, rest),
        "table": lambda: table_of_kind(folder, rest),
        "record": lambda: one_record(folder),
        "fresh": lambda: one_graph_each(folder),
        "turtle": lambda: one_graph(folder, "turtle", int(rest)),
        "nt": lambda: one_graph(folder, "nt", int(rest)),
    }
    print(json.dumps(ways[way]()))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
