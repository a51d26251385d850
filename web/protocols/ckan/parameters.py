"""Parameters of CKAN's actions: whole numbers, yes or no, lists; as text or as JSON."""

import json
from collections.abc import Mapping
from typing import Any

from ..given import plain
from .envelope import Problem

Given = Mapping[str, Any]
LARGEST = 10**9
YES = {"true", "yes", "1", "t", "y", "on", "sí", "si"}


def text(given: Given, *names: str) -> str:
    """The first of the names that says something; a list gives its parts, side by side."""
    for name in names:
        value = given.get(name)
        if isinstance(value, list):
            value = " ".join(f"({one})" for one in value if one)
        if value not in (None, ""):
            return plain(value)
    return ""


def needed(given: Given, *names: str) -> str:
    """The same, and a validation error where there is none of them."""
    found = text(given, *names)
    if not found:
        raise Problem("Validation Error", f"Falta «{names[0]}».", names[0])
    return found


def whole(given: Given, name: str, default: int, most: int = LARGEST) -> int:
    """A whole number from 0; what is larger than ``most`` is ``most``, as in CKAN."""
    value = given.get(name)
    if value in (None, ""):
        return default
    written = str(value).strip()
    if not (written.isascii() and written.isdigit()):
        said = (
            f"«{name}» debe ser un número entero de 0 en adelante, no «{written[:40]}»."
        )
        raise Problem("Validation Error", said, name)
    return min(int(written[:18]), most)


def yes(given: Given, name: str, *, default: bool = False) -> bool:
    value = given.get(name)
    return default if value in (None, "") else str(value).lower() in YES


def several(given: Given, name: str) -> list[str]:
    """A list of words: as such, as JSON, or with commas between them."""
    value = given.get(name)
    if value in (None, ""):
        return []
    if isinstance(value, str):
        value = _parsed(value)
    items = value if isinstance(value, list) else [value]
    return [plain(one) for one in items if isinstance(one, str | int)][:50]


def _parsed(value: str) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return [part.strip(" []\"'") for part in value.split(",")]
