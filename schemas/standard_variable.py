"""Standard variables: defined once by the city, with their categories and their norm."""

from typing import Any

from marshmallow import ValidationError

from .errors import Problem, problems
from .fields import Code, LongText, Text, about
from .noun import Noun
from .variable import CATEGORIES, INTERVAL, PERSONAL_DATA, TYPE, UNIT


class StandardVariable(Noun):
    code = Code(
        required=True,
        longest=60,
        metadata=about(
            "Código",
            "Code",
            "El nombre corto con que la citan los registros.",
            "The short name by which records cite it.",
            example="sexo",
        ),
    )
    label = Text(
        required=True,
        metadata=about(
            "Etiqueta",
            "Label",
            "Qué es, en pocas palabras.",
            "What it is, in a few words.",
            source="DDI var/labl",
            example="Sexo",
        ),
    )
    definition = LongText(
        required=True,
        metadata=about(
            "Definición",
            "Definition",
            "Qué mide, de modo que dos dependencias la entiendan igual.",
            "What it measures, so that two departments understand the same.",
            source="DANE, sistema de conceptos estandarizados",
        ),
    )
    type = TYPE
    interval = INTERVAL
    unit = UNIT
    categories = CATEGORIES
    source = LongText(
        metadata=about(
            "De dónde se toma",
            "Source",
            "La norma, la clasificación o el concepto del DANE.",
            "The norm, the classification or DANE's concept.",
            example="CIIU Rev. 4 A.C.",
            source="DDI var/notes",
        )
    )
    personal_data = PERSONAL_DATA


def load(data: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Read a standard variable; with any problem it is not to be saved."""
    try:
        return dict(_SCHEMA.load(data)), []
    except ValidationError as error:
        return {}, problems(error.messages, _SCHEMA, data)


_SCHEMA = StandardVariable()
