"""What a harvester costs: full walks by OAI-PMH and CKAN, 304 answers, the dump to take.

Run as ``walking.py WAY FOLDER`` it prints what it measured as one JSON line, in a process
of its own, so that its memory is its own.
"""

import json
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dumping import Measured, apart_in, peak, settings
from table import Figure
from tumbaga.records import reading
from tumbaga.web.composition import House

TOKEN = re.compile(r"<resumptionToken[^>]*>([^<]+)</resumptionToken>")
ASKED = 300
WAYS = {
    "oai_dc": "OAI-PMH, ListRecords, oai_dc",
    "oai_ddi25": "OAI-PMH, ListRecords, oai_ddi25",
    "datacite": "OAI-PMH, ListRecords, datacite",
    "dcat": "OAI-PMH, ListRecords, dcat",
    "identifiers": "OAI-PMH, ListIdentifiers",
    "ckan": "CKAN, package_search by 100, sort=id asc",
    "ogc": "OGC API Records, items by 100",
}


def measure(house: House, most: int = 0) -> Iterator[Figure]:
    """Every walk to its end, or ``most`` records of each; the figure says which."""
    for way, name in WAYS.items():
        yield _walked(name, apart_in(__file__, way, house, str(most)))
    again = apart_in(__file__, "304", house)
    yield Figure("304", "/catalogo.ttl, one client", _rates(again))
    everything = apart_in(__file__, "everything", house)
    speed = everything["bytes"] / 1e6 / everything["seconds"]
    told = (
        f"{everything['bytes'] / 1e6:,.0f} MB in {everything['seconds']:.1f} s "
        f"({everything['cpu']:.1f} of CPU) = {speed:.0f} MB/s"
    )
    yield Figure("dump", "all formats and tables, packed, with sums", told)
    yield Figure("dump", "all of it, peak of the process", _memory(everything))
    sent = apart_in(__file__, "sent", house)
    speed = sent["bytes"] / 1e6 / sent["seconds"]
    yield Figure("dump", "a prepared file, sent", f"{speed:,.0f} MB/s")


def _walked(name: str, found: Measured) -> Figure:
    by_clock, by_work = (
        found["records"] / found[name_] for name_ in ("seconds", "cpu")
    )
    told = f"{by_clock:,.0f} /s ({by_work:,.0f} of CPU), peak {_memory(found)}"
    said = f"{'only the first ' if found['cut'] else 'all '}{found['records']:,.0f} records"
    return Figure("walk", f"{name}, {said}", told)


def _rates(found: Measured) -> str:
    return f"{found['rate']:,.0f} /s ({found['worked']:,.0f} of CPU)"


def _memory(found: Measured) -> str:
    return f"{found['peak']:.0f} MB ({found['peak'] - found['before']:+.0f})"


def walk(folder: str, steps: Callable[[Any], Iterator[int]], most: int = 0) -> Measured:
    """Through the application, without a network, page after page, up to ``most``."""
    from tumbaga.web.app import create_app

    client = create_app(settings(folder)).test_client()
    client.get("/oai?verb=Identify")
    before, start, worked = peak(), time.perf_counter(), time.process_time()
    records, more = 0, 0
    pages = steps(client)
    for found in pages:
        records += found
        if most and records >= most:
            more = next(pages, 0)
            break
    return {
        "records": records + more,
        "cut": bool(more),
        "seconds": time.perf_counter() - start,
        "cpu": time.process_time() - worked,
        "before": before,
        "peak": peak(),
    }


def oai(verb: str, prefix: str) -> Callable[[Any], Iterator[int]]:
    def steps(client: Any) -> Iterator[int]:
        query = f"metadataPrefix={prefix}"
        while query:
            text = client.get(f"/oai?verb={verb}&{query}").text
            yield text.count("<header")
            token = TOKEN.search(text)
            query = f"resumptionToken={token[1]}" if token else ""

    return steps


def ckan(client: Any) -> Iterator[int]:
    start, found = 0, 1
    while found:
        query = f"rows=100&start={start}&sort=id+asc"
        page = client.get(f"/api/3/action/package_search?{query}").json
        found = len(page["result"]["results"])
        yield found
        start += 100


def ogc(client: Any) -> Iterator[int]:
    start, found = 0, 1
    while found:
        path = f"/ogc/collections/catalogo/items?limit=100&offset={start}"
        found = client.get(path).json["numberReturned"]
        yield found
        start += 100


def unchanged(folder: str) -> Measured:
    from tumbaga.web.app import create_app

    client = create_app(settings(folder)).test_client()
    mark = {"If-None-Match": client.head("/catalogo.ttl").headers["ETag"]}
    start, worked = time.perf_counter(), time.process_time()
    for _ in range(ASKED):
        if client.get("/catalogo.ttl", headers=mark).status_code != 304:
            raise RuntimeError("no 304")
    seconds, cpu = time.perf_counter() - start, time.process_time() - worked
    return {"rate": ASKED / seconds, "worked": ASKED / cpu}


def everything(folder: str) -> Measured:
    """Bytes are those before packing. It is kept in the world, to be sent afterwards."""
    from tumbaga.web import dumping as dumps

    house = House(settings(folder))
    for half in dumps.place(house).glob(".*.partial"):
        shutil.rmtree(half)  # of a run that was stopped: it would be gone on with
    before, start, worked = peak(), time.perf_counter(), time.process_time()
    done = dumps.make(house)
    seconds, cpu = time.perf_counter() - start, time.process_time() - worked
    size = sum(map(_unpacked, done.folder.glob("*.gz")))
    found = {"bytes": size, "seconds": seconds, "cpu": cpu}
    return found | {"before": before, "peak": peak()}


def _unpacked(file: Path) -> int:
    """The last four bytes of a gzip file: its length unpacked, below 4 GB."""
    return int.from_bytes(file.read_bytes()[-4:], "little")


def sent(folder: str) -> Measured:
    """The largest file of the dump that ``everything`` left."""
    from tumbaga.web import dumping as dumps
    from tumbaga.web.app import create_app

    house = House(settings(folder))
    with house.session() as session:
        done = dumps.current(house, reading.head(session))
    if done is None:
        raise RuntimeError("there is no dump to send")
    client = create_app(settings(folder)).test_client()
    start, size = time.perf_counter(), 0
    with client.get(f"/descargas/{done.seq}/catalogo.nt.gz", buffered=False) as answer:
        for piece in answer.iter_encoded():
            size += len(piece)
    return {"bytes": size, "seconds": time.perf_counter() - start}


def main() -> None:
    way, folder = sys.argv[1:3]
    most = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    ways: dict[str, Callable[[], Measured]] = {
        **{
            prefix: lambda prefix=prefix: walk(folder, oai("ListRecords", prefix), most)
            for prefix in ("oai_dc", "oai_ddi25", "datacite", "dcat")
        },
        "identifiers": lambda: walk(folder, oai("ListIdentifiers", "oai_dc"), most),
        "ckan": lambda: walk(folder, ckan, most),
        "ogc": lambda: walk(folder, ogc, most),
        "304": lambda: unchanged(folder),
        "everything": lambda: everything(folder),
        "sent": lambda: sent(folder),
    }
    print(json.dumps(ways[way]()))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
