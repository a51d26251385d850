"""Answers that hold while the ledger stands still; the last ones asked for are kept."""

from threading import Lock
from typing import Any


class Remembered:
    """A small memory that several threads share; the oldest answer goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[Any, Any] = {}
        self._lock = Lock()

    def get(self, key: Any) -> Any:
        """The answer, or ``None`` if it is not known (any more)."""
        return self._known.get(key)

    def put(self, key: Any, value: Any) -> None:
        with self._lock:
            self._known[key] = value
            while len(self._known) > self._most:
                del self._known[next(iter(self._known))]
