"""How the sheet looks: its styles, its rules, and the one way to put text on it."""

from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from .. import paper
from ..values import said

WIDTH = paper.PORTRAIT[0] - 2 * paper.MARGIN

TEXT = ParagraphStyle(
    "text", fontName=paper.PLAIN, fontSize=8.5, leading=11.5, textColor=paper.INK
)
NAME = ParagraphStyle("name", TEXT, fontName=paper.BOLD, fontSize=8)
NAME_RIGHT = ParagraphStyle("name right", NAME, alignment=TA_RIGHT)
QUIET = ParagraphStyle("quiet", TEXT, textColor=paper.PALE, fontSize=7.5, leading=10)
SMALL_TEXT = ParagraphStyle("small text", TEXT, fontSize=7.5, leading=10)
FIGURE = ParagraphStyle("figure", SMALL_TEXT, alignment=TA_RIGHT)
STRONG = ParagraphStyle("strong", FIGURE, fontName=paper.BOLD)
STRONG_LEFT = ParagraphStyle("strong left", SMALL_TEXT, fontName=paper.BOLD)
TITLE = ParagraphStyle("title", TEXT, fontName=paper.BOLD, fontSize=17, leading=21)
PART = ParagraphStyle(
    "part",
    TEXT,
    fontName=paper.BOLD,
    fontSize=11.5,
    leading=15,
    spaceBefore=12,
    keepWithNext=1,
)
SMALL = ParagraphStyle("small", PART, fontSize=9, leading=12, spaceBefore=6)
FORMULA = ParagraphStyle("formula", TEXT, fontSize=11, leading=15, spaceBefore=2)
RULES = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (0, -1), 0),
    ("LEFTPADDING", (1, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, paper.RULE),
]


def text(value: Any, style: ParagraphStyle) -> Paragraph:
    """A paragraph of plain text: what people wrote is never read as markup."""
    return Paragraph(paper.markup(said(value)), style)
