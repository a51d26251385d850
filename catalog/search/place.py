"""Where an index lies: one folder per build, a file that names the current one, a lock."""

import fcntl
import os
import shutil
from collections.abc import Hashable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4


class Place:
    """``current`` names the folder that readers use; ``broken`` one that failed them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> Path | None:
        """The folder in use, or None: never built, deleted, or found broken."""
        name = _read(self.folder / "current")
        if not name or name == _read(self.folder / "broken"):
            return None
        found = self.folder / name
        return found if found.is_dir() else None

    def signature(self) -> Hashable:
        """Differs after every switch, for one call to the system."""
        try:
            seen = (self.folder / "current").stat()
        except OSError:
            return None
        return seen.st_mtime_ns, seen.st_ino

    def fresh(self) -> Path:
        return self.folder / f"index-{uuid4().hex[:12]}"

    def words(self, folder: Path) -> Path:
        """Where the words of an index lie: beside it, for the engine owns its folder."""
        return self.folder / f"words-{folder.name}"

    def switch(self, built: Path) -> None:
        """Put a finished folder in use and remove the others."""
        _write(self.folder / "current", built.name)
        self.sweep()

    def sweep(self) -> None:
        """Remove what no reader is sent to: earlier builds, and those cut short."""
        name = _read(self.folder / "current")
        for other in self.folder.glob("index-*"):
            if other.name != name:
                shutil.rmtree(other, ignore_errors=True)
        for other in self.folder.glob("words-*"):
            if not other.name.startswith(f"words-{name}"):
                other.unlink(missing_ok=True)

    def give_up(self, folder: Path) -> None:
        """A reader could not read it: the next leader builds another."""
        with suppress(OSError):
            _write(self.folder / "broken", folder.name)

    @contextmanager
    def leading(self) -> Iterator[bool]:
        """Hold the lock, or yield False at once. The kernel frees it at kill -9."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / "lock"
        with path.open("a") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            # a lock on a file that was deleted meanwhile holds nobody off
            yield _same(held.fileno(), path)


def _same(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}-{uuid4().hex[:8]}")
    try:
        aside.write_text(text, "utf-8")
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
