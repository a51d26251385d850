"""Ten real indicator sheets of Cali: their figures, with our own shorter texts."""

from collections.abc import Iterator

from .entries import CALI, Entry, Values, measured
from .sources import TITLES, source
from .tables import Row, pairs, parts, rows

PLAN_NAME = "Plan de Desarrollo «Cali Progresa Contigo» 2016-2019"
INDEX = "MEDE01.03.18.FT01"  # the one sheet that is no ratio of two counts
REWRITTEN = (
    "Las cifras son las de la ficha. La descripción y el objetivo están escritos de "
    "nuevo y más breves. El porcentaje se calculó con V1 y V2, con cuatro decimales."
)


def sheet_indicators() -> Iterator[Entry]:
    for row in rows("indicadores_fichas"):
        yield Entry("indicator", _values(row))


def _values(row: Row) -> Values:
    figures = [
        one for one in rows("observaciones_fichas") if one["code"] == row["code"]
    ]
    return measured(
        code=row["code"],
        title=row["title"],
        description=row["description"],
        organization=row["organization"],
        theme=row["theme"],
        keywords=parts(row["keywords"]),
        frequency=row["frequency"],
        temporal_start=figures[0]["period"][:4],
        temporal_end=figures[-1]["period"][:4],
        generated=row["sheet_date"],
        source=source("fichas", f"Ficha {row['code']}, seguimiento por periodo"),
        notes=[REWRITTEN, *parts(row["notes"])],
        observations=[_observation(one, _symbols(row)) for one in figures],
        **_sheet(row),
        **_form(row["code"]),
    )


def _sheet(row: Row) -> Values:
    """The sheet's own block: what is measured, how, and against what."""
    first, second = _symbols(row)
    variables = [(first, row["v1"]), (second, row["v2"])]
    return {
        "objective": row["objective"],
        "indicator_type": row["indicator_type"],
        "formula": row["formula"],
        "formula_variables": [{"symbol": s, "name": name} for s, name in variables],
        "unit": "Porcentaje",
        "direction": row["direction"],
        "baseline": _baseline(row),
        "targets": [{"year": int(y), "value": v} for y, v in pairs(row["targets"])],
        "thresholds": {"satisfactory": row["satisfactory"], "medium": row["medium"]},
        "source_text": row["source_text"],
        "plan": {"name": PLAN_NAME, "component": row["plan_component"]},
    }


def _form(code: str) -> Values:
    """The rest of the form: what it belongs to, how it is measured, when it was made."""
    (row,) = (dict(one) for one in rows("hojas_de_vida") if one["code"] == code)
    several = ("associated_with", "breakdowns")
    return {
        name: parts(value) if name in several else value
        for name, value in row.items()
        if value and name != "code"
    }


def _symbols(row: Row) -> tuple[str, str]:
    """What the sheet calls the two variables of its formula."""
    return ("IEOGi", "mi") if row["code"] == INDEX else ("V1", "V2")


def _baseline(row: Row) -> Values:
    if not row["baseline_value"]:
        return {}
    return {"period": row["baseline_period"], "value": row["baseline_value"]}


def _observation(row: Row, symbols: tuple[str, str]) -> Values:
    values = {
        "period": row["period"],
        "territory": CALI,
        "value": row["value"],
        "target": row["target"],
        "status": row["status"],
        "components": dict(zip(symbols, (row["v1"], row["v2"]), strict=True)),
        "source": f"{TITLES['fichas']} {row['code']}",
        "note": row["note"],
    }
    if not row["v1"]:
        del values["components"]
    return {name: value for name, value in values.items() if value}
