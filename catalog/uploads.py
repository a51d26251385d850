"""Files that people send: known by what is in them, never by what they are called."""

import os
import re
import unicodedata
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from ..schemas.texts import one_line
from .files import Files

LOOKED_AT = 64 * 1024
LONGEST_NAME = 120

PAGE = (
    "Es una página web o un dibujo SVG: puede traer programas dentro y no se recibe. "
    "Guárdelo como PDF, PNG o texto."
)
PROGRAM = "Es un programa, y no se recibe. Suba los datos o el documento."
MACROS = "El libro trae macros, y no se recibe. Guárdelo como «Libro de Excel (.xlsx)»."
UNKNOWN = (
    "No se reconoce lo que trae. Se reciben CSV, hojas de cálculo, JSON, XML, "
    "documentos, PDF, imágenes y ZIP."
)
EMPTY = "El archivo está vacío."
TOO_LARGE = "El archivo pasa de {limit} MB. Pártalo, o publique su dirección."

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"SQLite format 3\x00", "application/geopackage+sqlite3"),
    (b"\x1f\x8b", "application/gzip"),
    (b"PAR1", "application/vnd.apache.parquet"),
)
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
INSIDE = {
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
OPEN_DOCUMENT = frozenset(
    {
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.text",
    }
)
BY_SUFFIX = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".xml": "application/xml",
    ".txt": "text/plain",
    ".xls": "application/vnd.ms-excel",
    ".doc": "application/msword",
}
ACTIVE = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|script|svg|iframe|object|embed|\w+:script)"
    rb"|xmlns\s*=\s*[\"']http://www\.w3\.org/(?:2000/svg|1999/xhtml)",
    re.IGNORECASE,
)


class Refused(ValueError):
    """A file that is not kept; the text says why and what to do."""


@dataclass(frozen=True)
class Taken:
    """A file of ours: its SHA-256, its bytes, its tidy name and its media type."""

    checksum: str
    size: int
    name: str
    media_type: str


def take(files: Files, source: BinaryIO, name: str, limit: int) -> Taken:
    """Keep a file. ``limit`` is in bytes. Raises ``Refused``."""
    size = source.seek(0, os.SEEK_END)
    source.seek(0)
    if size == 0:
        raise Refused(EMPTY)
    if size > limit:
        raise Refused(TOO_LARGE.format(limit=limit // 2**20))
    tidied = tidy(name)
    media_type = kind_of(source, tidied)
    source.seek(0)
    stored = files.put(source)
    return Taken(stored.checksum, stored.size, tidied, media_type)


def tidy(name: str) -> str:
    """The file's own name, without folders, signs of control or of a path."""
    last = re.split(r"[/\\]", name)[-1]
    plain = one_line(unicodedata.normalize("NFC", last))
    safe = re.sub(r"[^\w .()\-]+", "-", plain).strip(" .-") or "archivo"
    stem, suffix = os.path.splitext(safe)
    stem = stem.strip(" .-") or "archivo"
    return stem[: LONGEST_NAME - len(suffix[:12])] + suffix[:12]


def kind_of(source: BinaryIO, name: str) -> str:
    """The media type by what stands inside. Raises ``Refused``."""
    start = source.read(LOOKED_AT)
    if start.startswith(PROGRAMS):
        raise Refused(PROGRAM)
    if start.startswith(b"PK"):
        return _packed(source)
    suffix = os.path.splitext(name)[1].lower()
    if start.startswith(OLD_OFFICE) and suffix in {".xls", ".doc"}:
        return BY_SUFFIX[suffix]
    for signature, media_type in SIGNATURES:
        if start.startswith(signature):
            return media_type
    return _text(start, suffix)


def _packed(source: BinaryIO) -> str:
    try:
        with ZipFile(source) as archive:
            names = archive.namelist()
            said = archive.read("mimetype")[:100] if names[:1] == ["mimetype"] else b""
    except (BadZipFile, NotImplementedError, ValueError):
        raise Refused(UNKNOWN) from None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused(MACROS)
    if said.decode("ascii", "replace") in OPEN_DOCUMENT:
        return said.decode("ascii")
    for folder, media_type in INSIDE.items():
        if "[Content_Types].xml" in names and any(
            name.startswith(folder) for name in names
        ):
            return media_type
    return "application/zip"


def _text(start: bytes, suffix: str) -> str:
    utf16 = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    looked = start.decode("utf-16", "replace").encode() if utf16 else start
    if ACTIVE.search(looked):
        raise Refused(PAGE)
    if b"\x00" in looked:
        raise Refused(UNKNOWN)
    bare = looked.lstrip(b"\xef\xbb\xbf \t\r\n")
    if bare.startswith(b"<?xml") or (bare.startswith(b"<") and suffix == ".xml"):
        return "application/xml"
    if bare.startswith((b"{", b"[")):
        return BY_SUFFIX[".geojson" if suffix == ".geojson" else ".json"]
    found = BY_SUFFIX.get(suffix, "")
    if found.startswith("text/"):
        return found
    if suffix in {".html", ".htm", ".svg", ".xhtml", ".js", ".mjs"}:
        raise Refused(PAGE)
    if suffix:
        raise Refused(UNKNOWN)
    return "text/plain"
