"""The whole catalogue as files to take away: made once a head, with their checksums.

A dump lies in a folder named after the ``seq`` at which it was made. One that lies below
the ledger's ``cut`` may hold what is no longer public: it is deleted and never served.
"""

import contextlib
import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .. import exporters
from ..catalog import fragments, selecting
from ..catalog.selecting import Is
from ..exporters import all_observations
from ..exporters.base import Catalogue, Keeper, RecordExporter, assemble, keeper
from ..exporters.tables_of_kinds import TableOfKind
from ..records import reading
from ..records.publication import FOLDERS, KINDS
from ..records.reading import Head
from ..schemas import vocabularies
from .composition import House

TITLES = {
    "ttl": "Todo el catálogo: DCAT en Turtle",
    "jsonld": "Todo el catálogo: DCAT en JSON-LD",
    "rdf": "Todo el catálogo: DCAT en RDF/XML",
    "nt": "Todo el catálogo: DCAT en N-Triples",
    "json": "Lo que tiene datos, como lo pide datos.gov.co (data.json)",
    "jsonl": "Todo el catálogo: un registro por línea, en JSON",
    "dcat-us": "Lo que tiene datos: DCAT-US 3.0, en JSON",
    "ddi": "Los procesos de producción: DDI Codebook 2.5",
    "ddi-26": "Los procesos de producción: DDI Codebook 2.6",
    "ddi-l": "Los procesos de producción: DDI Lifecycle 3.3",
    "datosgov": "Los campos de datos.gov.co, en JSON",
    "datosgov-csv": "Los campos de datos.gov.co, en una tabla",
}
MANIFEST, SUMS = "contenido.json", "SHA256SUMS"
BATCH = 200
_SEQ = re.compile(r"\d{1,15}")


@dataclass(frozen=True)
class File:
    """One file of a dump: what it holds, its size in bytes and its SHA-256."""

    name: str
    title: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Dump:
    """A folder of files, whole, as of one head of one ledger."""

    folder: Path
    ledger_id: str
    seq: int
    made: datetime
    files: tuple[File, ...]

    def file(self, name: str) -> File | None:
        return next((one for one in self.files if one.name == name), None)


@dataclass(frozen=True)
class _Wanted:
    name: str
    title: str
    media_type: str
    write: Callable[[], Iterator[bytes]]


def place(house: House) -> Path:
    return house.settings.folder / "descargas"


