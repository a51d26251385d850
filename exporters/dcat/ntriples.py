"""DCAT as N-Triples: one fact a line, for those who load it into something else."""

import pyoxigraph as ox

from ...records.reading import PublicRecord
from ..base import Catalogue, Frame
from . import graph

KEY = "nt"
MEDIA_TYPE = "application/n-triples"
SUFFIX = ".nt"
VERSION = "2"
KEPT = True


def accepts(one: PublicRecord) -> bool:
    """Every kind has a place in DCAT."""
    return one.document != {}


def fragment(one: PublicRecord, catalogue: Catalogue) -> bytes:
    return graph.write(graph.of_record(one, catalogue), ox.RdfFormat.N_TRIPLES)


def frame(catalogue: Catalogue) -> Frame:
    found = graph.of_catalogue(catalogue)
    return Frame(head=graph.write(found, ox.RdfFormat.N_TRIPLES))
