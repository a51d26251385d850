"""The real catalogues and the data.json of the samples, harvested in one command.

``python benchmarks/run.py --only samples``: each folder into one catalogue by the kinds of
source that it holds, and again, when nothing may change. A thing has a reason or is here.
Then each file of the samples alone, saving nothing: it gives records, or says why not.
"""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import filling
from table import Figure
from tumbaga.schemas.tables import Unreadable
from tumbaga.web import harvests
from tumbaga.web.composition import House
from tumbaga.web.harvests import Asked
from tumbaga.web.settings import Settings

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
UNIT = "planeacion"  # of generate.organizations(), for what names no office
FOLDERS = (
    ("datajson", "catalogues/datajson-us"),
    ("dcat", "catalogues/dcat-de"),
    ("dcat", "catalogues/dcat-es"),
    ("dcat", "catalogues/dcat-municipal-it"),
    ("dcat", "catalogues/opendatasoft"),
    ("datajson", "datajson"),
)
ALONE = (
    ("datajson", "catalogues/datajson-us"),
    ("dcat", "catalogues/dcat-*"),
    ("dcat", "catalogues/opendatasoft"),
    ("datajson", "datajson"),
    ("ddi", "ddi/samples-*"),
    ("oai", "oai-pmh/samples-*"),
    ("sdmx", "sdmx/samples"),
    ("inventory", "inventories"),
    ("datajson", "inventories"),
    ("dcat", "dcat/examples-*"),
    ("ckan", "dcat/examples-*/ckan"),
)
RECORDS, REASONS, NEITHER = "with records", "with a reason", "with neither"


def measure(folder: Path) -> Iterator[Figure]:
    """All the folders, and all of them again."""
    house = House(Settings(data=f"{folder}/samples"))
    filling.found(house)
    for turn in ("first", "again"):
        start, total = time.perf_counter(), Counter[str]()
        for kind, place in FOLDERS:
            asked = Asked(str(DATA / place), "todo", kind, UNIT)
            work = harvests.run(house, asked)
            total += work.counts
            yield Figure("samples", f"{kind}, {place}, {turn}", _told(work.counts), "")
        value = f"{_told(total)}; {time.perf_counter() - start:.1f} s"
        aim = "nothing created, nothing changed" if turn == "again" else ""
        yield Figure("samples", f"all folders, {turn}", value, aim)
    house.engine.dispose()


def each(folder: Path) -> Iterator[Figure]:
    """Every file by itself; what is neither a record nor a reason would be our fault."""
    house = House(Settings(data=f"{folder}/alone"))
    filling.found(house)
    total = Counter[str]()
    for kind, places in ALONE:
        files = [
            file
            for place in sorted(DATA.glob(places))
            for file in sorted(place.rglob("*"))
            if file.is_file()
        ]
        ends = Counter(_end(house, kind, file) for file in files)
        total += ends
        told = f"{len(files)} files: {_told(ends)}"
        yield Figure("samples", f"{kind}, {places}, alone", told, f"0 {NEITHER}")
    told = f"{total.total()} files: {_told(total)}"
    yield Figure("samples", "all files, alone", told, f"0 {NEITHER}")
    house.engine.dispose()


def _end(house: House, kind: str, file: Path) -> str:
    try:
        work = harvests.run(house, Asked(str(file), "todo", kind, UNIT, preview=True))
    except Unreadable as error:
        return REASONS if str(error) else NEITHER
    if work.count("created"):
        return RECORDS
    return REASONS if work.reason or work.failures else NEITHER


def _told(counts: Counter[str]) -> str:
    said = [f"{number:,} {result}" for result, number in sorted(counts.items())]
    return ", ".join(said) or "nothing"
