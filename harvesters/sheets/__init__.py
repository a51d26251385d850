"""Indicator sheets laid out as forms, one workbook each. Reads labels, not positions."""

from .mapping import draft as map  # noqa: A004 - the word of every harvester
from .reading import Book, read

__all__ = ["Book", "map", "read"]
