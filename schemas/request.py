"""What a person asks, and how the entity answers: the forms of a request."""

from typing import Any

from marshmallow import Schema, ValidationError

from .errors import Problem, problems
from .fields import Code, LongText, Mailbox, Term, Text, Whole, about
from .messages import Range
from .noun import Noun

LONGEST_QUESTION, LONGEST_ANSWER = 5_000, 50_000
LONGEST_PUBLISHED = 14_000  # with its question it is the description of a document


class Asked(Noun):
    """A request: no reason is asked for, and no name (Ley 1712 de 2014, art. 25)."""

    kind = Term(
        "request_kinds",
        required=True,
        metadata=about("Qué necesita", "What you need", source="Ley 1437, art. 14"),
    )
    question = LongText(
        required=True,
        longest=LONGEST_QUESTION,
        metadata=about(
            "Su solicitud",
            "Your request",
            "Qué información quiere. No tiene que decir para qué.",
            "What information you want. You need not say why.",
        ),
    )
    asset = Code(longest=80, metadata=about("Registro del catálogo", "Record"))
    organization = Code(longest=80, metadata=about("Dependencia", "Office"))
    name = Text(longest=200, metadata=about("Su nombre", "Your name"))
    email = Mailbox(
        metadata=about(
            "Su correo",
            "Your mailbox",
            "Solo para enviarle la respuesta. Se borra después.",
            "Only to send you the answer. It is erased afterwards.",
        )
    )


class Answer(Noun):
    answer = LongText(
        required=True,
        longest=LONGEST_ANSWER,
        metadata=about("La respuesta", "The answer"),
    )


class Refusal(Answer):
    """A refusal is motivated, and names the entry of the índice (arts. 20 and 28)."""

    entry = Code(
        required=True,
        longest=80,
        metadata=about(
            "Registro del índice", "Entry", source="Ley 1712 de 2014, arts. 20 y 28"
        ),
    )


class Extension(Noun):
    days = Whole(
        required=True,
        validate=Range(min=1, max=30),
        metadata=about("Días hábiles de más", "More working days"),
    )
    reason = LongText(required=True, longest=4_000, metadata=about("Por qué", "Why"))


class Transfer(Noun):
    to = Text(
        required=True,
        longest=300,
        metadata=about("A qué entidad", "To whom", source="Ley 1437, art. 21"),
    )


class Satisfaction(Noun):
    satisfaction = Whole(
        required=True,
        validate=Range(min=1, max=5),
        metadata=about("Qué tan útil fue", "How useful it was"),
    )


class Published(Noun):
    """The answer as everybody will read it (Ley 1712 de 2014, art. 14)."""

    title = Text(required=True, longest=300, metadata=about("Título", "Title"))
    question = LongText(
        required=True,
        longest=LONGEST_QUESTION,
        metadata=about("Lo que se preguntó", "What was asked"),
    )
    answer = LongText(
        required=True,
        longest=LONGEST_PUBLISHED,
        metadata=about("Lo que se respondió", "What was answered"),
    )


PUBLISHED = {
    "title": "Título",
    "question": "Lo que se preguntó",
    "answer": "Lo que se respondió",
}
FORMS: dict[str, Schema] = {
    "ask": Asked(),
    "answer": Answer(),
    "refuse": Refusal(),
    "extend": Extension(),
    "transfer": Transfer(),
    "rate": Satisfaction(),
    "publish": Published(),
}


def load(form: str, data: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Read a form; with any problem nothing is to be done."""
    schema = FORMS[form]
    try:
        return dict(schema.load(data)), []
    except ValidationError as error:
        return {}, problems(error.messages, schema, data)
