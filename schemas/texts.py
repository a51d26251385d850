"""Text as the house keeps it: composed, with plain line ends and no invisible signs."""

import json
import re
import unicodedata
from typing import Any

# XML 1.0 forbids these; so no exporter can ever stumble over them.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    "\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def is_plain(text: str) -> bool:
    """Whether a text is of one line, composed, and all of it can be seen."""
    return text.isprintable() and unicodedata.is_normalized("NFC", text)


def clean(text: str) -> str:
    """Compose accents (NFC), unify line ends, drop what no format can carry."""
    if is_plain(text):  # as nearly all is: the rest would change nothing
        return text.strip()
    plain = FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", plain).strip()


def one_line(text: str) -> str:
    """The same, with every run of white space as one space."""
    return " ".join(clean(text).split())


HALVES = re.compile("[\ud800-\udfff]")
HALF = (
    "El texto tiene medios caracteres, que no se pueden leer ni guardar. Escríbalo o "
    "cópielo otra vez; si es el nombre de un archivo, cámbielo."
)
_WRITTEN = re.compile(r"\\u[dD][89a-fA-F]")


class HalfCharacter(ValueError):
    """A text holds a lone half of a character (a surrogate): no format can carry it."""

    def __init__(self) -> None:
        super().__init__(HALF)


def require_whole(*texts: str | None) -> None:
    """Refuse lone halves of characters, as such or as JSON writes them.

    The doors clean or refuse them with the schema; here stop those that pass by it.
    """
    for text in texts:
        if text and (HALVES.search(text) or _half_written(text)):
            raise HalfCharacter


def mended(value: Any) -> Any:
    """The value with a sign of doubt for each lone half; for what strangers send."""
    if isinstance(value, str):
        # What is ASCII, by far the most, is known to hold none without looking.
        return value if value.isascii() else HALVES.sub("\ufffd", value)
    if isinstance(value, list):
        return [mended(one) for one in value]
    if isinstance(value, dict):
        return {mended(name): mended(one) for name, one in value.items()}
    return value


def _half_written(text: str) -> bool:
    """Whether JSON text holds an escaped half of a character."""
    if not _WRITTEN.search(text):
        return False
    try:
        return bool(mended(said := json.loads(text)) != said)
    except ValueError:  # no JSON: its signs mean themselves
        return False
