"""From bytes to text. The encoding is decided by fixed rules, never by guessing odds."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 con marca"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_LOOKED_AT = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the name, for people, of the encoding that it was written in."""

    text: str
    encoding: str


def decode(content: bytes) -> Decoded:
    """Try in this order: the mark, the zeros of UTF-16, UTF-8, Windows-1252, Latin-1.

    Latin-1 takes any byte, so the search always ends; it is reached only by files
    with one of the five bytes that Windows-1252 leaves undefined.
    """
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return Decoded(_wide(content[len(mark) :], codec), name)
    if codec := _unmarked_utf16(content):
        return Decoded(_wide(content, codec), "UTF-16 sin marca")
    for codec, errors, name in (
        ("utf-8", "strict", "UTF-8"),
        ("utf-8", "surrogatepass", "UTF-8"),
        ("cp1252", "strict", "Windows-1252"),
    ):
        try:
            return Decoded(content.decode(codec, errors), name)
        except UnicodeDecodeError:
            continue
    return Decoded(content.decode("latin-1"), "Latin-1")


def _wide(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec, "surrogatepass")
    except UnicodeDecodeError:
        return content.decode(codec, "replace")


def _unmarked_utf16(content: bytes) -> str:
    """Tell UTF-16 by its zeros: in western text every second byte is one."""
    sample = content[: _LOOKED_AT - _LOOKED_AT % 2]
    half = len(sample) // 2
    if half < 2:
        return ""
    if sample[1::2].count(0) > half * 0.7 and sample[0::2].count(0) < half * 0.1:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.7 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return ""
