"""The files that the demo serves, and how a distribution describes its own."""

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from typing import BinaryIO

from .tables import served


def names() -> list[str]:
    folder = files(__package__).joinpath("files")
    return sorted(one.name for one in folder.iterdir() if one.name.endswith(".csv"))


def described(name: str) -> dict[str, str | int]:
    """What a distribution says of the file: its name, checksum and size."""
    content = served(name).read_bytes()
    return {
        "file_name": name,
        "checksum": hashlib.sha256(content).hexdigest(),
        "size": len(content),
    }


def opened() -> Iterator[BinaryIO]:
    """The content of each file in turn."""
    for name in names():
        yield BytesIO(served(name).read_bytes())
