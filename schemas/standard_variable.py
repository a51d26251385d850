"""Standard variables: defined once by the city, with their categories and their norm."""

from typing import Any

from marshmallow import ValidationError

from .errors import Problem, problems
from .fields import Code, Group, LongText, Many, Term, Text, about
from .noun import Noun
from .variable import Category


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
    type = Term(
        "variable_types",
        metadata=about(
            "Tipo",
            "Type",
            "Texto, número, fecha, código.",
            "Text, number, date, code.",
            source="DDI varFormat/@type",
        ),
    )
    interval = Term(
        "variable_intervals",
        metadata=about(
            "Discreta o continua",
            "Discrete or continuous",
            "Discreta si toma valores contados; continua si puede tomar cualquiera.",
            "Discrete if it takes counted values; continuous if any.",
            source="DDI var/@intrvl",
        ),
    )
    unit = Text(
        longest=100,
        metadata=about(
            "Unidad de medida",
            "Unit",
            "Años, pesos, metros.",
            "Years, pesos, metres.",
            source="DDI var/@measUnit",
        ),
    )
    categories = Many(
        Group(Category),
        metadata=about(
            "Categorías",
            "Categories",
            "Las respuestas posibles, con su código.",
            "The possible answers, with their codes.",
            source="DDI var/catgry",
        ),
    )
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
    personal_data = Term(
        "personal_data",
        metadata=about(
            "¿Es un dato personal? ¿De qué tipo?",
            "Is it personal data? Of what kind?",
            "Vacío si no identifica ni describe a una persona.",
            "Empty if it neither identifies nor describes a person.",
            source="Ley 1581 de 2012, arts. 3 y 5",
        ),
    )


def load(data: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Read a standard variable; with any problem it is not to be saved."""
    try:
        return dict(_SCHEMA.load(data)), []
    except ValidationError as error:
        return {}, problems(error.messages, _SCHEMA, data)


_SCHEMA = StandardVariable()
