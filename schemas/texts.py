"""Text as the house keeps it: composed, with plain line ends and no invisible signs."""

import re
import unicodedata

# XML 1.0 forbids these; so no exporter can ever stumble over them.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    "\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def clean(text: str) -> str:
    """Compose accents (NFC), unify line ends, drop what no format can carry."""
    plain = FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", plain).strip()


def one_line(text: str) -> str:
    """The same, with every run of white space as one space."""
    return " ".join(clean(text).split())
