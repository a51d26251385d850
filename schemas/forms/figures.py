"""The figures of an indicator as a table to type in: a row of cells for each."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from marshmallow import ValidationError

from .. import vocabularies
from ..errors import Problem, problems
from ..noun import is_blank
from ..observation import Observation

PLAIN = ("period", "territory", "value", "target", "status", "source", "note")
CELLS = (*PLAIN, "improvement", "breakdown")


def symbols_of(data: Mapping[str, Any]) -> list[str]:
    """The variables that have a column: those of the formula, and any that figures name."""
    found: dict[str, str] = {}
    for one in data.get("formula_variables") or ():
        if isinstance(one, Mapping) and one.get("symbol"):
            found.setdefault(str(one["symbol"]).casefold(), str(one["symbol"]))
    for figure in data.get("observations") or ():
        for part in figure.get("components") or ():
            if isinstance(part, Mapping) and part.get("symbol"):
                found.setdefault(str(part["symbol"]).casefold(), str(part["symbol"]))
    return list(found.values())


def cells_of(figure: Mapping[str, Any], symbols: Sequence[str]) -> dict[str, str]:
    """What stands in the cells of a figure; variables are ``v0``, ``v1``…"""
    cells = {name: _text(figure.get(name)) for name in (*PLAIN, "improvement")}
    for name, listed in (
        ("territory", "territories"),
        ("status", "observation_status"),
    ):
        if cells[name]:
            cells[name] = vocabularies.get(listed).label(cells[name])
    cells["breakdown"] = "; ".join(
        f"{part.get('name', '')}={part.get('value', '')}".strip("=")
        for part in figure.get("breakdown") or ()
        if isinstance(part, Mapping)
    )
    known = {
        str(part.get("symbol", "")).casefold(): _text(part.get("value"))
        for part in figure.get("components") or ()
        if isinstance(part, Mapping)
    }
    for place, symbol in enumerate(symbols):
        cells[f"v{place}"] = known.get(symbol.casefold(), "")
    return cells


def data_of(cells: Mapping[str, str], symbols: Sequence[str]) -> dict[str, Any]:
    """The other way, as the schema takes it; blank cells are not given."""
    data: dict[str, Any] = {name: cells.get(name, "") for name in CELLS}
    data["breakdown"] = [
        _pair(piece) for piece in data["breakdown"].split(";") if piece.strip()
    ]
    data["components"] = [
        {"symbol": symbol, "value": cells[f"v{place}"]}
        for place, symbol in enumerate(symbols)
        if cells.get(f"v{place}", "").strip()
    ]
    return {name: value for name, value in data.items() if not is_blank(value)}


def read(data: Mapping[str, Any], row: int = 0) -> tuple[dict[str, Any], list[Problem]]:
    """One figure through its schema, in the words of every door."""
    try:
        return dict(_schema().load(data)), []
    except ValidationError as error:
        values = error.valid_data if isinstance(error.valid_data, dict) else {}
        said = problems(error.messages, _schema(), data)
        place = f"Datos › fila {row + 1}"
        return values, [
            Problem(
                f"observations.{row}.{one.path}",
                f"{place} › {one.label}",
                one.given,
                one.text,
            )
            for one in said
        ]


def cell_of(path: str, data: Mapping[str, Any], symbols: Sequence[str]) -> str:
    """The cell that a problem of a figure speaks of."""
    name, *rest = path.split(".")[2:] or ["period"]
    if name != "components" or not rest or not rest[0].isdigit():
        return name if name != "components" else "v0"
    parts = data.get("components") or []
    part = parts[int(rest[0])] if int(rest[0]) < len(parts) else {}
    folded = [one.casefold() for one in symbols]
    symbol = str(part.get("symbol", "")).casefold()
    return f"v{folded.index(symbol)}" if symbol in folded else "v0"


def _pair(piece: str) -> dict[str, str]:
    name, _, value = piece.partition("=")
    pair = {"name": name.strip(), "value": value.strip()}
    return {key: one for key, one in pair.items() if one}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return str(value)


@cache
def _schema() -> Observation:
    return Observation()
