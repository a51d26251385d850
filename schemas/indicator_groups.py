"""The groups of fields inside an indicator's hoja de vida."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from ..records.indicator import MEDIUM, SATISFACTORY
from .fields import Figure, LongText, Text, Whole, about
from .messages import Range
from .noun import Noun
from .period import Period

SHEET = "Hoja de vida del indicador, Cali"
DNP = "Hoja de vida del indicador, DNP"


class FormulaVariable(Noun):
    symbol = Text(
        required=True,
        longest=20,
        metadata=about(
            "Símbolo",
            "Symbol",
            "Como está en la fórmula.",
            "As in the formula.",
            source="Hoja de vida del indicador, Cali",
        ),
    )
    name = LongText(
        required=True,
        metadata=about(
            "Qué mide",
            "Name",
            "Qué se cuenta o se mide.",
            "What is counted or measured.",
            source="Hoja de vida del indicador, Cali",
        ),
    )
    source = LongText(
        metadata=about(
            "Fuente",
            "Source",
            "De dónde sale el valor.",
            "Where the value comes from.",
            source="Hoja de vida del indicador, Cali",
        )
    )


class Baseline(Noun):
    period = Period(
        metadata=about(
            "Periodo",
            "Period",
            "El año o periodo de ese valor.",
            "That value's year or period.",
            source="Hoja de vida del indicador, DNP",
        )
    )
    value = Figure(
        required=True,
        metadata=about(
            "Valor",
            "Value",
            "En la unidad del indicador.",
            "In the indicator's unit.",
            source="Hoja de vida del indicador, Cali",
        ),
    )


class Target(Noun):
    year = Whole(
        required=True,
        validate=Range(min=1990, max=2100),
        metadata=about(
            "Año",
            "Year",
            "Con cuatro cifras.",
            "With four figures.",
            example=2019,
            source="Hoja de vida del indicador, DNP",
        ),
    )
    value = Figure(
        required=True,
        metadata=about(
            "Meta",
            "Target",
            "En la unidad del indicador.",
            "In the indicator's unit.",
            source="Hoja de vida del indicador, DNP",
        ),
    )


class Thresholds(Noun):
    """Per cent of the target: 90 and 70 unless said otherwise (``records/indicator``)."""

    satisfactory = Figure(
        metadata=about(
            "Satisfactorio desde (%)",
            "Satisfactory from (%)",
            "Verde desde este porcentaje de la meta; 90 si lo deja vacío.",
            "Green from this per cent of the target; 90 if left empty.",
            source=SHEET,
            example=90,
        )
    )
    medium = Figure(
        metadata=about(
            "Medio desde (%)",
            "Medium from (%)",
            "Amarillo desde este porcentaje; por debajo, rojo. 70 si lo deja vacío.",
            "Yellow from this per cent; red below. 70 if left empty.",
            source=SHEET,
            example=70,
        )
    )

    @validates_schema(skip_on_field_errors=True)
    def _in_order(self, data: dict[str, Any], **_kwargs: Any) -> None:
        green = data.get("satisfactory", SATISFACTORY)
        yellow = data.get("medium", MEDIUM)
        if yellow >= green:
            raise ValidationError(
                f"El rango medio ({yellow} %) tiene que empezar por debajo del "
                f"satisfactorio ({green} %).",
                "medium",
            )
