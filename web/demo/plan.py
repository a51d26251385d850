"""The 35 indicators of Cali's statistical plan: baseline of 2015, target and cost."""

from collections.abc import Iterator

from .entries import CALI, Entry, Values, measured
from .sources import PLAN, source
from .tables import Row, parts, rows, served_rows
from .tables import notes as known_notes

BASE_YEAR, LAST_YEAR = "2015", 2019
TARGET_YEAR = (
    "El plan no escribe el año de la meta: usamos 2019, su último año. La demostración "
    "solo trae el dato de 2015; los avances de los otros años no están en la fuente."
)


def plan_indicators() -> Iterator[Entry]:
    facts = {row["codigo"]: row for row in served_rows("plan-accion.csv")}
    for row in rows("indicadores_plan"):
        yield Entry("indicator", _values(row, facts[row["code"]]))


def _values(row: Row, fact: Row) -> Values:
    return measured(
        code=row["code"],
        title=row["title"] or fact["indicador"],
        description=row["description"],
        organization=row["organization"],
        custodian="dapm",
        theme=row["theme"],
        keywords=[*parts(row["keywords"]), "Plan Estadístico Territorial", "PET"],
        temporal_start="2015",
        temporal_end="2019",
        generated="2015",
        objective=fact["objetivo"],
        unit=row["unit"],
        direction=row["direction"],
        baseline={"period": BASE_YEAR, "value": fact["linea_base_2015"]},
        targets=[{"year": LAST_YEAR, "value": fact["meta"]}],
        plan=_plan(fact),
        observations=[_baseline(fact)],
        source=source("pet", f"Plan de acción, fila {fact['codigo_accion']}"),
        relations=[
            {"type": "fuente", "code": "DOC-PET"},
            {"type": "parte_de", "code": "DAT-PET-ACCIONES"},
        ],
        notes=_notes(row, fact),
    )


def _plan(fact: Row) -> Values:
    return {
        "name": PLAN,
        "component": fact["componente"],
        "objective": fact["objetivo"],
        "action_code": fact["codigo_accion"],
        "action": fact["accion"],
        "leader": fact["lider"],
        "cost": fact["costo_total_cop"],
    }


def _baseline(fact: Row) -> Values:
    return {
        "period": BASE_YEAR,
        "territory": CALI,
        "value": fact["linea_base_2015"],
        "status": "A",
        "source": PLAN,
        "note": "Línea base del plan.",
    }


def _notes(row: Row, fact: Row) -> list[str]:
    notes = [TARGET_YEAR]
    if row["title"]:
        notes.append(f"En el plan se llama «{fact['indicador']}».")
    if not fact["costo_total_cop"]:
        notes.append("El plan no le pone costo a esta acción.")
    elif fact["nota"]:
        notes.append(f"{fact['nota'][0].upper()}{fact['nota'][1:]}.")
    return notes + known_notes(row["code"])
