"""Pages and styles travel packed: a cheap phone on a slow line gets a fifth of them."""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

WORDY = {
    "application/atom+xml",
    "application/feed+json",
    "application/geo+json",
    "application/json",
    "application/xml",
    "image/svg+xml",
    "text/css",
    "text/html",
    "text/plain",
    "text/xml",
}
SMALLEST = 1000  # octets; below it, packing costs more than it saves
LARGEST = 1_000_000


@lru_cache(maxsize=32)
def _kept(content: bytes) -> bytes:
    """Our own files are packed once; there are few of them."""
    return _packed(content)


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, 6, mtime=0)


def pack(response: Response) -> Response:
    """Pack a whole answer of words, unless its view did so or it flows."""
    ours = response.direct_passthrough
    if (
        response.status_code != 200
        or response.mimetype not in WORDY
        or "Content-Encoding" in response.headers
        or (response.is_streamed and not ours)
        or (response.content_length or 0) > LARGEST
    ):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] <= 0:
        return response
    response.direct_passthrough = False
    content = response.get_data()
    if len(content) < SMALLEST:
        return response
    response.set_data(_kept(content) if ours else _packed(content))
    response.headers["Content-Encoding"] = "gzip"
    mark, weak = response.get_etag()
    if mark and not weak:
        response.set_etag(mark, weak=True)
    return response


def install(app: Flask) -> None:
    app.after_request(pack)
