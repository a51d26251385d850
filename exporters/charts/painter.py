"""The renderer's keeper: starts it when first asked, waits so long, ends it.

It can be used from any process and any thread, after a fork too.
"""

import base64
import json
import os
import queue
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .specification import VERSION, Specification

PROGRAM = Path(__file__).with_name("paint.py")
PATIENCE = 60.0  # seconds for one drawing; a usual one takes a tenth of a second
SCALE = 2.0  # of a PNG, for screens of today
OWN = "TUMBAGA_"  # settings of the house, which are none of the renderer's business


class NotDrawn(RuntimeError):
    """The renderer refused it, died or took too long; the text says which."""


def available() -> bool:
    """Whether the renderer is installed (the extra ``charts``)."""
    return find_spec("vl_convert") is not None


class Painter:
    """One run of the renderer, as a context: leaving it ends the program."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._program: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def svg(self, specification: Specification) -> str:
        """Draw it as SVG. Raises ``NotDrawn``."""
        return self._ask({"form": "svg", "specification": specification})["svg"]

    def png(self, specification: Specification) -> bytes:
        """Draw it as PNG, ``SCALE`` pixels a unit. Raises ``NotDrawn``."""
        asked = {"form": "png", "scale": SCALE, "specification": specification}
        return base64.b64decode(self._ask(asked)["png"])

    def close(self) -> None:
        """End the program, whatever it is doing."""
        program, self._program = self._program, None
        if program is not None:
            program.kill()
            program.wait()
            for stream in (program.stdin, program.stdout):
                if stream is not None:
                    stream.close()

    def _ask(self, asked: dict[str, Any]) -> dict[str, str]:
        program = self._program or self._start()
        assert program.stdin is not None
        try:
            program.stdin.write(json.dumps({"version": VERSION, **asked}) + "\n")
            program.stdin.flush()
            line = self._answers.get(timeout=self.patience)
        except (OSError, queue.Empty) as error:
            self.close()
            raise NotDrawn(f"no answer: {type(error).__name__}") from error
        if not line:
            self.close()
            raise NotDrawn("the renderer ended")
        answer: dict[str, str] = json.loads(line)
        if "error" in answer:
            raise NotDrawn(answer["error"])
        return answer

    def _start(self) -> subprocess.Popen[str]:
        known = {k: v for k, v in os.environ.items() if not k.startswith(OWN)}
        self._program = subprocess.Popen(  # noqa: S603 our own program, no argument
            [sys.executable, "-P", str(PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=known,
        )
        self._answers = queue.Queue()
        reading = (self._program, self._answers)
        threading.Thread(target=_listen, args=reading, daemon=True).start()
        return self._program


def _listen(program: subprocess.Popen[str], answers: queue.Queue[str]) -> None:
    """Hand on each line, and an empty one at the end."""
    assert program.stdout is not None
    try:
        for line in program.stdout:
            answers.put(line)
    except ValueError:
        pass  # it was closed meanwhile
    answers.put("")
