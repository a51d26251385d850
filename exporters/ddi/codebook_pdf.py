"""The printable codebook as a PDF: the study in ANDA's order, then each variable."""

import io
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from ...records.reading import PublicRecord
from ...schemas import vocabularies
from ..base import Catalogue
from ..dcat.record import title
from ..values import said
from .sections import sections

MEDIA_TYPE = "application/pdf"
VERSION = "1"
FONTS = {"Codebook": "Vera.ttf", "Codebook-Bold": "VeraBd.ttf"}
MARGIN = 54  # points
TEXT = ParagraphStyle("text", fontName="Codebook", fontSize=9, leading=12, spaceAfter=3)
LABEL = ParagraphStyle(
    "label", TEXT, fontName="Codebook-Bold", spaceBefore=4, keepWithNext=1
)
HEADING = ParagraphStyle(
    "heading", LABEL, fontSize=12, leading=15, spaceBefore=12, textColor="#1d3d5c"
)
TITLE = ParagraphStyle("title", HEADING, fontSize=17, leading=21, spaceBefore=0)
TALES = (
    ("definition", ""),
    ("question_before", "Antes de la pregunta: "),
    ("question", "Pregunta: "),
    ("question_after", "Después de la pregunta: "),
    ("instruction", "Instrucción: "),
    ("universe", "Universo: "),
    ("response_unit", "Unidad de respuesta: "),
    ("unit", "Unidad: "),
    ("file", "Archivo: "),
    ("notes", "Notas: "),
)


def build(record: PublicRecord, catalogue: Catalogue) -> bytes:
    """The PDF; the same record gives the same bytes."""
    _fonts()
    out = io.BytesIO()
    page = SimpleDocTemplate(
        out,
        pagesize=letter,
        margins=MARGIN,
        title=title(record),
        author=catalogue.publisher_name,
        lang="es",
        invariant=1,
    )
    page.build(_story(record, catalogue), onFirstPage=_foot, onLaterPages=_foot)
    return out.getvalue()


def _story(record: PublicRecord, catalogue: Catalogue) -> list[Any]:
    story = [
        _said("Diccionario de datos", LABEL),
        _said(title(record), TITLE),
        _said(catalogue.page(record), TEXT),
    ]
    for section in sections(record):
        story.append(_said(section.title, HEADING))
        for line in section.lines:
            story.append(_said(line.label, LABEL))
            story += [_said(value, TEXT) for value in line.values]
    variables = record.document.get("variables") or []
    if variables:
        story.append(_said(f"Variables ({len(variables)})", HEADING))
    for one in variables:
        story += _variable(one)
    return story


def _variable(one: dict[str, Any]) -> list[Any]:
    name = ". ".join(filter(None, (said(one.get("name")), said(one.get("label")))))
    kind = vocabularies.get("variable_types").label(str(one.get("type") or ""))
    story = [_said(f"{name} ({kind})" if kind else name, LABEL)]
    story += [
        _said(before + said(one[key]), TEXT) for key, before in TALES if one.get(key)
    ]
    values = [
        f"{said(each.get('code'))}: {said(each.get('label'))}"
        for each in one.get("categories") or []
    ]
    return [*story, _said("Valores: " + "; ".join(values), TEXT)] if values else story


def _said(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(said(text)).replace("\n", "<br/>"), style)


def _foot(canvas: Any, page: Any) -> None:
    canvas.setFont("Codebook", 8)
    canvas.drawRightString(letter[0] - MARGIN, MARGIN / 2, f"{page.page}")


def _fonts() -> None:
    """Fonts that come with reportlab: none has to be on the machine."""
    known = pdfmetrics.getRegisteredFontNames()
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in FONTS.items():
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(folder / file)))
