"""What is read once all of it is there: put aside in order, on disk if it is much."""

import os
import pickle
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Generic, TypeVar

from ...records.seen import Seen

IN_MEMORY = 2**20
T = TypeVar("T")


class Spool(Generic[T]):
    """Things in the order in which they came, to be read when all are in it.

    The file has no name and no other reader: what is read from it was written here.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self._count = 0
        self._at_end = True

    def __del__(self) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[T]:
        self._at_end = False
        self._file.seek(0)
        for _number in range(self._count):
            yield pickle.load(self._file)  # noqa: S301

    def append(self, one: T) -> None:
        if not self._at_end:
            self._file.seek(0, os.SEEK_END)
            self._at_end = True
        pickle.dump(one, self._file, pickle.HIGHEST_PROTOCOL)
        self._count += 1


class Held(Spool[T]):
    """Things with the names that they go by."""

    def __init__(self) -> None:
        super().__init__()
        self._names, self._again = Seen(), Seen()

    def add(self, one: T, name: str) -> None:
        self.append(one)
        if not self._names.add(name):
            self._again.add(name)

    def is_alone(self, name: str) -> bool:
        """Whether just one thing of this name is held."""
        return name in self._names and name not in self._again
