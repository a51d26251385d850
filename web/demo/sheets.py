"""Ten real indicator sheets of Cali: their figures, with our own shorter texts."""

from collections.abc import Iterator

from .entries import CALI, Entry, Values, measured
from .sources import TITLES, source
from .tables import Row, pairs, parts, rows

PLAN_NAME = "Plan de Desarrollo «Cali Progresa Contigo» 2016-2019"
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
        observations=[_observation(one) for one in figures],
        **_sheet(row),
    )


def _sheet(row: Row) -> Values:
    """The sheet's own block: what is measured, how, and against what."""
    variables = [("V1", row["v1"]), ("V2", row["v2"])]
    if row["code"] == "MEDE01.03.18.FT01":
        variables = [("IEOGi", row["v1"]), ("mi", row["v2"])]
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


def _baseline(row: Row) -> Values:
    if not row["baseline_value"]:
        return {}
    return {"period": row["baseline_period"], "value": row["baseline_value"]}


def _observation(row: Row) -> Values:
    counted = (
        f"V1 = {_spanish(row['v1'])}; V2 = {_spanish(row['v2'])}." if row["v1"] else ""
    )
    target = f"Meta del periodo: {_spanish(row['target'])} %." if row["target"] else ""
    return {
        "period": row["period"],
        "territory": CALI,
        "value": row["value"],
        "status": row["status"],
        "source": f"{TITLES['fichas']} {row['code']}, {row['period'][:4]}",
        "note": " ".join(part for part in (counted, target, row["note"]) if part),
    }


def _spanish(number: str) -> str:
    whole, _, rest = number.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{rest}" if rest else grouped