def make(
    house: House,
    folder: Path | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> Dump:
    """Write every file; a kill leaves no half dump, and the next run goes on from there.

    Without ``folder`` it is kept in the house, where ``/descargas`` offers it.
    """
    with house.session() as session:
        head = reading.head(session)
    final = folder or place(house) / str(head.seq)
    aside = final.with_name(f".{final.name}.{head.ledger_id[:8]}-{head.seq}.partial")
    aside.mkdir(parents=True, exist_ok=True)
    failed: dict[str, list[str]] = {}
    files = []
    for wanted in _wanted(house, head, failed):
        file = _written(aside, wanted)
        files.append(file)
        told(f"{file.name}: {file.size} bytes")
    for name, uids in failed.items():
        told(f"{name}: quedaron por fuera {', '.join(sorted(uids))}; vea el registro.")
    _describe(aside, head, files)
    if folder is None:
        shutil.rmtree(final, ignore_errors=True)
        aside.replace(final)
        _forget_others(house, head.seq)
    else:
        _move_into(aside, final)
    found = read(final)
    if found is None:
        raise RuntimeError(f"no se pudo leer lo que se escribió en {final}")
    return found


def current(house: House, head: Head) -> Dump | None:
    """The newest dump that may be served; those that never may again are deleted.

    One above the head is of a ledger that is ahead of this reader's replica: it stays.
    """
    found = None
    for folder in _folders(house):
        dump = read(folder)
        if dump is None or dump.ledger_id != head.ledger_id or dump.seq < head.cut:
            shutil.rmtree(folder, ignore_errors=True)
        elif found is None and dump.seq <= head.seq:
            found = dump
    return found


def read(folder: Path) -> Dump | None:
    """A dump by its manifest; none if the folder is not a whole one."""
    try:
        said = json.loads((folder / MANIFEST).read_text("utf-8"))
        files = tuple(File(**one) for one in said["archivos"])
        made = datetime.fromisoformat(said["hecho"])
        return Dump(folder, said["registro"], int(said["hasta"]), made, files)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _folders(house: House) -> list[Path]:
    """The folders of dumps, the newest first."""
    root = place(house)
    if not root.is_dir():
        return []
    found = [one for one in root.iterdir() if _SEQ.fullmatch(one.name)]
    return sorted(found, key=lambda one: -int(one.name))


def _forget_others(house: House, seq: int) -> None:
    """Keep this one only; half made ones of other heads go too."""
    for one in place(house).iterdir():
        if one.is_dir() and one.name != str(seq):
            shutil.rmtree(one, ignore_errors=True)


def _wanted(
    house: House, head: Head, failed: dict[str, list[str]]
) -> Iterator[_Wanted]:
    catalogue = house.catalogue(head)
    for key in exporters.RECORD:
        exporter = exporters.get(key)
        name = "data.json" if key == "json" else f"catalogo{exporter.SUFFIX}"
        yield _whole(house, exporter, catalogue, name, failed)
    for kind in KINDS:
        table = TableOfKind(kind)
        yield _whole(house, table, catalogue, f"{FOLDERS[kind]}.csv", failed)
    yield _Wanted(
        "mediciones.csv.gz",
        "Todas las mediciones de los indicadores",
        "text/csv",
        lambda: _figures(house, catalogue),
    )


def _whole(
    house: House,
    exporter: RecordExporter,
    catalogue: Catalogue,
    name: str,
    failed: dict[str, list[str]],
) -> _Wanted:
    def write() -> Iterator[bytes]:
        kept = keeper(exporter, catalogue)
        yield from _assembled(house, exporter, kept, catalogue)
        if kept.failed:
            failed[name] = list(kept.failed)

    title = _title(exporter)
    return _Wanted(f"{name}.gz", title, exporter.MEDIA_TYPE, write)


def _title(exporter: RecordExporter) -> str:
    """What a person reads beside the file."""
    if isinstance(exporter, TableOfKind):
        plural = vocabularies.get("kinds").terms[exporter.kind].extra["plural_es"]
        return f"{plural}: una tabla con una fila por registro"
    return TITLES.get(exporter.KEY, "Todo el catálogo")


def _assembled(
    house: House, exporter: RecordExporter, kept: Keeper, catalogue: Catalogue
) -> Iterator[bytes]:
    bodies = fragments.stream(house.session, kept, upto=catalogue.head)
    return assemble(exporter.frame(catalogue), bodies)


def _figures(house: House, catalogue: Catalogue) -> Iterator[bytes]:
    yield all_observations.head()
    after, indicators = 0, Is("kind", ("indicator",))
    while True:
        with house.session() as session:
            rows = selecting.page(session, indicators, after=after, limit=BATCH)
            told = [(one, reading.observations(session, one.seq)) for one in rows]
        for one, observed in told:
            yield all_observations.rows(one, observed, catalogue)
        if len(rows) < BATCH:
            return
        after = rows[-1].seq


def _written(folder: Path, wanted: _Wanted) -> File:
    """Write the file packed, as one member; one that is there already is whole."""
    final = folder / wanted.name
    if not final.exists():
        half = folder / f".{wanted.name}"
        with half.open("wb") as out, gzip.GzipFile("", "wb", 6, out, mtime=0) as packed:
            for piece in wanted.write():
                packed.write(piece)
        half.replace(final)
    return File(
        wanted.name, wanted.title, wanted.media_type, final.stat().st_size, _sum(final)
    )


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _describe(folder: Path, head: Head, files: Iterable[File]) -> None:
    given = list(files)
    sums = "".join(f"{one.sha256}  {one.name}\n" for one in given)
    (folder / SUMS).write_text(sums, "utf-8")
    said: dict[str, Any] = {
        "registro": head.ledger_id,
        "hasta": head.seq,
        "hecho": datetime.now(UTC).isoformat(timespec="seconds"),
        "archivos": [asdict(one) for one in given],
    }
    (folder / MANIFEST).write_text(
        json.dumps(said, ensure_ascii=False, indent=2), "utf-8"
    )


def _move_into(aside: Path, final: Path) -> None:
    """Into a folder that the person named and may hold other things."""
    final.mkdir(parents=True, exist_ok=True)
    for one in aside.iterdir():
        one.replace(final / one.name)
    with contextlib.suppress(OSError):
        aside.rmdir()
