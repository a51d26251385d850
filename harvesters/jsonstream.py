"""JSON of any size, read element by element: a catalogue is never whole in memory."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Generator, Iterator
from typing import IO, Any

from ..schemas.tables import Unreadable
from ..schemas.texts import mended
from .answers import Answer

PIECE = 256 * 1024
LARGEST = 32 * 2**20
"""The longest that one element may be, in signs."""

WRONG = "«{name}» no es JSON bien formado: se esperaba {wanted} en el signo {place}."
NO_LIST = "«{name}» no trae la lista «{key}»: no parece un catálogo de esta clase."
DEEP = "«{name}» anida listas o grupos más hondo de lo que se puede leer."
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_OF_LONG_NUMBERS = json.JSONDecoder(parse_int=str)
"""For numbers of more figures than Python turns into one (4,300): they stay texts."""


class _Text:
    """A window over the text, that grows until an element fits into it."""

    def __init__(self, body: IO[bytes], name: str, coding: str) -> None:
        self._body, self.name = body, name
        self._decoder = codecs.getincrementaldecoder(coding)("replace")
        self._window, self._place, self._gone, self._ended = "", 0, 0, False

    def peek(self) -> str:
        """The next sign that is no space; blank at the end."""
        while True:
            space = _SPACE.match(self._window, self._place)
            self._place = space.end() if space else self._place
            if self._place < len(self._window):
                return self._window[self._place]
            if not self._more():
                return ""

    def take(self, sign: str) -> None:
        if self.peek() != sign:
            raise self.wrong(f"«{sign}»")
        self._place += 1

    def value(self) -> Any:
        """One whole value. Raises ``Unreadable`` for what is none."""
        self.peek()
        step, wrong = PIECE, 0
        while True:
            try:
                found, end = self._decoded()
            except json.JSONDecodeError as error:
                found, end, wrong = None, -1, error.pos
            except RecursionError:
                raise Unreadable(DEEP.format(name=self.name)) from None
            # A number at the edge of the window may go on beyond it.
            if end >= 0 and (end < len(self._window) or self._ended):
                self._place = end
                return mended(found)
            too_long = len(self._window) - self._place > LARGEST
            if too_long or (not self._more(step) and end < 0):
                self._place = max(self._place, wrong)
                raise self.wrong("un valor")
            step *= 2

    def _decoded(self) -> tuple[Any, int]:
        try:
            return _DECODER.raw_decode(self._window, self._place)
        except json.JSONDecodeError:
            raise
        except ValueError:
            return _OF_LONG_NUMBERS.raw_decode(self._window, self._place)

    def wrong(self, wanted: str) -> Unreadable:
        place = self._gone + self._place
        return Unreadable(WRONG.format(name=self.name, wanted=wanted, place=place))

    def _more(self, size: int = PIECE) -> bool:
        if self._ended:
            return False
        piece = self._body.read(size)
        self._ended = not piece
        added = self._decoder.decode(piece, final=self._ended)
        self._window = self._window[self._place :] + added
        self._gone += self._place
        self._place = 0
        return bool(added) or not self._ended


def elements(
    answer: Answer, key: str, *, top: dict[str, Any], within: str = ""
) -> Iterator[Any]:
    """The elements of the list under a key of the top object, or of a list at the top.

    One object in the place of the list is a list of one; the list may also stand in the
    object under ``within``.

    What stands beside the list is kept in ``top``. Raises ``Unreadable`` where the text
    is no JSON, or has no such list; what came before it stands.
    """
    answer.body.seek(0)
    text = _Text(answer.body, answer.url, coding(answer))
    if text.peek() == "[":
        yield from _list(text)
        return
    if text.peek() != "{":
        raise text.wrong("«{»")
    found = yield from _inside(text, key, top, within)
    if not found and isinstance(top.get(key), dict):
        found = True
        yield top[key]
    if not found:
        raise Unreadable(NO_LIST.format(name=answer.url, key=key))


def _inside(
    text: _Text, key: str, top: dict[str, Any], within: str = ""
) -> Generator[Any, None, bool]:
    """The elements of the list of an object; returns whether there was one."""
    found = False
    text.take("{")
    while text.peek() != "}":
        name = text.value()
        if not isinstance(name, str):
            raise text.wrong("un nombre")
        text.take(":")
        if name == key and text.peek() == "[":
            found = True
            yield from _list(text)
        elif within and name == within and text.peek() == "{":
            found = (yield from _inside(text, key, top)) or found
        else:
            top[name] = text.value()
        if text.peek() != ",":
            break
        text.take(",")
    text.take("}")
    return found


def whole(answer: Answer) -> Any:
    """A small document, all of it. Raises ``Unreadable``."""
    answer.body.seek(0)
    text = _Text(answer.body, answer.url, coding(answer))
    return text.value()


def coding(answer: Answer) -> str:
    """JSON is UTF-8, or says by its first bytes that it is not; old servers lie."""
    first = answer.body.read(4)
    answer.body.seek(0)
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if first.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if len(first) > 1 and first[1] == 0:
        return "utf-16-le"
    said = answer.headers.get("content-type", "").lower()
    return "cp1252" if "iso-8859-1" in said or "1252" in said else "utf-8"


def _list(text: _Text) -> Iterator[Any]:
    text.take("[")
    while text.peek() != "]":
        yield text.value()
        if text.peek() != ",":
            break
        text.take(",")
    text.take("]")
