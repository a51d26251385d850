"""Observations: the figures of an indicator (SDMX) and what they were computed from."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields

from .fields import Figure, Group, LongText, Many, Term, Text, about
from .noun import Noun
from .period import Period


class Dimension(Noun):
    name = Text(
        required=True,
        longest=100,
        metadata=about(
            "Variable",
            "Dimension",
            "Por qué se separa: sexo, edad, zona.",
            "By what it is broken down: sex, age, area.",
            source="SDMX, dimensión",
        ),
    )
    value = Text(
        required=True,
        longest=200,
        metadata=about(
            "Valor",
            "Value",
            "Qué parte es: mujer, 15 a 24 años, rural.",
            "Which part it is: female, 15 to 24, rural.",
            source="SDMX, código",
        ),
    )


class Component(Noun):
    symbol = Text(
        required=True,
        longest=20,
        metadata=about(
            "Variable",
            "Variable",
            "Como está en la fórmula.",
            "As in the formula.",
            source="Hoja de vida, seguimiento",
        ),
    )
    value = Figure(
        required=True,
        metadata=about(
            "Valor",
            "Value",
            "El de este periodo.",
            "This period's.",
            source="Hoja de vida, seguimiento",
        ),
    )


class Components(Many):
    """Values of the formula's variables; ``{"V1": 12}`` is read too."""

    default_error_messages = {"twice": "Esta variable está dos veces: {symbol}."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Group(Component), **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, Mapping):
            value = [{"symbol": name, "value": one} for name, one in value.items()]
        read = super()._deserialize(value, *args, **kwargs)
        seen: set[str] = set()
        for one in read:
            if one["symbol"] in seen:
                raise self.make_error("twice", symbol=one["symbol"])
            seen.add(one["symbol"])
        return read


class Observation(Noun):
    period = Period(
        required=True,
        metadata=about(
            "Periodo",
            "Period",
            "El año, el semestre, el trimestre o el mes.",
            "The year, half-year, quarter or month.",
            source="SDMX TIME_PERIOD",
        ),
    )
    territory = Term(
        "territories",
        metadata=about(
            "Territorio",
            "Area",
            "Vacío si es de toda la ciudad.",
            "Empty if of the whole city.",
            source="SDMX REF_AREA",
        ),
    )
    breakdown = Many(
        Group(Dimension),
        metadata=about(
            "Desagregación",
            "Breakdown",
            "Vacío si es el total.",
            "Empty if it is the total.",
            source="SDMX, dimensiones",
        ),
    )
    value = Figure(
        metadata=about(
            "Valor",
            "Value",
            "En la unidad del indicador. Vacío si falta.",
            "In the indicator's unit. Empty if missing.",
            source="SDMX OBS_VALUE",
        )
    )
    status = Term(
        "observation_status",
        metadata=about(
            "Estado",
            "Status",
            "Definitivo, provisional, estimado…",
            "Final, provisional, estimated…",
            source="SDMX OBS_STATUS",
        ),
    )
    source = LongText(
        metadata=about(
            "Fuente",
            "Source",
            "De dónde salió este valor, si es otra fuente.",
            "Where this value came from, if another source.",
            source="SDMX SOURCE_DETAIL",
        )
    )
    note = LongText(
        metadata=about(
            "Nota",
            "Note",
            "Análisis y observaciones de este periodo.",
            "Analysis and remarks on this period.",
            source="SDMX COMMENT_OBS; hoja de vida, seguimiento",
        )
    )
    components = Components(
        metadata=about(
            "Valores de las variables",
            "Values of the variables",
            "El valor de cada variable de la fórmula en este periodo.",
            "The value of each variable of the formula in this period.",
            source="Hoja de vida, seguimiento",
            example={"V1": 12, "V2": 30},
        )
    )
    target = Figure(
        metadata=about(
            "Meta del periodo",
            "Target of the period",
            "La meta según la periodicidad, en la unidad del indicador.",
            "The target for this period, in the indicator's unit.",
            source="Hoja de vida, seguimiento",
        )
    )
    improvement = LongText(
        metadata=about(
            "Acción de mejora",
            "Improvement",
            "Qué se hará si no se cumplió. No se publica.",
            "What will be done if it was not met. Not published.",
            source="Hoja de vida, seguimiento",
        )
    )


class Latest(Noun):
    """The last figure, computed at the door; never typed in."""

    period = fields.String()
    value = Figure()
    status = fields.String()
    territory = fields.String()
