"""Where a numeral of the transparency menu is answered."""

from typing import Any

from marshmallow import ValidationError

from .errors import Problem, problems
from .fields import Link, LongText, about
from .noun import Noun


class Place(Noun):
    url = Link(metadata=about("Dónde", "Where", "La dirección que lo demuestra."))
    note = LongText(longest=2_000, metadata=about("Nota", "Note"))


def load(data: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Read it; with any problem it is not to be kept."""
    try:
        return dict(_PLACE.load(data)), []
    except ValidationError as error:
        return {}, problems(error.messages, _PLACE, data)


_PLACE = Place()
