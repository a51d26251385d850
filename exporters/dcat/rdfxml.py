"""DCAT as RDF/XML: the root and its namespaces in the frame."""

import pyoxigraph as ox

from ...records.reading import PublicRecord
from ..base import Catalogue, Frame
from . import graph
from .nodes import PREFIXES

KEY = "rdf"
MEDIA_TYPE = "application/rdf+xml"
SUFFIX = ".rdf"
VERSION = "2"
KEPT = True
SPACES = "".join(f'\n  xmlns:{prefix}="{iri}"' for prefix, iri in PREFIXES.items())
OPENING = f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{SPACES}>\n'.encode()
END = b"</rdf:RDF>"


def accepts(one: PublicRecord) -> bool:
    """Every kind has a place in DCAT."""
    return one.document != {}


def fragment(one: PublicRecord, catalogue: Catalogue) -> bytes:
    return _body(graph.of_record(one, catalogue))


def frame(catalogue: Catalogue) -> Frame:
    head = OPENING + _body(graph.of_catalogue(catalogue))
    return Frame(head=head, tail=END + b"\n")


def _body(triples: tuple[ox.Triple, ...]) -> bytes:
    """What lies inside the root element, which the frame opens with all prefixes."""
    text = graph.write(triples, ox.RdfFormat.RDF_XML)
    start = text.index(b">", text.index(b"<rdf:RDF")) + 1
    return text[start : text.rindex(END)].strip(b"\n") + b"\n"
