"""From public documents to formats. No queries, no Flask."""

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from ..records.reading import PublicRecord
from .base import Catalogue, RecordExporter, TableExporter

# One line an exporter; loaded on first use.
RECORD = {
    "ttl": "tumbaga.exporters.dcat.turtle",
    "jsonld": "tumbaga.exporters.dcat.jsonld",
    "rdf": "tumbaga.exporters.dcat.rdfxml",
    "nt": "tumbaga.exporters.dcat.ntriples",
    "json": "tumbaga.exporters.datajson",
    "jsonl": "tumbaga.exporters.jsonlines",
    "datosgov": "tumbaga.exporters.datosgov",
    "datosgov-csv": "tumbaga.exporters.datosgov_csv",
    "dcat-us": "tumbaga.exporters.dcat_us",
    "ddi": "tumbaga.exporters.ddi.codebook",
    "ddi-26": "tumbaga.exporters.ddi.codebook_26",
    "ddi-l": "tumbaga.exporters.ddi.lifecycle",
}


@dataclass(frozen=True)
class Dissemination:
    """One form of OAI-PMH: a module whose ``fragment`` makes one element of XML.

    The element declares its own namespaces and has no XML declaration before it; only
    the ``kinds`` have a place in the form. ``kept`` is the record exporter from whose
    kept fragment the module's ``element`` makes the same element, if there is one.
    """

    path: str
    namespace: str
    schema: str
    kinds: tuple[str, ...] = ("production_process", "indicator", "dataset", "document")
    kept: str = ""

    def element(self, fragment: bytes) -> bytes:
        """The element, from the kept fragment."""
        made: bytes = import_module(self.path).element(fragment)
        return made

    def write(self, record: PublicRecord, catalogue: Catalogue) -> bytes:
        module = cast("RecordExporter", import_module(self.path))
        return module.fragment(record, catalogue)


# What OAI-PMH disseminates, by its prefix; one entry a format.
METADATA = {
    "oai_dc": Dissemination(
        "tumbaga.exporters.dublin_core",
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    ),
    "dcat": Dissemination(
        "tumbaga.exporters.dcat.harvested",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://www.openarchives.org/OAI/2.0/rdf.xsd",
        kept="rdf",
    ),
    "oai_ddi25": Dissemination(
        "tumbaga.exporters.ddi.harvested",
        "ddi:codebook:2_5",
        "https://ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd",
        ("production_process",),
        kept="ddi",
    ),
    "datacite": Dissemination(
        "tumbaga.exporters.datacite",
        "http://datacite.org/schema/kernel-4",
        "https://schema.datacite.org/meta/kernel-4.5/metadata.xsd",
    ),
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
