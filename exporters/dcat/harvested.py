"""DCAT as one element of XML, as OAI-PMH hands it to a harvester."""

import pyoxigraph as ox

from ...records.reading import PublicRecord
from ..base import Catalogue
from . import graph


def fragment(record: PublicRecord, catalogue: Catalogue) -> bytes:
    """The record's own graph as ``rdf:RDF``, the declaration of the file left out."""
    written = graph.write(graph.of_record(record, catalogue), ox.RdfFormat.RDF_XML)
    return written.partition(b"?>")[2].strip()
