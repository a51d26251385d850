"""What the sheet says of an indicator, as label and values, in the order of Cali's form.

Only what is public: it reads the public document. An empty field is not told.
"""

from collections.abc import Sequence
from typing import Any

from ...schemas import spelling, vocabularies
from ...schemas.telling import Told, tell
from .. import series
from ..values import said

Document = dict[str, Any]

IDENTIFICATION = (
    "code",
    "associated_with",
    "indicator_type",
    "value_chain",
    "description",
)
PLAN = (
    "plan.name",
    "plan.period",
    "plan.axis",
    "plan.component",
    "plan.program",
    "plan.objective",
    "plan.action_code",
    "plan.action",
    "plan.leader",
    "plan.cost",
)
PROCESS = ("macroprocess", "process", "process_code", "subprocess", "procedure")
SERVICE = ("service.name", "service.response_time", "service.norms")
METADATA = (
    "title",
    "acronym",
    "objective",
    "definition",
    "measurement_method",
    "unit",
    "direction",
    "accumulation",
    "reference_values",
    "breakdowns",
    "geographic_breakdown",
    "frequency",
    "lag_days",
    "source_text",
    "ods",
    "notes",
    "prepared",
    "updated",
)
STATISTICS = (
    "statistics.concept",
    "statistics.base_period",
    "statistics.aggregation",
    "statistics.imputation",
    "statistics.missing",
    "statistics.series_break",
    "statistics.limitations",
    "statistics.quality",
    "statistics.compliance",
    "statistics.relevance",
)
ANSWERS = (
    "producer_position",
    "contact.position",
    "contact.email",
    "contact.telephone",
)


def identification(document: Document) -> list[tuple[str, list[Told]]]:
    """Section 1 of the form, in its four parts: what the indicator belongs to."""
    parts = (
        ("", IDENTIFICATION),
        ("Plan de desarrollo", PLAN),
        ("Modelo de operación por procesos", PROCESS),
        ("Trámite o servicio", SERVICE),
    )
    told = [(name, tell("indicator", paths, document)) for name, paths in parts]
    return [(name, lines) for name, lines in told if lines]


def metadata(document: Document) -> list[Told]:
    """Section 2: what it measures, how, and how it is read."""
    told = tell("indicator", METADATA, document)
    told.append(Told("Rangos de cumplimiento", ranges(document)))
    baseline = document.get("baseline") or {}
    if baseline.get("value") is not None:
        value = spelling.number(baseline["value"])
        when = spelling.period(baseline.get("period") or "")
        told.append(Told("Línea de base", (f"{value} ({when})" if when else value,)))
    return told


def ranges(document: Document) -> tuple[str, ...]:
    """From which part of the target it is green or yellow."""
    known = series.ranges(document)
    high = spelling.number(known["satisfactory"])
    middle = spelling.number(known["medium"])
    return (
        f"Satisfactorio (verde): desde {high} % de la meta",
        f"Medio (amarillo): desde {middle} %",
        f"Crítico (rojo): menos de {middle} %",
    )


def statistics(document: Document) -> list[Told]:
    """For whoever compares or projects the series."""
    return tell("indicator", STATISTICS, document)


def answers(document: Document) -> list[Told]:
    """Who produces it, who keeps it and whom to ask: offices and posts, no persons."""
    told = [
        Told(label, (said((document.get(name) or {}).get("name")),))
        for label, name in (
            ("Dependencia que lo produce", "organization"),
            ("Dependencia que lo guarda", "custodian"),
        )
        if document.get(name)
    ]
    told += tell("indicator", ANSWERS, document)
    decision = document.get("classification") or {}
    if decision.get("class_label"):
        told.append(Told("Clase legal", (said(decision["class_label"]),)))
    return told + tell("indicator", ("licence",), document)


def variables(document: Document) -> list[Told]:
    """V1, V2… and where each comes from."""
    return [
        Told(said(one.get("symbol")), _named(one))
        for one in document.get("formula_variables") or ()
    ]


def _named(variable: Document) -> tuple[str, ...]:
    source = said(variable.get("source"))
    told = [said(variable.get("name"))]
    return tuple([*told, f"Fuente: {source}"] if source else told)


def changes(document: Document) -> list[Told]:
    """The form's own control of changes."""
    return [
        Told(" · ".join(_stamp(one)), (said(one.get("change")),))
        for one in document.get("changes") or ()
    ]


def _stamp(change: Document) -> Sequence[str]:
    dated = spelling.short_date(change.get("date") or "")
    return [part for part in (dated, said(change.get("version"))) if part]


def light_word(code: str) -> str:
    """The word of a traffic light."""
    return {
        "satisfactorio": "Satisfactorio",
        "medio": "Medio",
        "critico": "Crítico",
    }.get(code, "")


def status_word(code: str | None) -> str:
    """The word for what kind of figure it is; nothing for a normal one."""
    if code in (None, "", "A"):
        return ""
    return vocabularies.get("observation_status").label(str(code))
