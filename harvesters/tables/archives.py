"""Look into a workbook's archive before anything opens it. Refuses bombs and entities."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from zipfile import ZipFile, ZipInfo

from ...schemas.tables import Unreadable

MOST_ENTRIES = 2_000
LARGEST_ENTRY = 300 * 2**20
LARGEST_WHOLE = 600 * 2**20
STEEPEST_RATIO = 300
RATIO_COUNTS_FROM = 10 * 2**20
"""Small files may shrink a lot (styles, empty rows); only large ones are suspicious."""
LOOKED_AT = 4096

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,  # what XML parsers raise is one
    NotImplementedError,
    RuntimeError,
)
"""All that the archive, XML and workbook readers raise over damaged bytes."""

TOO_LARGE = (
    "El libro se expande a un tamaño desmedido al abrirlo y no se leyó. Copie solo las "
    "celdas con datos a un libro nuevo y guárdelo."
)
ENCRYPTED = (
    "El libro tiene contraseña. Ábralo, quítele la contraseña, guárdelo y vuelva a "
    "importarlo."
)
DAMAGED = "El libro está dañado o incompleto. Ábralo en la hoja de cálculo y guárdelo de nuevo."
_XML = (".xml", ".rels", ".vml")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([\w.:-]+)""")
_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"iso-8859-1", b"windows-1252"}

NOT_A_WORKBOOK = (
    "El archivo está comprimido, pero no es un libro de cálculo .xlsx. Guárdelo como "
    "«Libro de Excel (.xlsx)» o como CSV."
)
ENTITIES = (
    "El libro lleva definiciones de entidades, que una hoja de cálculo no necesita y que "
    "sirven para atacar. No se leyó."
)


def check(content: bytes) -> None:
    """Raise Unreadable for an archive that it is not safe, or not possible, to open."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            _sizes(archive.infolist())
            _is_workbook(archive)
            for entry in archive.infolist():
                _no_entities(archive, entry)
    except Unreadable:
        raise
    except BROKEN as error:
        raise Unreadable(DAMAGED) from error


def _is_workbook(archive: ZipFile) -> None:
    if "xl/workbook.xml" not in archive.namelist():
        raise Unreadable(NOT_A_WORKBOOK)


def _sizes(entries: list[ZipInfo]) -> None:
    """What an archive declares bounds what it yields: reading stops there."""
    if len(entries) > MOST_ENTRIES:
        raise Unreadable(TOO_LARGE)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Unreadable(ENCRYPTED)
    whole = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    largest = max((entry.file_size for entry in entries), default=0)
    steep = whole > RATIO_COUNTS_FROM and whole / packed > STEEPEST_RATIO
    if whole > LARGEST_WHOLE or largest > LARGEST_ENTRY or steep:
        raise Unreadable(TOO_LARGE)


def _no_entities(archive: ZipFile, entry: ZipInfo) -> None:
    """Look at every part: a relation can point the parser at any of them.

    A document type can only stand before the first element, so the start is enough,
    if it is written in an encoding that shows it.
    """
    with archive.open(entry) as stream:
        start = stream.read(LOOKED_AT)
    plain = start.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not plain.startswith(b"<"):
        if plain and entry.filename.endswith(_XML):
            raise Unreadable(DAMAGED)
        return
    prolog = re.split(rb"<[A-Za-z_]", plain, maxsplit=1)[0]
    declared = _ENCODING.search(prolog)
    hidden = declared is not None and declared[1].lower() not in _ENCODINGS
    if b"<!" in prolog.replace(b"<!--", b"") or len(prolog) > LOOKED_AT // 2 or hidden:
        raise Unreadable(ENTITIES)
