"""SDMX: data of one indicator and of all, structures, answers 304."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dumping import apart, streamed
from table import Figure
from tumbaga.exporters.sdmx import names
from tumbaga.records import reading
from tumbaga.web.app import create_app
from tumbaga.web.composition import House

WHOLE = {
    "/sdmx/data/all": "SDMX-ML 2.1 generic",
    "/sdmx/data/all?format=xml-3.0": "SDMX-ML 3.0",
    "/sdmx/data/all?format=json-2.0": "SDMX-JSON 2.0",
    "/sdmx/data/all?format=csv-2.0": "SDMX-CSV 2.0",
    "/sdmx/dataflow": "dataflows",
    "/sdmx/categoryscheme?references=all": "themes, references=all",
    "/sdmx/codelist/CALI/CL_INDICATOR?format=structure-json-2.0": "CL_INDICATOR, JSON",
}
TIMES = 100


def measure(house: House) -> Iterator[Figure]:
    """Everything of a kind as one answer, then one indicator, then the same again."""
    for path, name in WHOLE.items():
        found = apart("stream", house, path)
        yield replace(
            streamed(f"all, {name}", found, "first byte under 50 ms"), group="SDMX"
        )
    yield from _one(house)


def _one(house: House) -> Iterator[Figure]:
    client = create_app(house.settings).test_client()
    flow = names.flow(_fullest(house))
    questions = {
        f"/sdmx/data/{flow}": "data of one indicator",
        f"/sdmx/dataflow/CALI/{flow}?references=all": "one indicator, references=all",
    }
    for path, name in questions.items():
        answer = client.get(path)
        yield Figure("SDMX", name, _rate(client, path, {}))
        tag = {"If-None-Match": answer.headers["ETag"]}
        yield Figure("SDMX", f"{name}, 304", _rate(client, path, tag))


def _rate(client: Any, path: str, headers: dict[str, str]) -> str:
    start = time.perf_counter()
    for _ in range(TIMES):
        client.get(path, headers=headers).close()
    return f"{TIMES / (time.perf_counter() - start):,.0f} /s"


def _fullest(house: House) -> reading.PublicRecord:
    """The indicator with most figures among the first of them."""
    with house.session() as session:
        rows = reading.page(
            session, after=0, upto=2**62, limit=500, kinds=["indicator"]
        )
    return max(rows, key=lambda one: one.document.get("observation_count") or 0)
