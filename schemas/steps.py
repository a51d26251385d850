"""What a step of the workflow is told: a reason, a successor, or nothing."""

from typing import Any

from marshmallow import Schema, ValidationError

from .classification import Decision
from .errors import Problem, problems
from .fields import Code, LongText, about
from .noun import Noun


class Step(Noun):
    """A step that needs no more words."""


class Reason(Noun):
    reason = LongText(
        required=True,
        longest=4000,
        metadata=about("Motivo", "Reason", "Lo lee quien registró el activo."),
    )


class Withdrawal(Noun):
    reason = LongText(
        required=True,
        longest=4000,
        metadata=about("Motivo", "Reason", "Queda escrito donde estaba el registro."),
    )


class Retirement(Withdrawal):
    successor = Code(
        longest=80,
        metadata=about(
            "Lo reemplaza", "Successor", "Código del registro que toma su lugar."
        ),
    )


# The decision is read by its own verb; here it is only named.
STEPS: dict[str, type[Schema]] = {
    "submit": Step,
    "approve": Step,
    "return": Reason,
    "classify": Decision,
    "publish": Step,
    "retire": Retirement,
    "withdraw": Withdrawal,
}


def load(verb: str, data: Any) -> tuple[dict[str, Any], list[Problem]]:
    """Read what came with a step; with any problem it is not to be taken."""
    schema = STEPS[verb]()
    try:
        return dict(schema.load(data)), []
    except ValidationError as error:
        return {}, problems(error.messages, schema, data)


def asks(verb: str) -> bool:
    """Whether a step needs words at all."""
    return any(one.required for one in STEPS[verb]().fields.values())
