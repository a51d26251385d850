"""Files by checksum: served only while an open, current document names them."""

from datetime import date

from flask import Blueprint, Response, abort, request, send_file

from ...records import naming
from ..access import public
from ..request import house, session

# What programs that fetch everything call themselves; whoever says nothing is one.
MACHINES = ("bot", "crawl", "spider", "slurp", "preview", "monitor", "archiv")


@public
def file(checksum: str, name: str) -> Response:
    """Send a file to be saved; the name in the address is only what people read."""
    files = house().files
    if not files.has(checksum):
        abort(404)
    found = naming.file_named(session(), checksum)
    if found is None:
        abort(404)
    uid, described = found
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
    response.headers["Access-Control-Allow-Origin"] = "*"
    if _counts(response):
        house().taken.append((uid, date.today()))
    return response


def _counts(response: Response) -> bool:
    """A whole file, or its first part, that a person took: nothing else is kept."""
    agent = (request.user_agent.string or "").lower()
    start = request.range.ranges[0][0] if request.range else 0
    whole = response.status_code == 200 or (response.status_code == 206 and not start)
    asked = request.method == "GET" and whole
    return asked and bool(agent) and not any(name in agent for name in MACHINES)


def install(blueprint: Blueprint) -> None:
    blueprint.get("/archivos/<checksum>/<path:name>")(file)
