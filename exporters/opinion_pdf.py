"""The concepto jurídico on paper: what is asked, the norms, the analysis and the class.

It is printed to be signed by hand. One that is not issued says so across every page.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    KeepTogether,
    PageTemplate,
    Spacer,
    Table,
)
from reportlab.platypus.doctemplate import BaseDocTemplate
from reportlab.platypus.frames import Frame

from ..schemas import spelling
from . import paper
from .indicator_sheet import styles

MEDIA_TYPE = "application/pdf"
SUFFIX = ".pdf"
DRAFT = "BORRADOR"
LABEL = 120.0  # points of the column of names
SIGNATURE = 230.0  # points of the line to sign on
TOP = 24.0  # points above the text, for the mark of a draft
MARK = HexColor("#8f2238")
WASH = HexColor("#efe3e6")
BODY = ParagraphStyle(
    "opinion", styles.TEXT, fontSize=10, leading=14.5, spaceAfter=6, allowWidows=0
)
CLASS = ParagraphStyle("class", BODY, fontName=paper.BOLD)


@dataclass(frozen=True)
class Opinion:
    """What is printed. ``issued`` is ``None`` while it is a draft."""

    uid: str
    code: str
    title: str
    organization: str
    question: str
    norms: str
    analysis: str
    access_class: str
    author: str
    position: str
    issued: date | None
    publisher: str


def write(opinion: Opinion, out: BinaryIO) -> None:
    """Write the pages; the same opinion gives the same bytes."""
    paper.fonts()
    story = [*_head(opinion)]
    story += _part("Pregunta jurídica", opinion.question)
    story += _part("Normas", opinion.norms)
    story += _part("Análisis", opinion.analysis)
    story.append(_close(opinion))
    _pages(opinion, out).build(story, canvasmaker=paper.Numbered)


def _pages(opinion: Opinion, out: BinaryIO) -> BaseDocTemplate:
    width, height = paper.PORTRAIT
    foot = f"Concepto jurídico sobre {opinion.code} · {opinion.uid}"

    def before(canvas: Any, _doc: Any) -> None:
        if opinion.issued is None:
            _mark(canvas, width, height)

    def after(canvas: Any, _doc: Any) -> None:
        canvas.foot(foot, width)

    pages = BaseDocTemplate(
        out,
        pagesize=paper.PORTRAIT,
        title=paper.drawable(f"Concepto jurídico: {opinion.title}"),
        author=paper.drawable(opinion.publisher),
        lang="es-CO",
        invariant=1,
    )
    tall = height - 2 * paper.MARGIN - TOP
    frame = Frame(paper.MARGIN, paper.MARGIN, styles.WIDTH, tall, 0, 0, 0, 0)
    pages.addPageTemplates(
        PageTemplate("opinion", [frame], onPage=before, onPageEnd=after)
    )
    return pages


def _mark(canvas: Any, width: float, height: float) -> None:
    """Across the page, under its text, and once more at its top."""
    canvas.saveState()
    canvas.setFillColor(MARK)
    canvas.setFont(paper.BOLD, 9)
    top = height - paper.MARGIN
    canvas.drawRightString(width - paper.MARGIN, top, f"{DRAFT} · no está emitido")
    canvas.setFillColor(WASH)
    canvas.setFont(paper.BOLD, 84)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(52)
    canvas.drawCentredString(0, -30, DRAFT)
    canvas.restoreState()


def _head(opinion: Opinion) -> list[Flowable]:
    rows = [
        ("Sobre el registro", opinion.title),
        ("Código", opinion.code),
        ("Dependencia", opinion.organization),
        ("Fecha", spelling.long_date(opinion.issued) if opinion.issued else ""),
    ]
    told = [
        [styles.text(name, styles.NAME), styles.text(value, styles.TEXT)]
        for name, value in rows
        if value
    ]
    return [
        styles.text(opinion.publisher, styles.QUIET),
        styles.text("Concepto jurídico", styles.TITLE),
        Spacer(1, 8),
        Table(told, [LABEL, styles.WIDTH - LABEL], style=styles.RULES, splitInRow=1),
    ]


def _part(name: str, text: str) -> list[Flowable]:
    """A heading that stays with its text; each line that was written is a paragraph."""
    lines = [line for line in text.splitlines() if line.strip()]
    return [
        styles.text(name, styles.PART),
        Spacer(1, 3),
        *(styles.text(line, BODY) for line in lines or ["Sin escribir todavía."]),
    ]


def _close(opinion: Opinion) -> Flowable:
    """The class and the place to sign, on one page."""
    said = opinion.access_class or "Sin escoger todavía."
    signed = [
        HRFlowable(SIGNATURE, 0.6, color=paper.INK, hAlign="LEFT", spaceAfter=4),
        styles.text(opinion.author, styles.NAME),
        styles.text(opinion.position, styles.TEXT),
    ]
    return KeepTogether(
        [
            styles.text("Clase que propone", styles.PART),
            Spacer(1, 3),
            styles.text(said, CLASS),
            Spacer(1, 56),
            *signed,
        ]
    )
