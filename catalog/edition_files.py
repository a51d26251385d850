"""The files of editions leave with what they name: out means out, also in a dated document.

An edition that an act adopted stays as it was in the store of the house (Ley 1712 de
2014, art. 29). When a record that it names closes, its files leave the public in the same
transaction, and the edition says so; what may still be said of it is given again in its
public version, without those rows (art. 21).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from ..records import reading
from ..records.asset import Asset
from ..records.publication import FOLDERS, Publication, PublicationHistory, is_ours
from ..records.reading import PublicRecord
from ..schemas import spelling
from . import door, edition_codes
from .ledger import Entry
from .refusals import Refusal

FEW = 3  # addresses that are looked for one by one, without taking lines apart
PIECE = 1 << 20
STANDING = ("published", "retired")
LEFT = (
    " El {day} salieron del público sus archivos, porque nombraban información que ese "
    "día se cerró (Ley 1712 de 2014, arts. 18 a 21). El documento adoptado se conserva "
    "entero en la entidad."
)
CLOSED = (
    "«{title}» nombra {count} que hoy no se puede nombrar: sus archivos no salen así. En "
    "«Instrumentos», prepare su versión pública, o la edición de hoy."
)


def left_with(
    session: Session, uids: Collection[str], *, gone: bool = False
) -> list[Entry]:
    """The public editions that name any of these records, each without its files.

    ``gone``: not even that they exist is said any more, as of what is withdrawn.
    """
    entries = []
    for one in naming(session, uids, gone=gone):
        said = {**one.document, "description": _told(one.document)}
        said["distributions"] = [
            item for item in one.document["distributions"] if not is_ours(item)
        ]
        entries.append(
            Entry(one.uid, one.kind, one.slug, one.state, one.disclosure, _text(said))
        )
    return entries


def naming(
    session: Session, uids: Collection[str], *, gone: bool = False
) -> list[PublicRecord]:
    """The public editions whose files name any of these records."""
    found = [one for one in _public(session) if one.uid not in uids and _sum(one)]
    if not found:
        return []
    rows = select(Publication.uid, Publication.kind, Publication.slug).where(
        Publication.uid.in_(list(uids))
    )
    paths = {
        _path(kind, slug)
        for uid, kind, slug in session.execute(rows.distinct())
        if gone or slug != uid
    }
    return [one for one in found if _names(session, _sum(one), paths)]


def without_files(session: Session) -> set[str]:
    """The public editions whose files left."""
    return {one.uid for one in _public(session) if not _sum(one)}


def require_sayable(session: Session, assets: Sequence[Asset]) -> None:
    """Raise ``Refusal`` for an edition whose files name what has closed since."""
    for asset in assets:
        if edition_codes.is_edition(asset):
            sums = [one.checksum for one in asset.distributions if one.ours]
            closed = closed_since(session, edition_codes.day_of(asset))
            count = sum(len(_rows_named(session, one, closed)) for one in sums[:1])
            if count:
                many = "un registro" if count == 1 else f"{count} registros"
                raise Refusal(CLOSED.format(title=asset.title, count=many))


def closed_since(session: Session, day: str) -> set[str]:
    """The addresses that records had while more of them was public.

    Of what still has a public version, only if it was cut that day or later: what was
    made afterwards says no more than that version.
    """
    closing = aliased(Publication)
    shrunk = (
        select(PublicationHistory.uid, Publication.disclosure, closing.modified)
        .join(closing, closing.seq == PublicationHistory.cut)
        .join(Publication, Publication.uid == PublicationHistory.uid)
        .where(
            Publication.superseded.is_(None),
            or_(Publication.disclosure != "full", Publication.state == "withdrawn"),
        )
    )
    uids = {
        uid
        for uid, disclosure, moment in session.execute(shrunk)
        if disclosure != "partial"
        or moment.astimezone(spelling.BOGOTA).date().isoformat() >= day
    }
    return set(_addresses(session, uids))


def _addresses(session: Session, uids: set[str]) -> Iterator[str]:
    wanted = list(uids)
    for first in range(0, len(wanted), 500):
        rows = select(Publication.kind, Publication.slug).where(
            Publication.uid.in_(wanted[first : first + 500]),
            Publication.slug != Publication.uid,
        )
        for kind, slug in session.execute(rows.distinct()):
            yield _path(kind, slug)


def path_of(address: str) -> str:
    """The part of a row's address that a change of the site's name does not change."""
    return "/" + "/".join(address.rsplit("/", 2)[-2:])


def _public(session: Session) -> list[PublicRecord]:
    kind, start = edition_codes.KIND, edition_codes.ADDRESS
    return reading.by_slug_start(session, kind, start, states=STANDING)


def _sum(record: PublicRecord) -> str:
    """The checksum of the edition's CSV; nothing once its files have left."""
    listed: list[dict[str, Any]] = record.document.get("distributions") or []
    ours = [one for one in listed if is_ours(one)]
    of_csv = [one for one in ours if one.get("media_type") == "text/csv"]
    return str((of_csv or ours)[0]["checksum"]) if ours else ""


def _names(session: Session, checksum: str, paths: Collection[str]) -> bool:
    store = session.info.get("files")
    if store is None or not store.has(checksum):
        return True  # it cannot be looked into: deny by default
    return bool(_in_file(store.path(checksum), paths))


def _rows_named(
    session: Session, checksum: str | None, paths: Collection[str]
) -> set[str]:
    store = session.info.get("files")
    if store is None or not checksum or not store.has(checksum):
        return set()
    return _in_file(store.path(checksum), paths)


def _in_file(place: Path, paths: Collection[str]) -> set[str]:
    """Those of these addresses that end a line: the last column of a row is its page."""
    wanted = {one.encode(): one for one in paths}
    found: set[str] = set()
    if len(wanted) <= FEW and not _holds(place, wanted):
        return found  # as of most editions: told without taking their lines apart
    with place.open("rb") as lines:
        for line in lines:
            end = line.rstrip(b'\r\n"').rsplit(b"/", 2)[-2:]
            said = wanted.get(b"/" + b"/".join(end))
            if said is not None:
                found.add(said)
    return found


def _holds(place: Path, texts: Collection[bytes]) -> bool:
    """Whether any of these stands anywhere in a file."""
    longest, last = max(map(len, texts), default=0), b""
    with place.open("rb") as file:
        while piece := file.read(PIECE):
            told = last + piece
            if any(text in told for text in texts):
                return True
            last = told[-longest:]
    return False


def _told(document: dict[str, Any]) -> str:
    day = spelling.long_date(door.today())
    return str(document.get("description") or "").rstrip() + LEFT.format(day=day)


def _path(kind: str, slug: str) -> str:
    return f"/{FOLDERS[kind]}/{slug}"


def _text(document: dict[str, Any]) -> str:
    return door.text(
        {name: value for name, value in document.items() if value not in ("", [])}
    )


def struck(
    rows: Iterable[Sequence[str]], closed: Collection[str], name: int
) -> Iterator[list[str]]:
    """The rows of an edition, those of what closed with nothing but that they were there."""
    for row in rows:
        if row and path_of(row[-1]) in closed:
            blank = [""] * len(row)
            blank[name] = "Fila que se cerró después de adoptada la edición"
            yield blank
        else:
            yield list(row)
