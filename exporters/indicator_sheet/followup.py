"""Section 3 of the sheet: targets by year, and each figure with its traffic light."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from ...schemas import spelling, vocabularies
from .. import paper
from ..series import Judged
from ..values import said
from . import contents, styles

LONGEST = 1200  # signs of a note
MOST = 240  # rows on paper; the CSV has them all


class Light(Flowable):  # type: ignore[misc]
    """A traffic light: its shape, its word and its colour, so that none is alone."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code, self.width, self.height = code, 66.0, 9.0

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFillColor(paper.LIGHTS[self.code])
        if self.code == "satisfactorio":
            canvas.circle(3.5, 3.5, 3.2, stroke=0, fill=1)
        elif self.code == "medio":
            shape = canvas.beginPath()
            shape.moveTo(0, 0.3)
            shape.lineTo(7, 0.3)
            shape.lineTo(3.5, 6.6)
            shape.close()
            canvas.drawPath(shape, stroke=0, fill=1)
        else:
            canvas.rect(0.5, 0.5, 6, 6, stroke=0, fill=1)
        canvas.setFont(paper.BOLD, 7)
        canvas.drawString(10, 1, contents.light_word(self.code))


def section(document: dict[str, Any], figures: Sequence[Judged]) -> list[Flowable]:
    """The targets, the follow-up, and what its colours mean."""
    story: list[Flowable] = []
    targets = document.get("targets") or []
    if targets or figures:
        story.append(styles.text("3. Metas y seguimiento", styles.PART))
    if targets:
        story += [Spacer(1, 3), _targets(targets), Spacer(1, 8)]
    if figures:
        story.append(_table(figures))
        story.append(styles.text(". ".join(contents.ranges(document)), styles.QUIET))
    if len(figures) > MOST:
        left = f"Se muestran {MOST} de {spelling.number(len(figures))} cifras: las demás están en el CSV del indicador."
        story.append(styles.text(left, styles.QUIET))
    return story


def _targets(targets: Sequence[dict[str, Any]]) -> Table:
    known = [one for one in targets if one.get("value") is not None][-12:]
    rows = [
        [styles.text("Año", styles.NAME)]
        + [styles.text(one.get("year"), styles.STRONG) for one in known],
        [styles.text("Meta", styles.NAME)]
        + [styles.text(spelling.number(one["value"]), styles.FIGURE) for one in known],
    ]
    width = min(70.0, (styles.WIDTH - 50) / max(1, len(known)))
    return Table(rows, [50.0] + [width] * len(known), style=styles.RULES, hAlign="LEFT")


def _table(figures: Sequence[Judged]) -> Table:
    newest = sorted(figures, key=lambda one: one.observed.period, reverse=True)[:MOST]
    columns = _columns(newest)
    head = [
        styles.text(name, styles.NAME_RIGHT if _is_figure(write) else styles.NAME)
        for name, _width, write in columns
    ]
    rows = [[write(one) for _name, _width, write in columns] for one in newest]
    asked = sum(width for _name, width, _write in columns)
    widths = [width * styles.WIDTH / asked for _name, width, _write in columns]
    return Table([head, *rows], widths, style=styles.RULES, repeatRows=1, splitInRow=1)


def _columns(figures: Sequence[Judged]) -> list[tuple[str, float, Any]]:
    """Those that have something to say, with the width that each asks for."""
    observed = [one.observed for one in figures]
    columns: list[tuple[str, float, Any]] = [("Periodo", 78, _period)]
    if len({one.territory for one in observed}) > 1:
        columns.append(("Lugar", 70, _place))
    if any(one.breakdown for one in observed):
        columns.append(("Desagregación", 90, _breakdown))
    if any(one.target is not None for one in figures):
        columns.append(("Meta", 50, _aim))
    names = sorted({str(key) for one in observed for key in one.components or {}})
    columns += [(name[:40], 62, _Component(name)) for name in names[:6]]
    columns.append(("Resultado", 70, _result))
    if any(one.light for one in figures):
        columns += [("Cumple", 48, _met), ("Estado", 76, _light)]
    if any(one.note or contents.status_word(one.status) for one in observed):
        columns.append(("Análisis y observaciones", 150, _note))
    return columns


def _period(one: Judged) -> Paragraph:
    return styles.text(spelling.period(one.observed.period), styles.STRONG_LEFT)


def _place(one: Judged) -> Paragraph:
    territories = vocabularies.get("territories")
    return styles.text(
        territories.label(one.observed.territory or ""), styles.SMALL_TEXT
    )


def _breakdown(one: Judged) -> Paragraph:
    parts = [f"{name}: {value}" for name, value in one.observed.breakdown.items()]
    return styles.text("; ".join(parts)[:LONGEST], styles.SMALL_TEXT)


def _aim(one: Judged) -> Paragraph:
    return _number(one.target)


@dataclass(frozen=True)
class _Component:
    """Writes the value of one variable of the formula."""

    name: str

    def __call__(self, one: Judged) -> Paragraph:
        return _number((one.observed.components or {}).get(self.name))


def _result(one: Judged) -> Paragraph:
    return _number(one.observed.value)


def _met(one: Judged) -> Paragraph:
    if one.compliance is None:
        return styles.text("", styles.FIGURE)
    return styles.text(f"{spelling.number(one.compliance, 'es', 1)} %", styles.FIGURE)


def _light(one: Judged) -> Flowable:
    return Light(one.light) if one.light else styles.text("", styles.TEXT)


def _note(one: Judged) -> Paragraph:
    parts = (contents.status_word(one.observed.status), said(one.observed.note))
    told = ". ".join(filter(None, parts))
    if len(told) > LONGEST:  # a row has to find room on a page
        told = f"{told[:LONGEST]}… (completo en el CSV)"
    return styles.text(told, styles.SMALL_TEXT)


def _is_figure(write: Any) -> bool:
    return isinstance(write, _Component) or write in (_aim, _result, _met)


def _number(value: Any) -> Paragraph:
    return styles.text("" if value is None else spelling.number(value), styles.FIGURE)
