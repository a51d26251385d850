"""What a variable is called, whoever names it: the form in which two names are one."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from .analysis import stems
from .engines.base import AllOf, AnyOf, Clause, Term
from .inside import slug
from .spanish import clean

LONGEST_NAME = 100
# How headings of tables shorten words that people write in full.
SHORT: Mapping[str, str] = {
    "anio": "ano",
    "cant": "cantidad",
    "cod": "codigo",
    "depto": "departamento",
    "desc": "descripcion",
    "dpto": "departamento",
    "fec": "fecha",
    "lat": "latitud",
    "lon": "longitud",
    "mpio": "municipio",
    "nom": "nombre",
    "nro": "numero",
    "num": "numero",
    "porc": "porcentaje",
    "pob": "poblacion",
    "vlr": "valor",
}
# A machine's name that says too little: two columns called so are not yet alike.
VAGUE = frozenset(
    [
        "cantidad",
        "clase",
        "codigo",
        "descripcion",
        "estado",
        "fecha",
        "id",
        "identificador",
        "nombre",
        "nota",
        "notas",
        "numero",
        "observacion",
        "observaciones",
        "orden",
        "tipo",
        "titulo",
        "total",
        "valor",
    ]
)
COUNTED = frozenset({"entero", "decimal", "moneda", "porcentaje"})
Form = frozenset[str]


def called(variable: Mapping[str, Any]) -> str:
    return clean(str(variable.get("label") or variable.get("name") or ""))


def key_of(variable: Mapping[str, Any]) -> str:
    """By what it is compared with others; nothing when its name says too little."""
    name = called(variable)
    return slug(name) if len(name) <= LONGEST_NAME and stems(name) else ""


def form(text: str) -> Form:
    """Its words without endings, order and abbreviations: cod_mpio, Código del municipio."""
    return _form(slug(text)) if text else frozenset()


@lru_cache(maxsize=20_000)
def _form(key: str) -> Form:
    return frozenset(stems(" ".join(SHORT.get(word, word) for word in key.split("-"))))


def counts(variable: Mapping[str, Any]) -> bool | None:
    """Whether it counts or measures; None when its type is not said.

    How many comunas there are is not the comuna where somebody lives.
    """
    given = variable.get("type")
    return None if not given else given in COUNTED


def names(variable: Mapping[str, Any]) -> tuple[str, ...]:
    """The names by which it may be known: a vague one only where there is no other."""
    label, name = str(variable.get("label") or ""), str(variable.get("name") or "")
    told = [label, *([name] if not label or not vague(name) else ())]
    return tuple(text for text in told if text)


def vague(name: str) -> bool:
    """Whether it says too little for two that are called so to be alike."""
    return set(slug(name).split("-")) <= VAGUE


def holding(forms: Iterable[Form]) -> Clause | None:
    """What asks an engine for the records that name a variable in one of these ways."""
    ways = tuple(AllOf(tuple(map(_word, sorted(one)))) for one in forms if one)
    return AnyOf(ways) if len(ways) > 1 else (ways[0] if ways else None)


@lru_cache(maxsize=20_000)
def _word(stem: str) -> Clause:
    spelt = (stem, *_shortened().get(stem, ()))
    parts = tuple(Term(one, "variables") for one in spelt)
    return AnyOf(parts) if len(parts) > 1 else parts[0]


@cache
def _shortened() -> dict[str, list[str]]:
    """The terms of the abbreviations of each word, by its own."""
    found: dict[str, list[str]] = {}
    for short, word in SHORT.items():
        found.setdefault(stems(word)[0], []).extend(stems(short))
    return found
