"""Files by checksum: served only while an open, current document names them."""

from flask import Blueprint, Response, abort, send_file

from ...records import reading
from ..access import public
from ..request import house, session


@public
def file(checksum: str, name: str) -> Response:
    """Send a file to be saved; the name in the address is only what people read."""
    files = house().files
    if not files.has(checksum):
        abort(404)
    described = reading.file_named(session(), checksum)
    if described is None:
        abort(404)
    response = send_file(
        files.path(checksum),
        mimetype=described.get("media_type") or "application/octet-stream",
        as_attachment=True,
        download_name=name,
        etag=checksum,
        conditional=True,
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.cache_control.no_cache = True
    return response


def install(blueprint: Blueprint) -> None:
    blueprint.get("/archivos/<checksum>/<path:name>")(file)
