"""Files of the private store, for those whom a page of the desk has let in."""

from flask import Response, send_file

from ...catalog.refusals import NotFound
from ..request import house


def download(checksum: str, name: str) -> Response:
    """Send a file to be saved, never to be shown by the browser.

    Raises ``NotFound`` when the store does not have it.
    """
    files = house().files
    if not files.has(checksum):
        raise NotFound("Ese archivo ya no está en el depósito.")
    response = send_file(
        files.path(checksum),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=name,
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
