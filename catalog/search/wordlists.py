"""The words of an index: of a large one they lie in a file, made beside the requests."""

import logging
import time
from collections.abc import Hashable
from pathlib import Path
from threading import Lock, Thread

from . import wordmaking
from .engines.base import Ask, Engine, Snapshot, Stamp
from .wordfile import UnreadableError, WordFile
from .words import Words

COSTLY = 0.05  # seconds to read all words, from which a list is used for longer
SPARED = 20  # times what it took to read them
MANY = 5000  # records, from which the words are read before anybody asks
log = logging.getLogger(__name__)


class WordList:
    """One list for all snapshots of an index. Safe for threads.

    Each word is asked for before it is told, so an old list only lacks new ones.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._words: Words | None = None
        self._stamp: Stamp | None = None
        self._built = self._cost = 0.0
        self._reading = Lock()
        self._reader: Thread | None = None
        self._folder = self._path = self._of = Path()  # of whose index the words are
        self._file: Hashable = None

    def of(self, snapshot: Snapshot) -> Words:
        """The words of this snapshot; of a large index those of a while ago may do."""
        words = self._words
        if words is None or (self._moved(snapshot) and self._cost <= COSTLY):
            return self._read(snapshot)
        if self._moved(snapshot) and self._is_old():
            self._read_beside(snapshot)
        return words

    @property
    def stamp(self) -> Stamp | None:
        """What the words are those of."""
        return self._stamp

    def opened(self, snapshot: Snapshot, folder: Path, path: Path) -> None:
        """Take the words that lie in ``path``, or begin to read those of a large index."""
        self._folder, self._path = folder, path
        self._take()
        if self._words is None and _is_large(snapshot):
            self._read_beside(snapshot)

    def _moved(self, snapshot: Snapshot) -> bool:
        return self._stamp != snapshot.stamp

    def _is_old(self) -> bool:
        # whichever way the clock was set
        return abs(time.time() - self._built) > SPARED * self._cost

    def _read(self, snapshot: Snapshot) -> Words:
        with self._reading:
            words = self._words
            if words is None or self._moved(snapshot):
                start = time.time()
                words = Words(snapshot.vocabulary()).grouped()
                self._keep(words, snapshot.stamp, start, time.time() - start)
            return words

    def _take(self) -> None:
        """The file's words, if it is another file and they go as far as these.

        Its time does not tell: the clock may have been set back since.
        """
        try:
            seen = self._path.stat()
            mark = (self._path, seen.st_mtime_ns, seen.st_ino)
            if mark == self._file:
                return
            self._file = mark
            found = WordFile(self._path)
        except (OSError, UnreadableError):
            return
        stamp = self._stamp if self._of == self._path else None
        if stamp is None or found.stamp.seq >= stamp.seq:
            self._keep(found, found.stamp, found.built, found.cost)

    def _keep(self, words: Words, stamp: Stamp, built: float, cost: float) -> None:
        self._words, self._stamp, self._built, self._cost = words, stamp, built, cost
        self._of = self._path

    def _read_beside(self, snapshot: Snapshot) -> None:
        if self._reader is None or not self._reader.is_alive():
            self._reader = Thread(target=self._try, args=(snapshot,), daemon=True)
            self._reader.start()

    def _try(self, snapshot: Snapshot) -> None:
        try:
            if not (_is_large(snapshot) and self._have_made()):
                self._read(snapshot)
        except Exception as error:  # noqa: BLE001 - the next question meets it too
            log.warning("the words of the index could not be read: %s", error)

    def _have_made(self) -> bool:
        """Whether there is a new file, made by another process or at our wish."""
        words = self._words
        self._take()
        if self._words is words and _made(self._name, self._folder, self._path):
            self._take()
        return self._words is not words


def prepare(name: str, engine: Engine, folder: Path, path: Path) -> None:
    """Make the file for an index that was just built, if it is large."""
    if _is_large(engine.snapshot()):
        _made(name, folder, path)


def _made(name: str, folder: Path, path: Path) -> bool:
    try:
        wordmaking.make(name, folder, path)
    except wordmaking.NotMadeError as error:
        log.warning("the file of words could not be made: %s", error)
        return False
    return True


def _is_large(snapshot: Snapshot) -> bool:
    return snapshot.count(Ask()) >= MANY
