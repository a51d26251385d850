"""Search over the ledger: one Spanish analyser, any engine. Knows no draft and no Flask."""

from .following import CaughtUp, catch_up, rebuild
from .index import Index, Status, open_index
from .question import Question
from .results import Change, Correction, FacetValue, Hit, Page, Suggestion
from .whole import Whole

__all__ = [
    "CaughtUp",
    "Change",
    "Correction",
    "FacetValue",
    "Hit",
    "Index",
    "Page",
    "Question",
    "Status",
    "Suggestion",
    "Whole",
    "catch_up",
    "open_index",
    "rebuild",
]
