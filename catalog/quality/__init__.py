"""How good a public record is: five checks, each with its reason and what to fix."""

from .assessment import ENOUGH, WEIGHTS, Quality, Summary, assess, score, summary
from .freshness import next_due
from .verdict import Check, Said

__all__ = [
    "ENOUGH",
    "WEIGHTS",
    "Check",
    "Quality",
    "Said",
    "Summary",
    "assess",
    "next_due",
    "score",
    "summary",
]
