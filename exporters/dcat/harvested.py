"""DCAT as one element of XML, as OAI-PMH hands it to a harvester."""

import pyoxigraph as ox

from ...records.reading import PublicRecord
from ..base import Catalogue
from . import graph

NAMESPACE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SCHEMA = "http://www.openarchives.org/OAI/2.0/rdf.xsd"
KINDS = ("production_process", "indicator", "dataset", "document")


def element_of(record: PublicRecord, catalogue: Catalogue) -> bytes:
    """The record's own graph as ``rdf:RDF``, the declaration of the file left out."""
    written = graph.write(graph.of_record(record, catalogue), ox.RdfFormat.RDF_XML)
    return written.partition(b"?>")[2].strip()
