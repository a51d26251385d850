"""A person of the desk, as an administrator writes them down."""

from typing import Any

from marshmallow import ValidationError

from ..records.person import ROLES
from .errors import Problem, problems
from .fields import Code, Mailbox, Many, Reference, Text, about
from .noun import Noun


class Role(Text):
    """One of the five papers of the house."""

    default_error_messages = {
        "role": f"No es un papel. Los papeles son: {', '.join(ROLES)}."
    }

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs)
        if text not in ROLES:
            raise self.make_error("role")
        return text


class Own(Noun):
    """What people say of themselves."""

    name = Text(required=True, longest=200, metadata=about("Nombre", "Name"))
    position = Text(
        longest=200,
        metadata=about("Cargo", "Position", "El de su oficina, como se lo conoce."),
    )


class Person(Own):
    code = Code(
        required=True,
        longest=60,
        metadata=about("Usuario", "User name", example="ana.perez"),
    )
    email = Mailbox(
        metadata=about("Correo", "Mailbox", example="ana.perez@ciudad.gov.co")
    )
    roles = Many(
        Role(), most=len(ROLES), required=True, metadata=about("Papeles", "Roles")
    )
    organization = Reference(
        ("uid", "name"), metadata=about("Dependencia", "Organisation")
    )


def load(data: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Read a person; with any problem they are not to be saved."""
    return _load(_PERSON, data)


def load_own(data: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Read what a person says of themselves."""
    return _load(_OWN, data)


def _load(schema: Noun, data: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    try:
        return dict(schema.load(data)), []
    except ValidationError as error:
        return {}, problems(error.messages, schema, data)


_PERSON, _OWN = Person(), Own()
