"""Server time of a page: through the application, no network."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from table import Figure, Lap
from tumbaga.records import reading
from tumbaga.records.publication import FOLDERS
from tumbaga.web.app import create_app
from tumbaga.web.composition import House

EACH = 60
AIM = "under 5 ms"


def measure(house: House) -> Iterator[Figure]:
    """A record page of each kind, then the search page and the home page."""
    settings = replace(house.settings, search_url="tantivy")
    client = create_app(settings).test_client()

    def taken(paths: Sequence[str]) -> str:
        client.get(paths[0])
        lap = Lap()
        for path in paths:
            with lap.timing():
                response = client.get(path)
            if response.status_code != 200:
                raise RuntimeError(f"{path}: {response.status}")
        return str(lap)

    for kind, paths in _paths(house).items():
        what = f"record, {kind}, p50 / p95"
        yield Figure("page", what, taken(paths), AIM if kind in RECORDS else "")
    yield Figure("page", "home, p50 / p95", taken(["/"] * EACH))


RECORDS = [kind for kind in FOLDERS if kind != "organization"]


def _paths(house: House) -> dict[str, list[str]]:
    chance = random.Random(1)
    found: dict[str, list[str]] = {}
    with house.session() as session:
        upto = reading.head(session).seq
        for kind in FOLDERS:
            rows = reading.page(session, after=0, upto=upto, limit=2000, kinds=[kind])
            found[kind] = [chance.choice(rows).path for _ in range(EACH)]
    return found
