"""The sheet as pages: letter size, what belongs together kept together, pages numbered."""

import io
from collections.abc import Sequence
from typing import Any, BinaryIO

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.platypus import (
    Flowable,
    Image,
    KeepTogether,
    PageTemplate,
    Spacer,
    Table,
)
from reportlab.platypus.doctemplate import BaseDocTemplate
from reportlab.platypus.frames import Frame

from ...records.reading import PublicRecord
from ...schemas import spelling
from ...schemas.telling import Told
from .. import paper
from ..base import Catalogue
from ..series import Judged
from ..values import said
from . import contents, followup, fractions, styles

MEDIA_TYPE = "application/pdf"
SUFFIX = ".pdf"
LABEL = 140.0  # points of the column of names


def write(
    record: PublicRecord,
    figures: Sequence[Judged],
    catalogue: Catalogue,
    out: BinaryIO,
    *,
    chart: bytes = b"",
) -> None:
    """Write the sheet of an indicator; ``chart`` is its PNG, if it is drawn already."""
    paper.fonts()
    document = record.document
    story = [*_head(record, catalogue), *_sections(document)]
    story += followup.section(document, figures)
    story += _chart(chart)
    story += _list("Control de cambios", contents.changes(document))
    story += _list("Responsables", contents.answers(document))
    _pages(record, catalogue, out).build(story, canvasmaker=paper.Numbered)


def _pages(
    record: PublicRecord, catalogue: Catalogue, out: BinaryIO
) -> BaseDocTemplate:
    title = paper.drawable(record.document.get("title", ""))
    foot = catalogue.identifier(record.uid)
    width, height = paper.PORTRAIT

    def number(canvas: Any, _doc: Any) -> None:
        canvas.foot(foot, width)

    pages = BaseDocTemplate(
        out,
        pagesize=paper.PORTRAIT,
        title=title,
        author=paper.drawable(catalogue.publisher_name),
        lang="es-CO",
        invariant=1,
    )
    tall = height - 2 * paper.MARGIN
    frame = Frame(paper.MARGIN, paper.MARGIN, styles.WIDTH, tall, 0, 0, 0, 0)
    pages.addPageTemplates(PageTemplate("sheet", [frame], onPageEnd=number))
    return pages


def _head(record: PublicRecord, catalogue: Catalogue) -> list[Flowable]:
    document = record.document
    dated = spelling.long_date(record.modified)
    version = document.get("version")
    said_of = [catalogue.publisher_name, f"publicado el {dated}"]
    if version:
        said_of.append(f"versión {version}")
    return [
        styles.text("Hoja de vida del indicador", styles.QUIET),
        styles.text(document.get("title", ""), styles.TITLE),
        styles.text(" · ".join(said_of), styles.QUIET),
    ]


def _sections(document: dict[str, Any]) -> list[Flowable]:
    story: list[Flowable] = []
    for name, told in contents.identification(document):
        if name:
            story += _list(name, told, styles.SMALL)
        else:
            story += _list("1. Identificación", told)
    story += _list("2. Metadato del indicador", contents.metadata(document))
    if document.get("formula"):
        shown = fractions.drawn(said(document["formula"]))
        shown = shown or [styles.text(document["formula"], styles.FORMULA)]
        story.append(KeepTogether([styles.text("Fórmula", styles.SMALL), *shown]))
    story += _list(
        "Variables de la fórmula", contents.variables(document), styles.SMALL
    )
    story += _list(
        "Para quien usa la serie", contents.statistics(document), styles.SMALL
    )
    return story


def _list(
    name: str, told: Sequence[Told], style: ParagraphStyle = styles.PART
) -> list[Flowable]:
    """A heading with its names and values; the heading stays with the first ones."""
    if not told:
        return []
    rows = [
        [
            styles.text(one.label, styles.NAME),
            [styles.text(value, styles.TEXT) for value in one.values],
        ]
        for one in told
    ]
    widths = [LABEL, styles.WIDTH - LABEL]
    first = Table(rows[:1], widths, style=styles.RULES, splitInRow=1)
    story: list[Flowable] = [
        KeepTogether([styles.text(name, style), Spacer(1, 3), first])
    ]
    if rows[1:]:
        story.append(Table(rows[1:], widths, style=styles.RULES, splitInRow=1))
    return story


def _chart(png: bytes) -> list[Flowable]:
    if not png:
        return []
    wide, high = ImageReader(io.BytesIO(png)).getSize()
    shown = min(styles.WIDTH, 460.0)
    drawn = Image(io.BytesIO(png), shown, shown * high / wide)
    return [KeepTogether([styles.text("Gráfico", styles.PART), Spacer(1, 3), drawn])]
