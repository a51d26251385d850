"""From public documents to formats. No queries, no Flask."""

from importlib import import_module
from typing import cast

from .base import RecordExporter

# One line an exporter; loaded on first use.
RECORD = {
    "ttl": "tumbaga.exporters.dcat.turtle",
    "jsonld": "tumbaga.exporters.dcat.jsonld",
    "rdf": "tumbaga.exporters.dcat.rdfxml",
    "nt": "tumbaga.exporters.dcat.ntriples",
    "json": "tumbaga.exporters.datajson",
    "ddi": "tumbaga.exporters.ddi.codebook",
}


def get(key: str) -> RecordExporter:
    """Return the record exporter ``key``. Raises ``KeyError`` if there is none."""
    return cast("RecordExporter", import_module(RECORD[key]))


def kept() -> list[RecordExporter]:
    """The exporters whose fragments are worth keeping."""
    return [exporter for exporter in map(get, RECORD) if exporter.KEPT]
