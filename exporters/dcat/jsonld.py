"""DCAT as JSON-LD 1.1, its context in line: nothing to fetch."""

import orjson

from ...records.reading import PublicRecord
from ..base import Catalogue, Frame
from . import catalog, graph
from .nodes import PREFIXES, Node

KEY = "jsonld"
MEDIA_TYPE = "application/ld+json"
SUFFIX = ".jsonld"
VERSION = "2"
KEPT = True


def accepts(one: PublicRecord) -> bool:
    """Every kind has a place in DCAT."""
    return one.document != {}


def fragment(one: PublicRecord, catalogue: Catalogue) -> bytes:
    return b",\n".join(map(_written, graph.described(one, catalogue)))


def frame(catalogue: Catalogue) -> Frame:
    context = orjson.dumps(PREFIXES, option=orjson.OPT_INDENT_2)
    head = b'{"@context": %s,\n"@graph": [\n%s' % (
        context,
        _written(catalog.describe(catalogue)),
    )
    return Frame(head=head, lead=b",\n", separator=b",\n", tail=b"\n]}\n")


def _written(node: Node) -> bytes:
    """Such that it could stand inside a page's ``<script>`` as well."""
    return orjson.dumps(node).replace(b"</", b"<\\/")
