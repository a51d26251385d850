"""Files that come in with the form: looked into, named anew, and kept by checksum."""

from collections.abc import Mapping
from typing import Any, BinaryIO, cast

from flask import flash, request
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from ...catalog import drafting, held_files, uploads
from ...catalog.uploads import Refused
from ...records.asset import Asset
from ...schemas.forms.sections import Section
from ..request import house
from ..signing import signed_in

NAME = "distributions"
OWN_WORDS = ("checksum", "size", "file_name")
LARGE_FORMS = frozenset(
    f"desk.{name}" for name in ("save", "autosave", "figures", "paste_figures")
)
LARGE, PARTS = 4 * 2**20, 8_000  # bytes of text, and fields, of one long section


def takes(section: Section) -> bool:
    """Whether the section has files in it."""
    return NAME in section.names


def widen(endpoint: str | None, _values: Any) -> None:
    """Let who is signed in send files and long sections; the house's bound is small."""
    if endpoint not in LARGE_FORMS or request.method != "POST" or signed_in() is None:
        return
    request.max_form_memory_size, request.max_form_parts = LARGE, PARTS
    request.max_content_length = house().settings.upload_bytes + LARGE


def received(
    session: Session, asset: Asset, data: Mapping[str, Any], moves: Mapping[str, str]
) -> dict[str, Any]:
    """The data with the files that came in, which the record holds from now on; a
    checksum that the form did not have is dropped.
    """
    if NAME not in data and not request.files:
        return dict(data)
    known = {**_known(drafting.typed(asset).get(NAME)), **_promised()}
    rows = [_own(row, known) for row in data.get(NAME, [])]
    for name, file in request.files.items():
        place = name.rpartition(".")[0]
        if file.filename and place.startswith(f"{NAME}."):
            said = _taken(file)
            if said:
                held_files.hold(session, asset.uid, said["checksum"])
                _put(rows, moves.get(place, ""), said)
    return {**data, NAME: rows}


def promise(mine: Mapping[str, Any]) -> str:
    """Our signed word on the files of a version that waits for a choice."""
    said = _known(mine.get(NAME))
    return _signer().dumps(said) if said else ""


def _promised() -> dict[str, Any]:
    try:
        return dict(_signer().loads(request.form.get("_files", "")))
    except (BadSignature, TypeError, ValueError):
        return {}


def _signer() -> URLSafeSerializer:
    person = signed_in()
    return URLSafeSerializer(
        house().secret, salt=f"desk files {person.uid if person else ''}"
    )


def _known(rows: Any) -> dict[str, dict[str, Any]]:
    return {
        one["checksum"]: {name: one[name] for name in OWN_WORDS if name in one}
        for one in rows or ()
        if isinstance(one, Mapping) and one.get("checksum")
    }


def _own(row: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """A row with our own word on its file, or without any."""
    kept = {name: one for name, one in row.items() if name not in OWN_WORDS}
    checksum = str(row.get("checksum", ""))
    return {**kept, **known.get(checksum, {})}


def _taken(file: FileStorage) -> dict[str, Any]:
    """Our own word on a file that is kept; nothing of one that is not."""
    limit = house().settings.upload_bytes
    stream = cast("BinaryIO", file.stream)
    try:
        taken = uploads.take(house().files, stream, file.filename or "", limit)
    except Refused as refusal:
        flash(f"No se guardó «{uploads.tidy(file.filename or '')}». {refusal}", "vino")
        return {}
    return {
        "checksum": taken.checksum,
        "size": taken.size,
        "file_name": taken.name,
        "media_type": taken.media_type,
    }


def _put(rows: list[dict[str, Any]], place: str, said: dict[str, Any]) -> None:
    if place.isdigit() and int(place) < len(rows):
        rows[int(place)] |= said
        rows[int(place)].setdefault("title", said["file_name"])
    else:
        rows.append({"title": said["file_name"], **said})
