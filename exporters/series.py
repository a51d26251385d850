"""The series of an indicator as rows: what was measured, from what, against which target.

One table for every sheet (CSV, XLSX, PDF) and one document for programs (JSON).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..records.indicator import MEDIUM, SATISFACTORY
from ..records.reading import Observed, PublicRecord
from ..schemas.tables import Row, Table
from .values import said

HUNDREDTH = Decimal("0.01")
BEFORE = ("periodo", "territorio")
AFTER = ("meta", "cumplimiento", "semaforo", "estado", "fuente", "nota")


@dataclass(frozen=True, slots=True)
class Judged:
    """A published figure, its target, and how far that is met.

    ``compliance`` is per cent; ``light`` is satisfactorio, medio, critico, or nothing.
    """

    observed: Observed
    target: Decimal | None = None
    compliance: Decimal | None = None
    light: str = ""


def ranges(document: dict[str, Any]) -> dict[str, Any]:
    """From which part of the target it is green and yellow, per cent."""
    usual = {"satisfactory": SATISFACTORY, "medium": MEDIUM}
    return usual | (document.get("thresholds") or {})


def table(record: PublicRecord, figures: Sequence[Judged]) -> Table:
    """One row a figure; each breakdown and each variable of the formula is a column.

    Values keep their type: text, ``Decimal`` or nothing.
    """
    observed = [one.observed for one in figures]
    splits = _names(one.breakdown for one in observed)
    parts = _names(one.components or {} for one in observed)
    rows = [
        Row(number, (*_before(one, splits), *_parts(one, parts), *_after(one)))
        for number, one in enumerate(figures, start=2)
    ]
    document = record.document
    return Table(
        title=said(document.get("title")) or said(document.get("code")),
        source=said(document.get("source_text")),
        header=_distinct([*BEFORE, *splits, "valor", *parts, *AFTER]),
        header_row=1,
        rows=rows,
        length=len(rows),
    )


def document(record: PublicRecord, figures: Sequence[Judged]) -> bytes:
    """The series with what one must know to read it, as JSON; numbers are numbers."""
    known = record.document
    told = ("uid", "code", "title", "unit", "frequency", "direction", "thresholds")
    whole = {name: known[name] for name in told if name in known}
    for name in ("formula", "formula_variables", "baseline", "targets", "source_text"):
        if name in known:
            whole[name] = known[name]
    whole["observations"] = [_observation(one) for one in figures]
    return json.dumps(whole, ensure_ascii=False, indent=1, default=_number).encode()


def _observation(one: Judged) -> dict[str, Any]:
    observed = one.observed
    parts = observed.components or {}
    values: dict[str, Any] = {
        "period": observed.period,
        "territory": observed.territory,
        "breakdown": observed.breakdown,
        "value": observed.value,
        "components": {name: _decimal(value) for name, value in parts.items()},
        "target": one.target,
        "compliance": _percent(one.compliance),
        "light": one.light,
        "status": observed.status,
        "source": observed.source,
        "note": observed.note,
    }
    return {key: value for key, value in values.items() if value not in (None, "", {})}


def _before(one: Judged, splits: Sequence[str]) -> tuple[Any, ...]:
    observed = one.observed
    by = {str(name): value for name, value in observed.breakdown.items()}
    own = (by.get(name) for name in splits)
    return (observed.period, observed.territory, *own, observed.value)


def _parts(one: Judged, parts: Sequence[str]) -> tuple[Any, ...]:
    given = one.observed.components or {}
    return tuple(_decimal(given.get(name)) for name in parts)


def _after(one: Judged) -> tuple[Any, ...]:
    observed = one.observed
    judged = (one.target, _percent(one.compliance), one.light or None)
    return (*judged, observed.status, observed.source, observed.note)


def _names(given: Iterable[dict[str, Any]]) -> list[str]:
    return sorted({str(name) for one in given for name in one})


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """No two columns of one name, whatever a breakdown or a variable is called."""
    seen: list[str] = []
    for name in names:
        free, number = name, 1
        while free in seen:
            number += 1
            free = f"{name} ({number})"
        seen.append(free)
    return tuple(seen)


def _percent(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(HUNDREDTH)


def _decimal(value: Any) -> Any:
    """A variable's value is kept as exact text."""
    return None if value is None else Decimal(str(value))


def _number(value: Any) -> int | float:
    """What JSON can say of an exact number; the CSV has every digit."""
    if not isinstance(value, Decimal):
        raise TypeError(type(value).__name__)
    return int(value) if value == value.to_integral_value() else float(value)
