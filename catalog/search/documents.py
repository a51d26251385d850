"""From a public record to what the index holds of it. An index record gives few leaves."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...records.reading import PublicRecord
from ...schemas import vocabularies
from .analysis import GAP
from .spanish import clean, fold
from .years import years

DETAILS = [
    "category",
    "objective",
    "definition",
    "target_population",
    "observation_units",
    "analysis_units",
    "disaggregation",
    "geographic_coverage",
    "geographic_breakdown",
    "unit",
    "formula",
    "source_text",
    "methodology",
    "sampling",
    "norms",
    "notes",
    "authors",
    "breakdowns",
    "place",
    "publication_date",
]
LABELLED: Mapping[str, str] = {
    "kind": "kinds",
    "ppi_type": "ppi_types",
    "document_type": "document_types",
    "spatial": "territories",
}
PLAN = ("name", "component", "objective", "action", "action_code", "leader")
INNER: Mapping[str, tuple[str, ...]] = {
    "variables": ("name", "label", "definition", "universe", "question"),
    "formula_variables": ("name", "symbol"),
    "distributions": ("title", "description"),
    "relations": ("title",),
}


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """The texts and facets of one record; ``order`` sorts titles as people do."""

    uid: str
    seq: int
    order: str
    texts: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]]

    @property
    def everything(self) -> str:
        return GAP.join(self.texts.values())


def searchable(record: PublicRecord) -> bool:
    """What is withdrawn or retired is not searched."""
    return record.state == "published"


def prepare(record: PublicRecord) -> SearchDocument:
    document = record.document
    if record.disclosure == "index":
        texts, facets = _known_by_name(document)
    else:
        texts, facets = _texts(document), _facets(document)
    facets["kind"] = [record.kind]
    return SearchDocument(
        uid=record.uid,
        seq=record.seq,
        order=f"{fold_title(title_of(document))}\x1f{record.uid}",
        texts={name: _join(values) for name, values in texts.items()},
        facets={
            name: tuple(dict.fromkeys(clean(value) for value in values if value))
            for name, values in facets.items()
        },
    )


def title_of(document: Mapping[str, Any]) -> str:
    return str(document.get("title") or document.get("name") or "")


def fold_title(title: str) -> str:
    return " ".join(fold(word) for word in clean(title).split())[:120]


def _texts(document: dict[str, Any]) -> dict[str, Iterable[str]]:
    return {
        "title": [title_of(document)],
        "acronym": _strings(document, "acronym", "short_name"),
        "code": _strings(document, "code"),
        "keywords": [
            *_strings(document, "keywords"),
            *_labels(document, "theme", "themes"),
        ],
        "organization": _organization(document),
        "description": _strings(document, "description"),
        "details": _details(document),
    }


def _known_by_name(
    document: dict[str, Any],
) -> tuple[dict[str, Iterable[str]], dict[str, list[str]]]:
    """The leaves of the índice and nothing else (Ley 1712, art. 20)."""
    texts: dict[str, Iterable[str]] = {
        "title": _strings(document, "title"),
        "organization": _organization(document),
        "details": _strings(document, "category"),
    }
    facets = {
        "class": _inner(document, "classification", "class"),
        "organization": _inner(document, "organization", "uid"),
        "year": years({"generated": document.get("generated")}),
    }
    return texts, facets


def _facets(document: dict[str, Any]) -> dict[str, list[str]]:
    formats = (
        label.upper()
        for distribution in _items(document, "distributions")
        for label in _strings(distribution, "format")
    )
    return {
        "organization": _inner(document, "organization", "uid"),
        "theme": _strings(document, "theme"),
        "class": _inner(document, "classification", "class"),
        "year": years(document),
        "format": list(formats),
        "frequency": _strings(document, "frequency"),
    }


def _labels(document: Mapping[str, Any], name: str, vocabulary: str) -> list[str]:
    """What people call the codes under this name: "indicadores de salud", "boletín"."""
    terms = vocabularies.get(vocabulary).terms
    return [terms[code].es for code in _strings(document, name) if code in terms]


def _organization(document: Mapping[str, Any]) -> list[str]:
    return [
        name
        for role in ("organization", "custodian", "parent")
        for leaf in ("name", "short_name", "acronym")
        for name in _inner(document, role, leaf)
    ]


def _details(document: Mapping[str, Any]) -> Iterator[str]:
    yield from _strings(document, *DETAILS)
    for leaf, vocabulary in LABELLED.items():
        yield from _labels(document, leaf, vocabulary)
    plan = document.get("plan")
    if isinstance(plan, dict):
        yield from _strings(plan, *PLAN)
    for name, leaves in INNER.items():
        for item in _items(document, name):
            yield from _strings(item, *leaves)
    for distribution in _items(document, "distributions"):
        for column in _items(distribution, "columns"):
            yield from _strings(column, "name", "label", "description")


def _strings(document: Mapping[str, Any], *names: str) -> list[str]:
    """The texts under these names, lists opened; whatever else stands there is not."""
    found: list[str] = []
    for name in names:
        value = document.get(name)
        items = value if isinstance(value, list) else [value]
        found += [item for item in items if isinstance(item, str) and item]
    return found


def _items(document: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    value = document.get(name)
    if not isinstance(value, list):
        return []
    return [item for item in value if isinstance(item, dict)]


def _inner(document: Mapping[str, Any], name: str, leaf: str) -> list[str]:
    value = document.get(name)
    return _strings(value, leaf) if isinstance(value, dict) else []


def _join(values: Iterable[str]) -> str:
    return f" {GAP} ".join(value.replace(GAP, " ") for value in values)
