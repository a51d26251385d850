"""How good a public record is: five checks, each with its reason and what to fix."""

from .assessment import ENOUGH, WEIGHTS, Quality, Summary, assess, score, summary
from .verdict import Check, Said

__all__ = [
    "ENOUGH",
    "WEIGHTS",
    "Check",
    "Quality",
    "Said",
    "Summary",
    "assess",
    "score",
    "summary",
]
