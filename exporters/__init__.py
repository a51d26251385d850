"""From public documents to formats. No queries, no Flask."""

from importlib import import_module
from typing import cast

from .base import RecordExporter, TableExporter

# One line an exporter; loaded on first use.
RECORD = {
    "ttl": "tumbaga.exporters.dcat.turtle",
    "jsonld": "tumbaga.exporters.dcat.jsonld",
    "rdf": "tumbaga.exporters.dcat.rdfxml",
    "nt": "tumbaga.exporters.dcat.ntriples",
    "json": "tumbaga.exporters.datajson",
}

# Written row by row, from any ``schemas.tables.Table``: ``write(table, out)``.
TABLE = {
    "csv": "tumbaga.exporters.tabular.csv",
    "xlsx": "tumbaga.exporters.tabular.xlsx",
    "pdf": "tumbaga.exporters.tabular.pdf",
}
# Built for a question about some documents: ``build(documents, question)``.
MESSAGE = {"chart": "tumbaga.exporters.charts"}


def get(key: str) -> RecordExporter:
    """Return the record exporter ``key``. Raises ``KeyError`` if there is none."""
    return cast("RecordExporter", import_module(RECORD[key]))


def table(key: str) -> TableExporter:
    """Return the table exporter ``key``. Raises ``KeyError`` if there is none."""
    return cast("TableExporter", import_module(TABLE[key]))


def kept() -> list[RecordExporter]:
    """The exporters whose fragments are worth keeping."""
    return [exporter for exporter in map(get, RECORD) if exporter.KEPT]
