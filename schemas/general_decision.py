"""A decision that covers many assets by one act: what it must say."""

from typing import Any

from marshmallow import ValidationError

from .errors import Problem, problems
from .fields import Day, LongText, Text, about
from .noun import Noun

BASES = {
    "category": "Categoría de información",
    "trd_series": "Serie documental (TRD)",
    "source": "Fuente de donde se cosecha",
    "kind": "Tipo de registro",
}
KINDS = {
    "conjunto de datos": "dataset",
    "indicador": "indicator",
    "proceso de producción": "production_process",
    "documento": "document",
}
KIND = "Escriba uno de estos: " + ", ".join(KINDS) + "."
ONE_OF = "Tiene que ser una de estas: " + ", ".join(BASES) + "."


class General(Noun):
    basis = Text(
        required=True,
        longest=12,
        metadata=about("Por qué los reúne", "Basis", "Lo que tienen en común."),
    )
    value = Text(
        required=True,
        longest=300,
        metadata=about("Cuál", "Which", "El nombre exacto de la categoría o la serie."),
    )
    act = Text(
        required=True,
        longest=300,
        metadata=about("Acto administrativo", "Act", source="Ley 1712, art. 20"),
    )
    act_date = Day(required=True, metadata=about("Fecha del acto", "Date of the act"))
    motivation = LongText(
        required=True,
        metadata=about(
            "Por qué son públicos", "Motivation", source="Ley 1712, arts. 2 y 4"
        ),
    )


def load(data: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Read a general decision; with any problem it is not to be taken."""
    try:
        values = dict(_GENERAL.load(data))
    except ValidationError as error:
        return {}, problems(error.messages, _GENERAL, data)
    if values["basis"] not in BASES:
        return {}, [Problem("basis", label("basis"), values["basis"], ONE_OF)]
    if values["basis"] == "kind":
        return _of_kind(values)
    return values, []


def label(name: str) -> str:
    """The Spanish label of a field."""
    return str(_GENERAL.fields[name].metadata["title"])


def _of_kind(values: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """A kind is said in Spanish, or by its code; one that there is not is refused."""
    given = values["value"]
    code = KINDS.get(given.casefold(), given)
    if code not in KINDS.values():
        return {}, [Problem("value", label("value"), given, KIND)]
    return {**values, "value": code}, []


_GENERAL = General()
