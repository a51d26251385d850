"""Where a source is: an address, a file or a folder of files, opened alike."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import orjson

from ..schemas.harvest import Item
from ..schemas.tables import Unreadable
from .answers import IN_MEMORY, Answer
from .http import Client

NO_PLACE = "No existe «{name}». Revise la ruta."
NOTHING = "No hay archivos {suffixes} en «{name}»."
NO_ACCESS = "No se pudo abrir «{name}»: revise sus permisos."
TOO_LARGE = "«{name}» pasa de {most} MB."


def documents(
    location: str, http: Client, suffixes: Iterable[str], *, conditional: bool = True
) -> Iterator[Answer | Item]:
    """The documents of a source: one of the web, one file, or those of a folder.

    A file of a folder that cannot be opened comes as an item with its problem. Raises
    ``Unreadable`` where the place itself is none.
    """
    if "://" in location:
        yield http.get(location, conditional=conditional).require_data()
        return
    path = Path(location)
    if not path.exists():
        raise Unreadable(NO_PLACE.format(name=location))
    if path.is_file():
        yield opened(path, http.limits.most_bytes)
        return
    wanted = tuple(suffixes)
    files = sorted(one for one in path.rglob("*") if _is_one(one, wanted))
    if not files:
        raise Unreadable(NOTHING.format(suffixes=", ".join(wanted), name=location))
    for one in files:
        name = str(one.relative_to(path))
        try:
            yield opened(one, http.limits.most_bytes, name)
        except Unreadable as error:
            yield Item(f"archivo:{name}", name, problem=str(error))


def opened(path: Path, most: int, name: str = "") -> Answer:
    """A file as if a server had answered with it. Raises ``Unreadable``."""
    name = name or path.name
    try:
        if path.stat().st_size > most:
            raise Unreadable(TOO_LARGE.format(name=name, most=most // 2**20))
        size = path.stat().st_size
        small = size <= IN_MEMORY
        body = BytesIO(path.read_bytes()) if small else path.open("rb")
    except OSError:
        raise Unreadable(NO_ACCESS.format(name=name)) from None
    return Answer(name, 200, {}, body, size).require_data()


def digest(content: Any) -> str:
    """The same for the same content, whatever the order of its keys."""
    try:
        said = orjson.dumps(content, default=str, option=orjson.OPT_SORT_KEYS)
    except (TypeError, ValueError):
        said = repr(content).encode("utf-8", "replace")
    return hashlib.sha256(said).hexdigest()


def _is_one(path: Path, suffixes: tuple[str, ...]) -> bool:
    return path.is_file() and path.name.lower().endswith(suffixes)
