"""Open a file that a person gave us as a table, whatever it turns out to be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ...schemas.tables import Table, Unreadable
from . import archives, csvfile, workbook
from .decoding import decode

LARGEST_FILE = 100 * 2**20
TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".txt"})
BOOK_SUFFIXES = frozenset({".xlsx", ".xlsm"})

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_TABLES = (
    (b"%PDF", "un PDF"),
    (b"\x89PNG", "una imagen"),
    (b"\xff\xd8\xff", "una imagen"),
    (b"GIF8", "una imagen"),
    (b"\x1f\x8b", "un archivo comprimido"),
    (b"Rar!", "un archivo comprimido"),
    (b"7z\xbc\xaf", "un archivo comprimido"),
    (b"SQLite format 3", "una base de datos"),
    (b"{\\rtf", "un documento de texto con formato"),
)
_ADVICE = "Guárdelo como «Libro de Excel (.xlsx)» o como CSV y vuelva a importarlo."

EMPTY = "El archivo está vacío."
NO_FILE = "No existe el archivo. Revise la ruta y el nombre."
A_FOLDER = "Es una carpeta, no un archivo. Escriba la ruta del archivo."
NOT_ALLOWED = "No se pudo abrir el archivo: revise sus permisos."
TOO_LARGE = (
    f"El archivo pasa de {LARGEST_FILE // 2**20} MB. Pártalo en varios y luego importe "
    "cada uno."
)
OLD_BOOK = (
    f"Es un libro del formato antiguo (.xls), aunque se llame distinto. {_ADVICE}"
)
OPEN_DOCUMENT = f"Es una hoja de LibreOffice (.ods). {_ADVICE}"
A_PAGE = (
    "Es una página web, no una tabla: quizá la dirección pedía iniciar sesión o ya no "
    "existe. Descargue el archivo de nuevo y ábralo para comprobarlo."
)
OTHER_MARKUP = f"Es un archivo XML o JSON, no una tabla. {_ADVICE}"
BINARY = f"El contenido no es texto ni una hoja de cálculo. {_ADVICE}"


def tables(path: Path, name: str = "") -> list[Table]:
    """Give the tables of a file, whose ``name`` may be another than where it lies.

    Raises Unreadable with what to do about it.
    """
    name = name or path.name
    content = checked(path, name)
    if content.startswith(_ZIP):
        return workbook.read(content, name)
    return [csvfile.read(content, name)]


def listed(path: Path, name: str, wanted: Callable[[str], bool]) -> Table:
    """Give the first table of a file that is no sheet of records: its header is the first
    row with a cell that is ``wanted``.

    Raises Unreadable with what to do about it, and NoHeader if there is no such row.
    """
    content = checked(path, name)
    if content.startswith(_ZIP):
        return workbook.listed(content, name, wanted)
    return csvfile.listed(content, name, wanted)


def checked(path: Path, name: str) -> bytes:
    """What a file holds, if it may be a table. Raises Unreadable."""
    suffix = Path(name).suffix.lower()
    if path.is_dir():
        raise Unreadable(A_FOLDER)
    if suffix not in TEXT_SUFFIXES | BOOK_SUFFIXES | {".xls", ".ods"}:
        said = f"«{suffix}»" if suffix else "sin terminación"
        raise Unreadable(
            f"No se sabe leer un archivo {said}: se reciben .csv, .tsv, .txt y .xlsx. "
            f"{_ADVICE}"
        )
    content = _content(path)
    if content.startswith(_ZIP):
        if b"opendocument.spreadsheet" in content[:200]:
            raise Unreadable(OPEN_DOCUMENT)
        return content
    _refuse(content)
    if suffix in BOOK_SUFFIXES:
        raise Unreadable(archives.DAMAGED)
    return content


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(TOO_LARGE)
        content = path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(NO_FILE) from None
    except OSError:
        raise Unreadable(NOT_ALLOWED) from None
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(EMPTY)
    return content


def _refuse(content: bytes) -> None:
    """Name by its first bytes what is no table."""
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise Unreadable(archives.ENCRYPTED if locked else OLD_BOOK)
    for start, name in _NOT_TABLES:
        if content.startswith(start):
            raise Unreadable(f"Es {name}, no una tabla. {_ADVICE}")
    first = content[:1024].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    lower = first.lower()
    if lower.startswith((b"<!doctype html", b"<html", b"<head", b"<table")):
        raise Unreadable(A_PAGE)
    if lower.startswith((b"<?xml", b"<rdf", b"<!doctype", b'{"', b"[{", b"{\n")):
        raise Unreadable(A_PAGE if b"<html" in lower else OTHER_MARKUP)
    text = decode(content[:65_536]).text
    if _strange(text) > len(text) * 0.02:
        raise Unreadable(BINARY)


def _strange(text: str) -> int:
    return sum(1 for sign in text if sign < " " and sign not in "\t\r\n\x0b\x0c\x1f")


def book(path: Path) -> bytes:
    """Give the bytes of a workbook that is safe to open, as one form or many tables."""
    content = _content(path)
    if not content.startswith(_ZIP) or b"opendocument.spreadsheet" in content[:200]:
        _refuse(content)
        raise Unreadable(f"No es un libro de cálculo .xlsx. {_ADVICE}")
    archives.check(content)
    return content


def text(path: Path) -> str:
    """Give the text of a file of separated values. Raises Unreadable for any other."""
    content = _content(path)
    if content.startswith(_ZIP):
        raise Unreadable(OPEN_DOCUMENT if b"opendocument" in content[:200] else BINARY)
    _refuse(content)
    return decode(content).text
