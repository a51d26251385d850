"""The whole catalogue as a file, each way in a process of its own, so memory is its own.

Run as ``dumping.py WAY FOLDER [RECORDS]`` it prints what it measured as one JSON line.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from table import Figure, rate
from tumbaga import exporters
from tumbaga.catalog import fragments
from tumbaga.exporters.base import keeper
from tumbaga.records import reading
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

CAPPED = 1000  # rdflib's Turtle writer takes more than twice the time for twice as much
AIM = "under 0.3 s for 10,000"
DUMPS = {
    "/catalogo.ttl": "Turtle",
    "/catalogo.rdf": "RDF/XML",
    "/catalogo.jsonld": "JSON-LD",
    "/data.json": "data.json",
}
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


def measure(house: House, count: int) -> Iterator[Figure]:
    """Our streams, then the same triples as one rdflib graph."""
    ours = {}
    for path, name in DUMPS.items():
        ours[name] = found = apart("stream", house, path)
        aim = AIM if name in {"Turtle", "data.json"} else ""
        size = f"{found['bytes'] / 1e6:.0f} MB"
        value = f"{found['seconds']:.2f} s ({found['cpu']:.2f} of CPU)"
        yield Figure("dump", f"{name}, {size}", value, aim)
        yield Figure("dump", f"{name}, first byte", f"{found['first'] * 1000:.0f} ms")
        rise = f"{found['peak']:.0f} MB ({found['peak'] - found['before']:+.0f})"
        yield Figure("dump", f"{name}, peak of the process (rise)", rise, "constant")
    yield from _ratio(house, "turtle", min(CAPPED, count), ours["Turtle"], count)
    yield from _ratio(house, "nt", count, ours["Turtle"], count)


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
    done = subprocess.run(asked, check=True, capture_output=True, text=True)  # noqa: S603
    measured: Measured = json.loads(done.stdout)
    return measured


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

    client = create_app(Settings(data=folder)).test_client()
    client.head(path)
    before, start, worked = peak(), time.perf_counter(), time.process_time()
    response = client.get(path, buffered=False)
    first, size = 0.0, 0
    for piece in response.iter_encoded():
        first = first or time.perf_counter() - start
        size += len(piece)
    seconds, cpu = time.perf_counter() - start, time.process_time() - worked
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status}")
    return {
        "seconds": seconds,
        "cpu": cpu,
        "first": first,
        "bytes": size,
        "before": before,
        "peak": peak(),
    }


def one_graph(folder: str, form: str, number: int) -> Measured:
    """What a catalogue does that builds one graph a request: add all, then serialise.

    The triples are made beforehand and not counted: only rdflib's part is.
    """
    from rdflib import Graph

    made = list(_terms(House(Settings(data=folder)), number))
    start = time.perf_counter()
    graph = Graph(bind_namespaces="none")
    for triple in made:
        graph.add(triple)
    text = graph.serialize(format=form, encoding="utf-8")
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "bytes": len(text), "peak": peak()}


def _terms(house: House, number: int) -> Iterator[Any]:
    """The first records' triples in rdflib's terms."""
    from tumbaga.exporters.dcat import graph

    with house.session() as session:
        head = reading.head(session)
        rows = reading.page(session, after=0, upto=head.seq, limit=number)
    catalogue = house.catalogue(head)
    for row in rows:
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
        "turtle": lambda: one_graph(folder, "turtle", int(rest)),
        "nt": lambda: one_graph(folder, "nt", int(rest)),
    }
    print(json.dumps(ways[way]()))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
