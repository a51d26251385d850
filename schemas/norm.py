"""A norm of the normograma, and a legal opinion: what each must say."""

from typing import Any

from marshmallow import Schema, ValidationError

from .errors import Problem, problems
from .fields import Day, Link, LongText, Term, Text, about
from .noun import Noun


class Norm(Noun):
    name = Text(
        required=True,
        longest=200,
        metadata=about("Norma", "Norm", "Como se cita: Ley 1712 de 2014."),
    )
    subject = LongText(longest=4_000, metadata=about("De qué trata", "Subject"))
    issued = Day(metadata=about("Fecha", "Date"))
    link = Link(metadata=about("Dónde se lee", "Where it is read"))


class Change(Noun):
    state = Term("norm_states", required=True, metadata=about("Estado", "State"))
    state_date = Day(required=True, metadata=about("Desde cuándo", "Since"))
    state_reason = LongText(
        required=True,
        longest=4_000,
        metadata=about("Qué norma la cambió, y en qué", "What changed it"),
    )


class Opinion(Noun):
    """A concepto jurídico; only what is issued must be whole."""

    question = LongText(required=True, metadata=about("Pregunta jurídica", "Question"))
    norms = LongText(required=True, metadata=about("Normas", "Norms"))
    analysis = LongText(required=True, metadata=about("Análisis", "Analysis"))
    access_class = Term(
        "access_classes",
        required=True,
        metadata=about("Clase que propone", "Class", source="Ley 1712, art. 6"),
    )


FORMS: dict[str, Schema] = {"norm": Norm(), "change": Change(), "opinion": Opinion()}


def load(
    form: str, data: dict[str, Any], *, partial: bool = False
) -> tuple[dict[str, Any], list[Problem]]:
    """Read a form; with any problem nothing is to be done. ``partial``: it may lack."""
    schema = FORMS[form]
    try:
        return dict(schema.load(data, partial=partial)), []
    except ValidationError as error:
        return {}, problems(error.messages, schema, data)
