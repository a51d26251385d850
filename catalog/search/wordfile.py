"""The words of a large index in a file beside it: nothing to read before an answer.

Sorted lines, found by halving. The file is mapped, so every process shares it and none
waits for it at its start; who makes it is ``wordmaking``, in a process of its own.
"""

import json
import mmap
import time
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from .engines.base import Stamp
from .lately import Lately
from .words import MOST_BEGINNINGS, Near, Words, heard_as, letters

FORM = "2"
PARTS = ("keys", "tops", "near", "sounds", "written")
MANY = 400  # words that begin so, from which the commonest are told ready
MOST_GROUPS = 1000


class UnreadableError(Exception):
    """No such file, or one of another form."""


class WordFile(Words):
    """The same answers as ``Words``, from a file."""

    def __init__(self, path: Path) -> None:
        super().__init__(())
        self.path = path
        try:
            with path.open("rb") as file:
                head = json.loads(file.readline())
                first = file.tell()
                self._held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                self.built = path.stat().st_mtime
            self.stamp = Stamp.loads(head["stamp"])
            self.cost = float(head["cost"])
            self._parts = {
                name: (first + begun, first + ended)
                for name, (begun, ended) in zip(PARTS, head["parts"], strict=True)
            }
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UnreadableError(str(error)) from error
        ends = [ended for _begun, ended in self._parts.values()]
        if (head.get("form"), max(ends)) != (FORM, len(self._held)):
            raise UnreadableError("of another form, or not whole")
        with memoryview(self._held) as held, held[first:] as told:
            if zlib.crc32(told) != head.get("crc32"):
                raise UnreadableError("not as it was written")
        self._groups: Lately[list[Near]] = Lately(MOST_GROUPS)

    def written(self, folded: str) -> str:
        return next(self._told("written", folded), [folded])[0]

    def _beginning(self, prefix: str) -> list[str]:
        ready = next(self._told("tops", prefix), None)
        if ready is not None:
            return ready[0].split(" ")
        lines = (line.split("\t") for line in self._lines("keys", prefix))
        return self._commonest((word, int(count)) for _key, word, count in lines)

    def _sounding(self, sound: str) -> Iterator[tuple[str, int]]:
        for word, count in self._told("sounds", sound):
            yield word, int(count)

    def _group(self, first: str, length: int) -> list[Near]:
        name = f"{first}{length}"
        return self._groups.of(name, lambda: list(self._near_of(name)))

    def _near_of(self, name: str) -> Iterator[Near]:
        for key, word, count in self._told("near", name):
            yield letters(key), key, word, int(count)

    def _told(self, part: str, name: str) -> Iterator[list[str]]:
        """What stands under this very name."""
        start = f"{name}\t"
        for line in self._lines(part, start):
            yield line[len(start) :].split("\t")

    def _lines(self, part: str, start: str) -> Iterator[str]:
        """The lines that begin so."""
        held, (low, end) = self._held, self._parts[part]
        wanted, high = start.encode(), end
        while low < high:  # both are where lines begin
            middle = held.rfind(b"\n", low, (low + high) // 2) + 1 or low
            after = held.find(b"\n", middle, end) + 1
            if held[middle : after - 1] < wanted:
                low = after
            else:
                high = middle
        while low < end and held[low : low + len(wanted)] == wanted:
            after = held.find(b"\n", low, end) + 1
            yield held[low : after - 1].decode()
            low = after


def write(path: Path, words: Words, stamp: Stamp, since: float) -> None:
    """Put a file in the place of the one there was, at once and whole.

    ``since`` is the process's time from which its making is counted.
    """
    parts = [
        b"".join(sorted(f"{line}\n".encode() for line in lines))
        for lines in _parts(words)
    ]
    spans, at = [], 0
    for part in parts:
        spans.append((at, at + len(part)))
        at += len(part)
    told = b"".join(parts)
    head = {
        "form": FORM,
        "stamp": stamp.dumps(),
        "cost": time.process_time() - since,
        "parts": spans,
        "crc32": zlib.crc32(told),
    }
    aside = path.with_name(f"{path.name}.new")
    try:
        aside.write_bytes(b"".join((json.dumps(head).encode(), b"\n", told)))
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise


def _parts(words: Words) -> Iterator[Iterable[str]]:
    known = list(words.everything())
    yield (f"{key}\t{word}\t{count}" for key, word, count in known)
    yield _tops(known)
    near = list(words.compared())
    yield (f"{key[0]}{len(key)}\t{key}\t{word}\t{count}" for key, word, count in near)
    yield (
        f"{sound}\t{word}\t{count}"
        for key, word, count in near
        for sound in heard_as(key)
    )
    yield (f"{folded}\t{word}" for folded, word in words.accented())


def _tops(known: list[tuple[str, str, int]]) -> Iterator[str]:
    """The commonest words of each beginning that very many have."""
    tops = _common([key for key, _word, _count in known])
    for _less, word, key in sorted((-count, word, key) for key, word, count in known):
        for length in range(1, len(key) + 1):
            first = tops.get(key[:length])
            if first is None:
                break  # and so no longer one
            if len(first) < MOST_BEGINNINGS and word not in first[-1:]:
                first.append(word)
    for beginning, first in tops.items():
        yield f"{beginning}\t{' '.join(first)}"


def _common(keys: list[str]) -> dict[str, list[str]]:
    """The beginnings of more than ``MANY`` sorted keys."""
    found: dict[str, list[str]] = {}
    for one, other in zip(keys, keys[MANY:], strict=False):
        for length in range(1, len(one) + 1):
            beginning = one[:length]
            if not other.startswith(beginning):
                break
            found.setdefault(beginning, [])
    return found
