"""Making the file of words: in a process of its own, so that no answer waits for it.

In the process that answers, reading two hundred thousand words held every other thread
up, for a tenth of a second at a time.
"""

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

from .engines import load
from .wordfile import UnreadableError, WordFile, write
from .words import Words

PATIENCE = 600.0  # seconds
GENTLE = 5  # how much others go first


class NotMadeError(Exception):
    """There is no new file; the old one, if any, is still there."""


def make(name: str, folder: Path, path: Path) -> None:
    """Have the words of the index in ``folder`` written to ``path``."""
    known = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    called = [sys.executable, "-P", "-m", __name__, name, str(folder), str(path)]
    try:
        subprocess.run(  # noqa: S603 our own program; no word of it is typed by anybody
            called, env=known, timeout=PATIENCE, check=True, capture_output=True
        )
    except subprocess.CalledProcessError as error:
        raise NotMadeError(error.stderr.decode("utf-8", "replace")[-500:]) from error
    except (OSError, subprocess.SubprocessError) as error:
        raise NotMadeError(str(error)) from error


def run(name: str, folder: Path, path: Path) -> None:
    """Write the file, one process at a time; who comes second may find it written."""
    with path.with_name(f"{path.name}.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        start = time.process_time()
        snapshot = load(name)(folder).snapshot()
        if _is_there(path, snapshot.stamp.seq):
            return
        words = Words(snapshot.vocabulary())
        write(path, words, snapshot.stamp, start)


def _is_there(path: Path, seq: int) -> bool:
    try:
        return WordFile(path).stamp.seq >= seq
    except UnreadableError:
        return False


if __name__ == "__main__":
    os.nice(GENTLE)
    run(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
