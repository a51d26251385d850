"""Harvest of a source: a small, boring state machine in tables.

source → run → item. A run reads and checks a batch with no transaction open; the edge
opens one, applies the batch and commits. An item that was applied in this run is left
alone when the run is taken up again, so a run that was killed is finished by beginning
it again, and ends where an undisturbed one does.
"""

from .stepping import steps
from .work import Job, Outcome, Work

__all__ = ["Job", "Outcome", "Work", "steps"]
