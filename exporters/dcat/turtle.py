"""DCAT as Turtle: the prefixes in the frame, one block a subject in the fragment."""

import pyoxigraph as ox

from ...records.reading import PublicRecord
from ..base import Catalogue, Frame
from . import graph

KEY = "ttl"
MEDIA_TYPE = "text/turtle"
SUFFIX = ".ttl"
VERSION = "2"
KEPT = True


def accepts(one: PublicRecord) -> bool:
    """Every kind has a place in DCAT."""
    return one.document != {}


def fragment(one: PublicRecord, catalogue: Catalogue) -> bytes:
    return _parts(graph.of_record(one, catalogue))[1]


def frame(catalogue: Catalogue) -> Frame:
    prefixes, body = _parts(graph.of_catalogue(catalogue))
    return Frame(head=prefixes + b"\n" + body + b"\n", separator=b"\n")


def _parts(triples: tuple[ox.Triple, ...]) -> tuple[bytes, bytes]:
    """The prefix lines, which come first, and the rest.

    pyoxigraph escapes line ends within a literal, so a text that holds a line
    ``@prefix …`` is never taken for one.
    """
    lines = graph.write(triples, ox.RdfFormat.TURTLE).splitlines(keepends=True)
    count = next(i for i, line in enumerate(lines) if not line.startswith(b"@prefix"))
    return b"".join(sorted(lines[:count])), b"".join(lines[count:])
