"""The organisation: a dependencia of the city, or an institution outside it."""

from typing import Any

from marshmallow import ValidationError

from .errors import Problem, problems
from .fields import Code, Link, LongText, Mailbox, Reference, Term, Text, about
from .noun import Noun

LEAVES = ("uid", "name", "short_name", "acronym", "slug")


class Organization(Noun):
    code = Code(
        required=True, longest=60, metadata=about("Código", "Code", example="dapm")
    )
    name = Text(
        required=True,
        longest=300,
        metadata=about("Nombre oficial", "Official name", source="foaf:name"),
    )
    short_name = Text(longest=100, metadata=about("Nombre corto", "Short name"))
    acronym = Text(longest=30, metadata=about("Sigla", "Acronym"))
    organization_type = Term(
        "organization_types", metadata=about("Tipo de organización", "Type")
    )
    parent = Reference(
        ("uid", "name", "slug"),
        metadata=about("Depende de", "Part of", "Código de la organización superior."),
    )
    email = Mailbox(metadata=about("Correo de la oficina", "Office mailbox"))
    telephone = Text(longest=60, metadata=about("Teléfono de la oficina", "Telephone"))
    url = Link(longest=500, metadata=about("Página web", "Web page"))
    description = LongText(metadata=about("Qué hace", "What it does"))


def load(data: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Read an organisation; with any problem it is not to be saved."""
    try:
        return dict(_SCHEMA.load(data)), []
    except ValidationError as error:
        return {}, problems(error.messages, _SCHEMA, data)


_SCHEMA = Organization()
