"""From a folder of workbooks to items, one a file. Opens nothing that is not asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...schemas.tables import Unreadable

SUFFIXES = {".xlsx", ".xlsm", ".xls", ".ods"}

NOTHING = (
    "No hay libros de cálculo (.xlsx) en «{name}». Escriba la carpeta donde están las "
    "fichas, o un archivo."
)
NO_PLACE = "No existe «{name}». Revise la ruta."


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that has not been opened yet."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name


def read(source: Path) -> Iterator[Book]:
    """The workbooks of a folder, by name; or the one file. Raises ``Unreadable``."""
    if not source.exists():
        raise Unreadable(NO_PLACE.format(name=source))
    if source.is_file():
        yield Book(source)
        return
    books = sorted(path for path in source.iterdir() if _is_book(path))
    if not books:
        raise Unreadable(NOTHING.format(name=source))
    yield from (Book(path) for path in books)


def _is_book(path: Path) -> bool:
    """Spreadsheets leave ``~$`` files beside those that are open."""
    hidden = path.name.startswith((".", "~$"))
    return path.is_file() and not hidden and path.suffix.lower() in SUFFIXES
