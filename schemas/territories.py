"""Places within places: departments, municipalities, comunas and corregimientos."""

from collections.abc import Iterable
from functools import cache

from . import vocabularies
from .vocabularies import Term


def known(code: str) -> Term | None:
    """The place with this code: DIVIPOLA, or ours below the municipality."""
    return vocabularies.get("territories").terms.get(code)


def level(code: str) -> str:
    """``departamento``, ``municipio``, ``comuna`` or ``corregimiento``; else nothing."""
    found = known(code)
    return found.extra.get("level", "") if found else ""


def parent(code: str) -> str | None:
    """The place that this one is a part of."""
    found = known(code)
    return (found.extra.get("parent") or None) if found else None


def around(codes: Iterable[str]) -> tuple[str, ...]:
    """These places with those that hold them, each once."""
    found: dict[str, None] = {}
    for code in codes:
        place: str | None = code
        while place and place not in found:
            found[place] = None
            place = parent(place)
    return tuple(found)


def parts(code: str) -> tuple[Term, ...]:
    """The places right below this one, in the order of the list."""
    return _parts().get(code, ())


@cache
def _parts() -> dict[str, tuple[Term, ...]]:
    below: dict[str, list[Term]] = {}
    for term in vocabularies.get("territories"):
        below.setdefault(term.extra.get("parent", ""), []).append(term)
    return {code: tuple(terms) for code, terms in below.items()}
