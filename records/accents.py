"""Letters without their accents, as texts are compared."""

import unicodedata


class _Marks(dict[int, int | None]):
    """What becomes of each sign: a mark goes, the rest stays. Asked once for each."""

    def __missing__(self, sign: int) -> int | None:
        self[sign] = None if unicodedata.combining(chr(sign)) else sign
        return self[sign]


_MARKS = _Marks()


def without_accents(text: str) -> str:
    """The text in its plainest form (NFKD), and no mark upon any letter."""
    plain = unicodedata.normalize("NFKD", text)
    return plain if plain.isascii() else plain.translate(_MARKS)
