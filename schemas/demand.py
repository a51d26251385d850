"""A demand for information as the desk takes it down: who needs what, and is it given."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError

from .errors import Problem, problems
from .fields import LongText, Term, Text, about
from .noun import Noun

SURVEY = "Plan Estadístico Territorial de Cali, necesidades de información"


class InformationDemand(Noun):
    need = Text(
        required=True,
        longest=300,
        metadata=about("Qué información se pide", "Need", source=SURVEY),
    )
    user = Term("user_types", metadata=about("Quién la pide", "User", source=SURVEY))
    coverage = Term(
        "demand_coverage",
        required=True,
        metadata=about("¿Está satisfecha?", "Coverage", source=SURVEY),
    )
    difficulty = Term(
        "demand_difficulties",
        metadata=about("Qué lo impide", "Difficulty", source=SURVEY),
    )
    record = Text(
        longest=80, metadata=about("Código del registro que la atiende", "Record")
    )
    remarks = LongText(longest=4_000, metadata=about("Observaciones", "Remarks"))


FORM = InformationDemand()


def load(data: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Read the form; with any problem nothing is to be done."""
    try:
        return dict(FORM.load(dict(data))), []
    except ValidationError as error:
        return {}, problems(error.messages, FORM, data)
