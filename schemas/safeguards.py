"""Safeguards: security levels (MinTIC) and personal data (Ley 1581 de 2012)."""

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import ValidationError, fields, post_load, validates_schema

from . import vocabularies
from .fields import Flag, LongText, Many, Term, about
from .noun import Noun

LEVELS = "MinTIC, Guía 5, Modelo de Seguridad y Privacidad"


class Safeguards(Noun):
    """The second and the fourth block of the asset matrix."""

    confidentiality = Term(
        "security_levels",
        metadata=about(
            "Confidencialidad",
            "Confidentiality",
            "Alta si es reservada, media si es clasificada, baja si es pública.",
            "High if reserved, medium if classified, low if public.",
            source=LEVELS,
        ),
    )
    integrity = Term(
        "security_levels",
        metadata=about(
            "Integridad",
            "Integrity",
            "Cuánto daño hace que esté incompleta o alterada.",
            "How much harm it does if incomplete or altered.",
            source=LEVELS,
        ),
    )
    availability = Term(
        "security_levels",
        metadata=about(
            "Disponibilidad",
            "Availability",
            "Cuánto daño hace que no se pueda consultar.",
            "How much harm it does if it cannot be had.",
            source=LEVELS,
        ),
    )
    criticality = fields.String(
        dump_only=True,
        metadata=about(
            "Criticidad",
            "Criticality",
            "Se calcula con los tres niveles; no se escribe.",
            "Worked out from the three levels; never typed in.",
            source=LEVELS,
        ),
    )
    personal_data = Term(
        "personal_data",
        metadata=about(
            "Datos personales",
            "Personal data",
            "El más sensible que contenga. Si lo deja vacío, se toma de los tipos y de "
            "las variables.",
            "The most sensitive kind that it holds; taken from types and variables "
            "if left empty.",
            source="Ley 1581 de 2012, art. 5",
        ),
    )
    minors = Flag(
        metadata=about(
            "¿De niños, niñas o adolescentes?",
            "Of minors?",
            "Sí, si hay datos de personas menores de 18 años.",
            "Yes if it holds data of people under 18.",
            source="Ley 1581 de 2012, art. 7",
        )
    )
    personal_data_types = Many(
        Term("personal_data"),
        metadata=about(
            "Tipos de datos personales",
            "Types of personal data",
            "Todos los que contenga: públicos, semiprivados, privados, sensibles.",
            "All that it holds: public, semi-private, private, sensitive.",
            source="Ley 1266 de 2008, art. 3; Ley 1581 de 2012, art. 5",
        ),
    )
    personal_data_purpose = LongText(
        metadata=about(
            "Finalidad de los datos personales",
            "Purpose of the personal data",
            "Para qué se recogieron, como se le dijo a la persona.",
            "What they were collected for, as the person was told.",
            source="Ley 1581 de 2012, art. 4 b",
        )
    )
    personal_data_authorized = Flag(
        metadata=about(
            "¿Existe autorización del titular?",
            "Is there an authorisation?",
            "Sí, si la persona autorizó el tratamiento de sus datos.",
            "Yes if the person authorised the treatment.",
            source="Ley 1581 de 2012, art. 9",
        )
    )

    @validates_schema(skip_on_field_errors=True)
    def _says_the_most_sensitive(self, data: dict[str, Any], **_kwargs: Any) -> None:
        text = contradiction(data)
        if text is not None:
            raise ValidationError(text, "personal_data")

    @post_load
    def _take_the_most_sensitive(
        self, data: dict[str, Any], **_kwargs: Any
    ) -> dict[str, Any]:
        return settled(data)


def contradiction(data: Mapping[str, Any]) -> str | None:
    """What is wrong when less is declared than the types or the variables say."""
    said, held = data.get("personal_data"), most_sensitive(kinds_held(data))
    if not said or not held or most_sensitive((said, held)) == said:
        return None
    listed = vocabularies.get("personal_data")
    return (
        f"Escribió «{listed.label(said)}», pero los tipos o las variables dicen "
        f"«{listed.label(held)}». Escriba aquí el más sensible."
    )


def settled(data: dict[str, Any]) -> dict[str, Any]:
    """The same values, with the most sensitive kind declared where nothing was."""
    held = most_sensitive(kinds_held(data))
    return (
        {**data, "personal_data": data.get("personal_data") or held} if held else data
    )


def kinds_held(data: Mapping[str, Any]) -> list[str]:
    """The kinds of personal data that the types and the variables speak of."""
    kinds = [one.get("personal_data") for one in data.get("variables", ())]
    return [*data.get("personal_data_types", ()), *filter(None, kinds)]


def most_sensitive(kinds: Iterable[str]) -> str | None:
    """The last of them in the order of the vocabulary, which is by sensitivity."""
    order = list(vocabularies.get("personal_data").terms)
    return max(kinds, key=order.index, default=None)
