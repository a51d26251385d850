"""The indicator: its hoja de vida and its observations (SDMX)."""

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from .asset import Asset
from .fields import (
    Group,
    LongText,
    Many,
    Sdg,
    Term,
    Text,
    Whole,
    about,
)
from .indicator_groups import SHEET, Baseline, FormulaVariable, Target, Thresholds
from .indicator_place import IndicatorPlace
from .indicator_statistics import NADA, Statistics
from .messages import Range
from .observation import Latest, Observation


class Indicator(IndicatorPlace, Asset):
    objective = LongText(
        required=True,
        metadata=about(
            "Objetivo",
            "Objective",
            "Qué se quiere saber o vigilar con él.",
            "What one wants to know or watch with it.",
            source="Hoja de vida",
        ),
    )
    definition = LongText(
        metadata=about(
            "Definiciones",
            "Definitions",
            "Los conceptos que hay que entender para leerlo.",
            "The concepts needed to read it.",
            source="Hoja de vida del indicador, Cali",
        )
    )
    indicator_type = Term(
        "indicator_types",
        metadata=about(
            "Tipo",
            "Type",
            "Eficiencia, eficacia, efectividad u otro.",
            "Efficiency, attainment, effect or other.",
            source="Hoja de vida del indicador, Cali",
        ),
    )
    measurement_method = LongText(
        metadata=about(
            "Método de medición",
            "Method of measurement",
            "Cómo se obtiene el dato, paso por paso.",
            "How the figure is got, step by step.",
            source=SHEET,
        )
    )
    reference_values = LongText(
        metadata=about(
            "Valores de referencia",
            "Reference values",
            "Con qué se compara: otra ciudad, la nación, una norma.",
            "What it is compared with: another city, the nation, a norm.",
            source=SHEET,
        )
    )
    formula = LongText(
        metadata=about(
            "Fórmula",
            "Formula",
            "Con variables V1, V2… y los signos + - * / y paréntesis. Si no se puede "
            "escribir así, cuéntela en «Método de medición» y deje esta vacía.",
            "With variables V1, V2… and the signs + - * / and parentheses. If it cannot "
            'be written so, tell it in "Method of measurement" and leave this empty.',
            example="(V1/V2)*100",
            source="Hoja de vida del indicador, Cali",
        )
    )
    formula_variables = Many(
        Group(FormulaVariable),
        metadata=about(
            "Variables de la fórmula",
            "Formula variables",
            "Qué es V1, V2… y de dónde sale cada una.",
            "What V1, V2… are and where each comes from.",
            source="Hoja de vida del indicador, Cali",
        ),
    )
    unit = Text(
        required=True,
        longest=200,
        metadata=about(
            "Unidad de medida",
            "Unit",
            "En qué se lee el resultado: porcentaje, casos, pesos.",
            "What the result is read in: per cent, cases, pesos.",
            source="SDMX UNIT_MEASURE",
        ),
    )
    direction = Term(
        "directions",
        metadata=about(
            "Tendencia deseada",
            "Direction",
            "Hacia dónde debe ir para que sea bueno.",
            "Where it should go to be good.",
            source="Hoja de vida del indicador, DNP (tendencia)",
        ),
    )
    accumulation = Term(
        "accumulations",
        metadata=about(
            "Acumulación",
            "Accumulation",
            "Cómo se junta lo de varios periodos.",
            "How several periods are put together.",
            source="DNP",
        ),
    )
    baseline = Group(
        Baseline,
        metadata=about(
            "Línea base",
            "Baseline",
            "El valor de partida y su periodo.",
            "The starting value and its period.",
            source="Hoja de vida del indicador, Cali",
        ),
    )
    targets = Many(
        Group(Target),
        metadata=about(
            "Metas por año",
            "Targets",
            "El valor que se quiere alcanzar cada año.",
            "The value wanted for each year.",
            source="Hoja de vida del indicador, DNP",
        ),
    )
    lag_days = Whole(
        validate=Range(min=0, max=3660),
        metadata=about(
            "Días de rezago",
            "Lag in days",
            "Días entre el fin del periodo y el día en que hay dato.",
            "Days between the period's end and the figure.",
            source="Hoja de vida del indicador, DNP",
        ),
    )
    source_text = LongText(
        metadata=about(
            "Fuente de los datos",
            "Data source",
            "De qué registro o estudio sale el dato.",
            "What register or study the figure comes from.",
            source="Hoja de vida del indicador, Cali",
        )
    )
    breakdowns = Many(
        Text(longest=100),
        metadata=about(
            "Se puede separar por",
            "Breakdowns",
            "Sexo, edad, zona. Una por renglón.",
            "Sex, age, area. One a line.",
            source="Hoja de vida del indicador, Cali",
        ),
    )
    geographic_breakdown = Text(
        longest=200,
        metadata=about(
            "Desagregación geográfica",
            "Geographic breakdown",
            "Comuna, barrio, corregimiento.",
            "Commune, neighbourhood, district.",
            source="Hoja de vida del indicador, Cali",
        ),
    )
    thresholds = Group(
        Thresholds,
        metadata=about(
            "Rangos de cumplimiento",
            "Thresholds",
            "Desde qué porcentaje de la meta es verde o amarillo: 90 y 70 si los deja vacíos.",
            "From what per cent of the target it is green or yellow: 90 and 70 if empty.",
            source="Hoja de vida del indicador, Cali",
        ),
    )
    statistics = Group(
        Statistics,
        metadata=about(
            "Para quien usa la serie",
            "For users of the series",
            "Lo que pregunta quien compara o proyecta la serie.",
            "What someone asks who compares or projects the series.",
            source=NADA,
        ),
    )
    ods = Many(
        Sdg(longest=20),
        metadata=about(
            "ODS",
            "SDG",
            "El objetivo, la meta o el indicador: 16, 16.10 o 16.10.2.",
            "The goal, the target or the indicator: 16, 16.10 or 16.10.2.",
            source="Agenda 2030, Naciones Unidas",
            example="16.10",
        ),
    )
    observations = Many(
        Group(Observation),
        most=50_000,
        metadata=about(
            "Datos",
            "Observations",
            "Los valores, uno por periodo, territorio y desagregación.",
            "The values, one for each period, territory and breakdown.",
            source="SDMX Obs",
        ),
    )
    latest = fields.Nested(Latest, dump_only=True)
    observation_count = fields.Integer(dump_only=True)

    @validates_schema(skip_on_field_errors=True)
    def _components_are_variables(self, data: dict[str, Any], **_kwargs: Any) -> None:
        symbols = [one["symbol"] for one in data.get("formula_variables", ())]
        known = {symbol.casefold() for symbol in symbols}
        found: dict[int, Any] = {}
        for row, figure in enumerate(data.get("observations", ())):
            given = [one["symbol"] for one in figure.get("components", ())]
            strange = [symbol for symbol in given if symbol.casefold() not in known]
            if known and strange:
                text = (
                    f"La fórmula no tiene la variable «{strange[0]}». Las suyas son: "
                    f"{', '.join(symbols)}."
                )
                found[row] = {"components": [text]}
        if found:
            raise ValidationError({"observations": found})
