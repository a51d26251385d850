"""The real catalogues and the data.json of the samples, harvested in one command.

``python benchmarks/run.py --only samples``: each folder into one catalogue by the kinds of
source that it holds, and again, when nothing may change. A thing has a reason or is here.
"""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import filling
from table import Figure
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


def _told(counts: Counter[str]) -> str:
    said = [f"{number:,} {result}" for result, number in sorted(counts.items())]
    return ", ".join(said) or "nothing"
