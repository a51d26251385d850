"""What a server answered: bounded, unpacked, and looked at before it is believed."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO

from ..schemas.tables import Unreadable

PIECE = 64 * 1024
IN_MEMORY = 4 * 2**20

TOO_LARGE = (
    "La respuesta de «{url}» pasa de {most} MB. Pida a la fuente que la dé por páginas."
)
UNKNOWN_PACKING = "«{url}» responde comprimido de un modo que no se pidió («{coding}»)."
DAMAGED = "La respuesta de «{url}» llegó cortada o dañada. Intente más tarde."
A_PAGE = (
    "«{url}» dio una página web en vez de datos: quizá pide iniciar sesión, está en "
    "mantenimiento o cambió de dirección. No se tocó nada de lo que ya había."
)
STATUS = {
    401: "pide usuario y clave",
    403: "no permite que se lea",
    404: "no existe",
    410: "ya no existe",
    429: "pide ir más despacio",
}
TIRED = "su servidor tiene un problema, también al preguntarle otra vez"
ANSWERED = "«{url}» respondió {status}: {means}. No se tocó nada de lo que ya había."
EMPTY = "«{url}» dio una respuesta vacía. No se tocó nada de lo que ya había."

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}encoding=["']([A-Za-z0-9._\-]{1,40})""")
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<table")


@dataclass
class Answer:
    """``body`` is unpacked and can be read again; ``status`` is 304 for "as before"."""

    url: str
    status: int
    headers: dict[str, str]
    body: IO[bytes]
    size: int = 0

    def __del__(self) -> None:
        self.body.close()

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    def start(self, length: int = 2048) -> bytes:
        """The first bytes, without what may stand before the content."""
        self.body.seek(0)
        first = self.body.read(length)
        self.body.seek(0)
        return first.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")

    def content(self) -> bytes:
        self.body.seek(0)
        return self.body.read()

    def text(self) -> str:
        """The content as text: by its mark, its XML declaration, its header, or tried."""
        content = self.content()
        for coding in self._codings(content):
            try:
                return content.decode(coding)
            except (UnicodeError, LookupError):
                continue
        return content.decode("latin-1")

    def require_ok(self) -> Answer:
        """Raise ``Unreadable`` for any status but 200; give it back else."""
        if self.status == 200:
            return self
        usual = TIRED if self.status >= 500 else "no dio lo que se le pidió"
        means = STATUS.get(self.status, usual)
        raise Unreadable(ANSWERED.format(url=self.url, status=self.status, means=means))

    def require_data(self) -> Answer:
        """Raise ``Unreadable`` for an empty answer or a web page; give it back else."""
        first = self.start()
        if not first:
            raise Unreadable(EMPTY.format(url=self.url))
        if is_page(first):
            raise Unreadable(A_PAGE.format(url=self.url))
        return self

    def _codings(self, content: bytes) -> Iterator[str]:
        for mark, coding in _MARKS:
            if content.startswith(mark):
                yield coding
        if declared := _DECLARED.search(content[:400]):
            yield declared[1].decode("ascii")
        if said := re.search(
            r"charset=\"?([\w.\-]+)", self.headers.get("content-type", "")
        ):
            yield said[1]
        yield from ("utf-8", "cp1252")


def is_page(first: bytes) -> bool:
    """Whether these first bytes are a web page, whatever its header says."""
    low = re.sub(
        rb"^(?:<\?xml[^>]*>|<!--.*?-->|\s)+", b"", first.lower(), flags=re.DOTALL
    )
    return low.startswith(_HTML) or (low.startswith(b"<") and b"<html" in low[:300])


def receive(response: HTTPResponse, url: str, most: int) -> Answer:
    """Read a response to its end, unpacked, at most ``most`` bytes.

    Raises ``Unreadable`` when it is larger, cut short or packed in an unknown way.
    """
    headers = {name.lower(): value for name, value in response.getheaders()}
    answer = Answer(url, response.status, headers, BytesIO())
    try:
        for piece in _unpacked(response, headers, url, most):
            answer.size += len(piece)
            _require_small(answer, most)
            if answer.size > IN_MEMORY and isinstance(answer.body, BytesIO):
                answer.body = _on_disk(answer.body)
            answer.body.write(piece)
    except BaseException:
        answer.body.close()
        raise
    finally:
        response.close()
    answer.body.seek(0)
    return answer


def _require_small(answer: Answer, most: int) -> None:
    if answer.size > most:
        raise Unreadable(TOO_LARGE.format(url=answer.url, most=most // 2**20))


def _on_disk(body: IO[bytes]) -> IO[bytes]:
    """A long answer goes on in a file, so that memory stays as it is."""
    place = TemporaryFile()  # noqa: SIM115 - the answer's own, closed with it
    body.seek(0)
    place.write(body.read())
    return place


def _unpacked(
    response: HTTPResponse, headers: dict[str, str], url: str, most: int
) -> Iterator[bytes]:
    coding = headers.get("content-encoding", "").strip().lower()
    if coding in {"", "identity"}:
        yield from _pieces(response, url)
        return
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise Unreadable(UNKNOWN_PACKING.format(url=url, coding=coding[:40]))
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    at_once = min(PIECE * 16, most + 1)
    try:
        for piece in _pieces(response, url):
            while piece:
                if unpack.eof:  # packed in several members, one after another
                    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
                yield unpack.decompress(piece, at_once)
                piece = unpack.unconsumed_tail or unpack.unused_data
    except zlib.error:
        raise Unreadable(DAMAGED.format(url=url)) from None
    if not unpack.eof:
        raise Unreadable(DAMAGED.format(url=url))


def _pieces(response: HTTPResponse, url: str) -> Iterator[bytes]:
    try:
        while piece := response.read1(PIECE):
            yield piece
    except (HTTPException, OSError):
        raise Unreadable(DAMAGED.format(url=url)) from None
    if response.length:
        raise Unreadable(DAMAGED.format(url=url))
