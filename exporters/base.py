"""What every record exporter offers, and how fragments become a file. Knows no format."""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from functools import cache
from typing import BinaryIO, Protocol
from urllib.parse import quote

from ..records.reading import PublicRecord
from ..schemas import vocabularies
from ..schemas.tables import Table
from .left_out import CANNOT, seen
from .values import escaped

log = logging.getLogger("tumbaga.left_out")
CHUNK = 64 * 1024
# What fragments say in words of the vocabularies: a corrected label must show at once.
SPOKEN = (
    "access_classes",
    "collection_modes",
    "dissemination_media",
    "documentation_states",
    "exceptions",
    "frequencies",
    "kinds",
    "languages",
    "licences",
    "media_types",
    "ppi_types",
    "publication_access",
    "relation_types",
    "spatial_levels",
    "storage",
    "territories",
    "themes",
)


@dataclass(frozen=True, slots=True)
class View:
    """One page of the catalogue, for formats that can say so (Hydra)."""

    address: str
    total: int
    first: str
    last: str
    next: str | None = None
    previous: str | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the catalogue says of itself. ``base_url`` ends without a slash.

    ``modified``, ``head`` and ``view`` belong to one answer; everything else is part of
    ``mark``, and so of the version under which fragments are kept.
    """

    base_url: str
    title: str
    description: str
    publisher_name: str
    publisher_url: str | None = None
    publisher_uid: str | None = None
    language: str = "es"
    licence: str | None = None
    spatial: str | None = None
    contact_email: str | None = None
    issued: date | None = None
    modified: datetime | None = None
    head: int = 0
    view: View | None = None

    @property
    def address(self) -> str:
        return f"{self.base_url}/catalogo"

    def identifier(self, uid: str) -> str:
        """The permanent address of anything in the catalogue."""
        return f"{self.base_url}/id/{escaped(uid)}"

    def page(self, record: PublicRecord) -> str:
        """The address of a record's page."""
        return self.base_url + quote(record.path)

    @property
    def mark(self) -> str:
        """A short digest of every setting that a fragment or a frame may repeat."""
        passing = ("modified", "head", "view")
        said = [getattr(self, f.name) for f in fields(self) if f.name not in passing]
        return _digest(repr(said) + _spoken())


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the fragments; ``lead`` only before a first one."""

    head: bytes
    separator: bytes = b""
    tail: bytes = b""
    lead: bytes = b""


class RecordExporter(Protocol):
    """The face of a module that writes one record at a time.

    ``KEPT`` says that its fragments cost more to make than to keep.
    """

    KEY: str
    MEDIA_TYPE: str
    SUFFIX: str
    VERSION: str
    KEPT: bool

    def accepts(self, record: PublicRecord) -> bool: ...
    def fragment(self, record: PublicRecord, catalogue: Catalogue) -> bytes: ...
    def frame(self, catalogue: Catalogue) -> Frame: ...


class TableExporter(Protocol):
    """The face of a module that writes a table, row by row."""

    KEY: str
    MEDIA_TYPE: str
    SUFFIX: str

    def write(self, table: Table, out: BinaryIO) -> None: ...


@dataclass(frozen=True, slots=True)
class Keeper:
    """An exporter bound to a catalogue, as those who read the ledger take it.

    Fragments are kept under ``format`` and ``version``: a corrected exporter, a moved
    site or a corrected label shows at once.
    """

    exporter: RecordExporter
    catalogue: Catalogue
    format: str
    version: str
    kept: bool
    failed: dict[str, int] = field(default_factory=dict, compare=False)

    def make(self, record: PublicRecord) -> bytes:
        """The fragment of ``record``; empty if the format has no place for it.

        One that cannot be written breaks no file: it is left out, logged with its
        cause, and named in ``failed`` with its ``seq``, so that nobody keeps it.
        """
        try:
            if not self.exporter.accepts(record):
                return b""
            return self.exporter.fragment(record, self.catalogue)
        except Exception:
            self.failed[record.uid] = record.seq
            log.exception(
                CANNOT, record.uid, self.format, extra=seen(record, self.format)
            )
            return b""


def keeper(exporter: RecordExporter, catalogue: Catalogue) -> Keeper:
    """Bind an exporter to what a fragment may repeat of the catalogue."""
    bound = replace(catalogue, modified=None, head=0, view=None)
    version = f"{exporter.VERSION}-{bound.mark}"
    return Keeper(exporter, bound, exporter.KEY, version, exporter.KEPT)


def assemble(frame: Frame, fragments: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the file in pieces of a fair size; empty fragments leave no trace."""
    yield frame.head
    pending, size, before = [], 0, frame.lead
    for body in fragments:
        if not body:
            continue
        pending += [before, body]
        size += len(body)
        before = frame.separator
        if size >= CHUNK:
            yield b"".join(pending)
            pending, size = [], 0
    yield b"".join([*pending, frame.tail])


def single(
    exporter: RecordExporter, record: PublicRecord, catalogue: Catalogue
) -> bytes:
    """One record's own file: the frame around its fragment."""
    body = keeper(exporter, catalogue).make(record)
    alone = replace(catalogue, head=0)
    return b"".join(assemble(exporter.frame(alone), [body]))


@cache
def _spoken() -> str:
    known = set(vocabularies.names())
    terms = {name: vocabularies.get(name).terms for name in SPOKEN if name in known}
    return _digest(repr(terms))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=6).hexdigest()
