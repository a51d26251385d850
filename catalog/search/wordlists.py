"""The words of an index: of a large one they are read beside the requests, not in them."""

import logging
import time
from threading import Lock, Thread

from .engines.base import Ask, Snapshot, Stamp
from .words import Words

COSTLY = 0.05  # seconds to read all words, from which a list is used for longer
SPARED = 20  # times what it took to read them
MANY = 5000  # records, from which the words are read before anybody asks
log = logging.getLogger(__name__)


class WordList:
    """One list for all snapshots of an index. Safe for threads.

    Each word is asked for before it is told, so an old list only lacks new ones.
    """

    def __init__(self) -> None:
        self._words: Words | None = None
        self._stamp: Stamp | None = None
        self._built = self._cost = 0.0
        self._reading = Lock()
        self._reader: Thread | None = None

    def of(self, snapshot: Snapshot) -> Words:
        """The words of this snapshot; of a large index those of a while ago may do."""
        words = self._words
        if words is None or (self._moved(snapshot) and self._cost <= COSTLY):
            return self._read(snapshot)
        if self._moved(snapshot) and self._is_old():
            self._read_beside(snapshot)
        return words

    def ahead(self, snapshot: Snapshot) -> None:
        """Begin to read the words of a large index that was just opened."""
        if self._words is None and snapshot.count(Ask()) >= MANY:
            self._read_beside(snapshot)

    def _moved(self, snapshot: Snapshot) -> bool:
        return self._stamp != snapshot.stamp

    def _is_old(self) -> bool:
        return time.monotonic() - self._built > SPARED * self._cost

    def _read(self, snapshot: Snapshot) -> Words:
        with self._reading:
            if self._words is None or self._moved(snapshot):
                start = time.monotonic()
                self._words = Words(snapshot.vocabulary()).grouped()
                self._stamp, self._built = snapshot.stamp, time.monotonic()
                self._cost = self._built - start
            return self._words

    def _read_beside(self, snapshot: Snapshot) -> None:
        if self._reader is None or not self._reader.is_alive():
            self._reader = Thread(target=self._try, args=(snapshot,), daemon=True)
            self._reader.start()

    def _try(self, snapshot: Snapshot) -> None:
        try:
            self._read(snapshot)
        except Exception as error:  # noqa: BLE001 - the next question meets it too
            log.warning("the words of the index could not be read: %s", error)
