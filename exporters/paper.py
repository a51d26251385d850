"""Paper for what is printed: letter size, embedded fonts, page numbers, plain text only.

The fonts are Bitstream Vera, which come with reportlab and may be embedded. What people
wrote is always escaped before reportlab reads it: its small markup can fetch images.
"""

import unicodedata
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from .charts.words import LIGHT
from .values import clean

PLAIN, BOLD = "Vera", "VeraBd"
PORTRAIT, LANDSCAPE = letter, (letter[1], letter[0])
DOUBLE = (2 * letter[0], letter[1])  # two letters side by side, for many columns
MARGIN = 48  # points, of 1/72 inch
FOOT = 30
INK, PALE, RULE = (HexColor(LIGHT[name]) for name in ("tinta", "tinta-2", "linea"))
LIGHTS = {
    "satisfactorio": HexColor("#19633f"),
    "medio": HexColor("#7a4f00"),
    "critico": HexColor("#8f2238"),
}
_LIKE = str.maketrans({"→": "»", "✓": "•", "●": "•", "№": "Nº", "\t": " "})


@cache
def fonts() -> frozenset[int]:
    """Register the fonts once; return the characters that they can draw."""
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    pdfmetrics.registerFontFamily(PLAIN, PLAIN, BOLD, PLAIN, BOLD)
    return frozenset(pdfmetrics.getFont(PLAIN).face.charToGlyph)


def drawable(value: Any) -> str:
    """Text that the font has: an unknown letter without its mark, else as «?»."""
    text = unicodedata.normalize("NFC", clean(value)).translate(_LIKE)
    known = fonts()
    if all(ord(sign) in known or sign == "\n" for sign in text):
        return text
    return "".join(map(_sign, text))


def markup(value: Any) -> str:
    """The same for reportlab's paragraphs, which read markup."""
    return escape(drawable(value)).replace("\n", "<br/>")


def _sign(sign: str) -> str:
    known = fonts()
    if ord(sign) in known or sign == "\n":
        return sign
    bare = [one for one in unicodedata.normalize("NFKD", sign) if ord(one) in known]
    if bare:
        return "".join(bare)
    # marks that stand alone, and what joins or hides, leave no trace
    return "" if unicodedata.category(sign) in {"Mn", "Me", "Cf"} else "?"


class Numbered(Canvas):  # type: ignore[misc]
    """A canvas that knows at its end how many pages there are, and says it on each."""

    def foot(self, said: str, width: float) -> None:
        """Write the foot of the page; the number of pages is filled in at the end."""
        self.saveState()
        self.setFont(PLAIN, 7.5)
        self.setFillColor(PALE)
        room = width - 2 * MARGIN - 90
        self.drawString(MARGIN, FOOT, _cut(drawable(said), room, 7.5))
        number = f"Página {self.getPageNumber()} de "
        start = width - MARGIN - pdfmetrics.stringWidth(number + "000", PLAIN, 7.5)
        self.drawString(start, FOOT, number)
        self.translate(start + pdfmetrics.stringWidth(number, PLAIN, 7.5), FOOT)
        self.doForm("total")
        self.restoreState()

    def save(self) -> None:
        total = self.getPageNumber() - (0 if self._code else 1)
        self.beginForm("total")
        self.setFont(PLAIN, 7.5)
        self.setFillColor(PALE)
        self.drawString(0, 0, str(total))
        self.endForm()
        super().save()


def _cut(text: str, room: float, size: float) -> str:
    line = " ".join(text.split())
    if pdfmetrics.stringWidth(line, PLAIN, size) <= room:
        return line
    while line and pdfmetrics.stringWidth(f"{line}…", PLAIN, size) > room:
        line = line[: -max(1, len(line) // 20)]
    return f"{line}…"
