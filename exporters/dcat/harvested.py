"""DCAT as one element of XML, as OAI-PMH hands it to a harvester."""

from ...records.reading import PublicRecord
from ..base import Catalogue
from . import rdfxml

OPENING = f"<rdf:RDF{rdfxml.SPACES}>\n".encode()


def fragment(record: PublicRecord, catalogue: Catalogue) -> bytes:
    """The record's own graph as ``rdf:RDF``, the declaration of the file left out."""
    return element(rdfxml.fragment(record, catalogue))


def element(body: bytes) -> bytes:
    """The same, of what RDF/XML has of the record: its root around it."""
    return OPENING + body + rdfxml.END
