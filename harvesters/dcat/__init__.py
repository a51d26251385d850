"""DCAT in RDF: Turtle, RDF/XML, N-Triples and JSON-LD, with Hydra's pages."""

from .mapping import map  # noqa: A004 - the word of every harvester
from .reading import read

VERSION = "2"

__all__ = ["VERSION", "map", "read"]
