"""What a record is about: theme, place, time, language and rhythm, as shared addresses."""

from functools import lru_cache
from typing import Any

from ...schemas import vocabularies
from ..base import Catalogue
from ..values import said
from .nodes import EU, Node, authority, day, node, part, plain, ref, text, typed


def term(vocabulary: str, given: object) -> vocabularies.Term | None:
    """The entry that a document's code stands for, if the list still holds it."""
    return _find(vocabulary, given) if isinstance(given, str) else None


@lru_cache(maxsize=4096)
def _find(vocabulary: str, given: str) -> vocabularies.Term | None:
    code = said(given)
    return vocabularies.get(vocabulary).find(code) if code else None


def themes(document: dict[str, Any], catalogue: Catalogue) -> list[Node]:
    """The EU's data theme, and the category of datos.gov.co with its name."""
    found = term("themes", document.get("theme"))
    if found is None:
        return []
    eu = authority("data-theme", found.extra.get("eu_theme"))
    own = node(
        found.uri or f"{catalogue.identifier('tema')}/{found.code}",
        "skos:Concept",
        {
            "skos:prefLabel": [text(found.es, "es"), text(found.en, "en")],
            "skos:inScheme": ref(catalogue.identifier("tema")),
            "skos:broadMatch": eu,
        },
    )
    return [eu, own] if eu else [own]


def theme_scheme(catalogue: Catalogue) -> Node:
    """The list of themes, which are the categories of datos.gov.co."""
    title = "Categorías de datos.gov.co"
    return node(
        catalogue.identifier("tema"),
        "skos:ConceptScheme",
        {"dct:title": text(title, "es")},
    )


def taxonomies(catalogue: Catalogue) -> list[Node]:
    return [{"@id": f"{EU}/data-theme"}, theme_scheme(catalogue)]


def places(codes: list[Any], catalogue: Catalogue) -> list[Node]:
    """Territories by their DIVIPOLA code; a code that the list lacks is left out."""
    found = [term("territories", code) for code in codes]
    distinct = dict.fromkeys(one.code for one in found if one is not None)
    base = catalogue.identifier("territorio")
    return [_place(code, base) for code in distinct]


@lru_cache(maxsize=4096)
def _place(code: str, base: str) -> Node:
    """One territory, the same node each time: nobody changes a node once made."""
    one = vocabularies.get("territories").terms[code]
    parent = one.extra.get("parent")
    latitude, longitude = one.extra.get("latitude"), one.extra.get("longitude")
    point = f"POINT({longitude} {latitude})" if latitude and longitude else None
    return node(
        one.uri or f"{base}/{one.code}",
        "dct:Location",
        {
            "skos:prefLabel": text(one.es, "es"),
            "dct:identifier": plain(one.code),
            "dct:isPartOf": ref(f"{base}/{parent}") if parent else None,
            "dcat:centroid": typed(point, "gsp:wktLiteral"),
        },
    )


def period(document: dict[str, Any], owner: str) -> Node | None:
    """From when to when; either end may be unknown."""
    start, end = day(document.get("temporal_start")), day(document.get("temporal_end"))
    if not start and not end:
        return None
    return node(
        part(owner, "periodo"),
        "dct:PeriodOfTime",
        {"dcat:startDate": start, "dcat:endDate": end},
    )


def frequency(document: dict[str, Any]) -> Node | None:
    found = term("frequencies", document.get("frequency"))
    return authority("frequency", found.extra.get("eu")) if found else None


def language(code: object) -> Node | None:
    found = term("languages", code)
    return authority("language", found.extra.get("eu")) if found else None
