"""The indicator: its hoja de vida and its observations (SDMX)."""

from marshmallow import fields

from .asset import Asset
from .fields import (
    Code,
    Figure,
    Group,
    LongText,
    Many,
    Term,
    Text,
    Whole,
    about,
)
from .messages import Range
from .noun import Noun
from .period import Period


class FormulaVariable(Noun):
    symbol = Text(required=True, longest=20, metadata=about("Símbolo", "Symbol"))
    name = LongText(required=True, metadata=about("Qué mide", "Name"))
    source = LongText(metadata=about("Fuente", "Source"))


class Baseline(Noun):
    period = Period(metadata=about("Periodo", "Period"))
    value = Figure(required=True, metadata=about("Valor", "Value"))


class Target(Noun):
    year = Whole(
        required=True,
        validate=Range(min=1990, max=2100),
        metadata=about("Año", "Year", example=2019),
    )
    value = Figure(required=True, metadata=about("Meta", "Target"))


class Thresholds(Noun):
    satisfactory = Figure(metadata=about("Satisfactorio desde (%)", "Satisfactory"))
    medium = Figure(metadata=about("Medio desde (%)", "Medium"))


class Plan(Noun):
    """The action of a plan that the indicator follows."""

    name = Text(required=True, longest=300, metadata=about("Plan", "Plan"))
    component = Text(longest=300, metadata=about("Componente", "Component"))
    objective = LongText(metadata=about("Objetivo", "Objective"))
    action_code = Text(longest=40, metadata=about("Código de la acción", "Code"))
    action = LongText(metadata=about("Acción", "Action"))
    leader = Text(longest=300, metadata=about("Líder", "Leader"))
    cost = Figure(metadata=about("Costo total en pesos", "Cost in COP"))


class Dimension(Noun):
    name = Text(required=True, longest=100, metadata=about("Variable", "Dimension"))
    value = Text(required=True, longest=200, metadata=about("Valor", "Value"))


class Observation(Noun):
    period = Period(
        required=True,
        metadata=about("Periodo", "Period", source="SDMX TIME_PERIOD"),
    )
    territory = Term(
        "territories", metadata=about("Territorio", "Area", source="SDMX REF_AREA")
    )
    breakdown = Many(Group(Dimension), metadata=about("Desagregación", "Breakdown"))
    value = Figure(metadata=about("Valor", "Value", source="SDMX OBS_VALUE"))
    status = Term(
        "observation_status",
        metadata=about("Estado", "Status", source="SDMX OBS_STATUS"),
    )
    source = LongText(metadata=about("Fuente", "Source"))
    note = LongText(metadata=about("Nota", "Note", source="SDMX COMMENT_OBS"))


class Latest(Noun):
    """The last figure, computed at the door; never typed in."""

    period = fields.String()
    value = Figure()
    status = fields.String()
    territory = fields.String()


class Indicator(Asset):
    objective = LongText(
        required=True, metadata=about("Objetivo", "Objective", source="Hoja de vida")
    )
    definition = LongText(metadata=about("Definiciones", "Definitions"))
    indicator_type = Term("indicator_types", metadata=about("Tipo", "Type"))
    formula = LongText(metadata=about("Fórmula", "Formula", example="(V1/V2)*100"))
    formula_variables = Many(
        Group(FormulaVariable),
        metadata=about("Variables de la fórmula", "Formula variables"),
    )
    unit = Text(
        required=True,
        longest=200,
        metadata=about("Unidad de medida", "Unit", source="SDMX UNIT_MEASURE"),
    )
    direction = Term("directions", metadata=about("Tendencia deseada", "Direction"))
    accumulation = Term(
        "accumulations", metadata=about("Acumulación", "Accumulation", source="DNP")
    )
    baseline = Group(Baseline, metadata=about("Línea base", "Baseline"))
    targets = Many(Group(Target), metadata=about("Metas por año", "Targets"))
    lag_days = Whole(
        validate=Range(min=0, max=3660), metadata=about("Días de rezago", "Lag in days")
    )
    source_text = LongText(metadata=about("Fuente de los datos", "Data source"))
    breakdowns = Many(
        Text(longest=100), metadata=about("Se puede separar por", "Breakdowns")
    )
    geographic_breakdown = Text(
        longest=200, metadata=about("Desagregación geográfica", "Geographic breakdown")
    )
    thresholds = Group(
        Thresholds, metadata=about("Rangos de cumplimiento", "Thresholds")
    )
    plan = Group(Plan, metadata=about("Plan", "Plan"))
    ods = Many(
        Code(longest=20),
        metadata=about("ODS", "SDG", "Por ejemplo 16.10.", "For example 16.10."),
    )
    observations = Many(Group(Observation), metadata=about("Datos", "Observations"))
    latest = fields.Nested(Latest, dump_only=True)
    observation_count = fields.Integer(dump_only=True)
