"""What the diagnosis of 2013-2014 measured, as indicators with one observation each."""

from collections.abc import Iterator

from .entries import CALI, Entry, Values, measured
from .processes import SURVEY
from .sources import TITLES, source
from .tables import Row, notes, parts, rows

PERIOD = "2014"
KEYWORDS = ("diagnóstico", "Plan Estadístico Territorial")
FROM_SURVEY = (
    "La encuesta se hizo en tres fases, de octubre de 2013 a noviembre de 2014: por eso "
    "el dato lleva el año 2014."
)


def diagnosis_indicators() -> Iterator[Entry]:
    for row in rows("indicadores_diagnostico"):
        yield Entry("indicator", _values(row))


def _values(row: Row) -> Values:
    figures = [
        one for one in rows("observaciones_diagnostico") if one["code"] == row["code"]
    ]
    references = ", ".join(one["ref"] for one in figures)
    return measured(
        code=row["code"],
        title=row["title"],
        description=row["description"],
        organization="dapm",
        theme=row["theme"],
        keywords=[*parts(row["keywords"]), *KEYWORDS],
        frequency="solo_una_vez",
        temporal_start="2013-10",
        temporal_end="2014-11",
        generated="2015",
        objective=row["objective"],
        definition=row["definition"],
        unit=row["unit"],
        direction=row["direction"],
        breakdowns=parts(row["breakdowns"]),
        observations=[_observation(one, row["universe"]) for one in figures],
        source=source("diagnostico", f"Cifras {references} del conjunto de datos"),
        **_origin(row),
    )


def _origin(row: Row) -> Values:
    """What the survey measured says so; a figure with no universe is not from it."""
    part = {"type": "parte_de", "code": "DAT-PET-DIAGNOSTICO"}
    said = notes(row["code"])
    if not row["universe"]:
        return {"relations": [part], "notes": said}
    return {
        "source_text": "Encuesta de caracterización de los PPI, 2013-2014",
        "relations": [{"type": "generado_por", "code": SURVEY}, part],
        "notes": [FROM_SURVEY, *said],
    }


def _observation(row: Row, universe: str) -> Values:
    said = [f"Universo: {universe}." if universe else "", row["note"]]
    breakdown = (
        [{"name": row["dimension"], "value": row["category"]}]
        if row["dimension"]
        else []
    )
    return {
        "period": PERIOD,
        "territory": CALI,
        "breakdown": breakdown,
        "value": row["value"],
        "status": "A",
        "source": f"{TITLES['diagnostico']}, cifra {row['ref']}",
        "note": " ".join(part for part in said if part),
    }
