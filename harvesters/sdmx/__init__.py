"""SDMX: dataflows as indicators and their data as observations, in XML, JSON or CSV."""

from .mapping import map  # noqa: A004 - the word of every harvester
from .reading import read

VERSION = "4"

__all__ = ["VERSION", "map", "read"]
