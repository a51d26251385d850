"""The private store of files, by checksum. Who may have one is asked of the ledger."""

import hashlib
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

PIECE = 1 << 20
HALF = "tmp"  # how the name of a copy begins until it is whole
ABANDONED = 86_400.0  # seconds


@dataclass(frozen=True)
class Stored:
    """``checksum`` is the SHA-256 in hexadecimal; ``size`` is in bytes."""

    checksum: str
    size: int


class Files:
    """A folder of files named by their content; equal content is kept once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, source: BinaryIO) -> Stored:
        """Keep a copy; a kill in the middle leaves no half file under its name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with NamedTemporaryFile(dir=self.folder, prefix=HALF, delete=False) as copy:
            half = Path(copy.name)
            try:
                while piece := source.read(PIECE):
                    digest.update(piece)
                    size += len(piece)
                    copy.write(piece)
                copy.flush()
                os.fsync(copy.fileno())
                place = self.path(digest.hexdigest())
                place.parent.mkdir(exist_ok=True)
                half.replace(place)
            except BaseException:
                half.unlink(missing_ok=True)
                raise
        return Stored(digest.hexdigest(), size)

    def sweep(self) -> None:
        """Remove what a killed process had half copied."""
        for half in self.folder.glob(f"{HALF}*"):
            with suppress(OSError):
                if time.time() - half.stat().st_mtime > ABANDONED:
                    half.unlink()

    def path(self, checksum: str) -> Path:
        """Where the file lies, whether it is there or not.

        Raises ``ValueError`` for what is no checksum, so that no path can be forged.
        """
        if len(checksum) != 64 or set(checksum) - set("0123456789abcdef"):
            raise ValueError("not a SHA-256 checksum")
        return self.folder / checksum[:2] / checksum

    def has(self, checksum: str) -> bool:
        try:
            return self.path(checksum).is_file()
        except ValueError:
            return False
