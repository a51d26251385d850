"""A list's questions in its address: Spanish names outside, the catalogue's inside."""

from collections.abc import Mapping
from typing import Any

from flask import current_app, request, url_for

from ...catalog import sifting
from ...catalog.sifting import Sieve

# What the address calls each question of ``Sieve``.
NAMES = {
    "words": "palabras",
    "kind": "tipo",
    "state": "estado",
    "organization": "dependencia",
    "theme": "tema",
    "access_class": "clase",
    "quality": "calidad",
    "lacks": "falta",
    "mine": "mios",
    "comments": "comentarios",
    "overdue": "atrasados",
    "links": "enlaces",
}
SORT, AFTER = "orden", "desde"


def asked(given: Mapping[str, str] | None = None) -> Sieve:
    """What the address, or a form, asks of the list. Raises ``Refusal``."""
    source: Any = request.args if given is None else given
    return sifting.sieve({name: source.get(NAMES[name], "") for name in NAMES})


def in_spanish(questions: Mapping[str, str]) -> dict[str, str]:
    """The same questions under the names of the address."""
    return {NAMES[name]: value for name, value in questions.items() if value}


def list_address(
    questions: Mapping[str, str], *, endpoint: str = "desk.records", **more: str
) -> str:
    """The address of the list of these questions."""
    extra = {name: value for name, value in more.items() if value}
    return url_for(endpoint, **in_spanish(questions), **extra)  # type: ignore[arg-type]


def address_of(endpoint: str, **values: Any) -> str | None:
    """The address of a room of the desk, if this house has it."""
    if endpoint not in current_app.view_functions:
        return None
    return url_for(endpoint, **values)
