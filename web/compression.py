"""What is words travels packed: a cheap phone on a slow line gets a fifth of it."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache

from flask import Flask, Response, request

# Whole files that we keep: of others one may ask for a part.
FILES = {
    "application/json",
    "application/xml",
    "image/svg+xml",
    "text/css",
    "text/html",
    "text/plain",
    "text/xml",
}
WORDY = ("text/", "application/json", "application/xml")
SMALLEST = 1000  # octets; below it, packing costs more than it saves
LARGEST = 1_000_000


def words(mimetype: str) -> bool:
    """Whether packing makes it smaller: text, and whatever is JSON or XML within."""
    return mimetype.startswith(WORDY) or mimetype.endswith(("+json", "+xml"))


@lru_cache(maxsize=32)
def _kept(content: bytes) -> bytes:
    """Our own files are packed once; there are few of them."""
    return _packed(content)


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, 6, mtime=0)


def flowing(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """One gzip member: several would be cut off by browsers, curl and wget.

    The first piece does not wait in the packer: who asks can begin to read.
    """
    packer = zlib.compressobj(level=1, wbits=31)
    for number, chunk in enumerate(chunks):
        packed = packer.compress(chunk)
        if number == 0:
            packed += packer.flush(zlib.Z_SYNC_FLUSH)
        if packed:
            yield packed
    yield packer.flush()


def pack(response: Response) -> Response:
    """Pack an answer of words, unless its view did so: a long one while it flows."""
    ours = response.direct_passthrough
    size = response.content_length
    if (
        response.status_code != 200
        or not (response.mimetype in FILES if ours else words(response.mimetype or ""))
        or "Content-Encoding" in response.headers
        or (ours and (size or 0) > LARGEST)
    ):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] <= 0:
        return response
    if not ours and (response.is_streamed or (size or 0) > LARGEST):
        return _marked(_flowing(response))
    response.direct_passthrough = False
    content = response.get_data()
    if len(content) < SMALLEST:
        return response
    response.set_data(_kept(content) if ours else _packed(content))
    return _marked(response)


def _flowing(response: Response) -> Response:
    """The same while it is made; what its view opened is closed with it."""
    inner = response.response
    if hasattr(inner, "close"):
        response.call_on_close(inner.close)
    response.response = flowing(response.iter_encoded())
    response.headers.pop("Content-Length", None)
    return response


def _marked(response: Response) -> Response:
    response.headers["Content-Encoding"] = "gzip"
    mark, weak = response.get_etag()
    if mark and not weak:
        response.set_etag(mark, weak=True)
    return response


def install(app: Flask) -> None:
    app.after_request(pack)
