"""Words and addresses of other catalogues as terms of our vocabularies, where they fit."""

import re
from functools import lru_cache

from .. import vocabularies
from ..vocabularies import fold

# One theme of ours for each of the EU's thirteen; several of ours share one of them.
EU_THEMES = {
    "AGRI": "agricultura-y-desarrollo-rural",
    "ECON": "economia-y-finanzas",
    "EDUC": "educacion",
    "ENER": "minas-y-energia",
    "ENVI": "ambiente-y-desarrollo-sostenible",
    "GOVE": "funcion-publica",
    "HEAL": "salud-y-proteccion-social",
    "JUST": "justicia-y-derecho",
    "REGI": "vivienda-ciudad-y-territorio",
    "SOCI": "inclusion-social-y-reconciliacion",
    "TECH": "ciencia-tecnologia-e-innovacion",
    "TRAN": "transporte",
}
_COLUMNS = {
    "frequencies": ("iso8601", "eu", "sdmx"),
    "licences": ("socrata_id", "eu"),
    "languages": ("eu", "iso639_3"),
    "media_types": ("extension", "eu_file_type"),
    "themes": ("datosgov",),
}
_CREATIVE = re.compile(
    r"(?:https?://)?(?:www\.)?creativecommons\.org/(licenses|publicdomain)/([a-z\-]+)/(\d\.\d)"
)


def find(vocabulary: str, given: str) -> str:
    """The code of the term that a word or an address stands for, or nothing."""
    return _find(vocabulary, given.strip()[:500])


@lru_cache(maxsize=20_000)
def _find(vocabulary: str, given: str) -> str:
    listed = vocabularies.get(vocabulary)
    for word in _ways(vocabulary, given):
        term = listed.find(word)
        if term is not None:
            return term.code
        code = _columns(vocabulary).get(fold(word))
        if code:
            return code
    return ""


def _ways(vocabulary: str, given: str) -> list[str]:
    """The word as it came, without what an address carries, and in its own ways."""
    ways = [given]
    if "://" in given:
        ways += [given.replace("http://", "https://", 1), given.rstrip("/") + "/"]
        ways.append(re.split(r"[/#]", given.rstrip("/#"))[-1])
    if vocabulary == "languages":
        ways += [re.split(r"[-_]", ways[-1])[0]]
    if vocabulary == "media_types":
        ways += [
            given.split(";", maxsplit=1)[0].strip(),
            "/".join(given.split("/")[-2:]),
        ]
    if vocabulary == "licences" and (found := _CREATIVE.match(given.lower())):
        _kind, name, number = found.groups()
        ways.append(f"CC0-{number}" if name == "zero" else f"CC-{name}-{number}")
    if vocabulary == "themes":
        ways += [EU_THEMES.get(word.upper(), "") for word in list(ways)]
    return [way for way in ways if way]


@lru_cache(maxsize=20)
def _columns(vocabulary: str) -> dict[str, str]:
    """Codes by the equivalents that stand in columns of their own."""
    found: dict[str, str] = {}
    for term in vocabularies.get(vocabulary):
        for column in _COLUMNS.get(vocabulary, ()):
            for word in term.extra.get(column, "").split("|"):
                if word.strip():
                    found.setdefault(fold(word), term.code)
    return found
