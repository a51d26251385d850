"""From a public record to what the index holds of it. An index record gives few leaves."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...records.reading import PublicRecord
from ...schemas import territories, vocabularies
from ..quality import score
from .analysis import GAP, key_of, stems
from .spanish import clean, fold
from .weights import OLD, OWN, QUALITY, RECENT
from .years import covered, years

LONGEST_NAME = 400
MOST_CATEGORIES = 200  # of one variable: a longer list is a classification of its own
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
    "formula_variables": ("name", "symbol"),
    "distributions": ("title", "description"),
    "relations": ("title",),
}
VARIABLE = ("name", "label", "definition", "universe", "question")
COLUMN = ("name", "label", "description")
CATEGORY = ("label",)


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """The texts and facets of one record; ``order`` sorts titles as people do.

    ``keys`` are its whole names, ``prior`` what it is worth whatever is asked (from 1).
    """

    uid: str
    seq: int
    order: str
    texts: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]]
    keys: tuple[str, ...] = ()
    prior: float = 1.0

    @property
    def everything(self) -> str:
        return GAP.join(self.texts.values())


def searchable(record: PublicRecord) -> bool:
    """What is withdrawn or retired is not searched."""
    return record.state == "published"


def prepare(
    record: PublicRecord,
    today: date | None = None,
    broken: frozenset[str] = frozenset(),
) -> SearchDocument:
    """What the index holds of a record; its quality is that of ``today``, with the
    addresses that are ``broken``.
    """
    today = today or date.today()
    document = record.document
    judged = score(record, today=today, broken=broken)
    points = judged.points / judged.of if judged else 0.0
    if record.disclosure == "index":
        texts, facets = _known_by_name(document)
        names = _strings(document, "title")
    else:
        texts, facets = _texts(document), _facets(document)
        facets["quality"] = [str(judged.points)] if judged else []
        names = _names(document)
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
        keys=tuple(dict.fromkeys(key for name in names for key in whole(name))),
        prior=_prior(document, points, today),
    )


def whole(name: str) -> tuple[str, ...]:
    """What a question must be to be this name: its words, or its letters and digits."""
    name = clean(name)[:LONGEST_NAME]
    return tuple(key for key in (" ".join(stems(name)), key_of(name)) if key)


def _prior(document: Mapping[str, Any], points: float, today: date) -> float:
    good = 1 + QUALITY * points + RECENT * _recent(document, today)
    return good if _inner(document, "source", "title") else good * (1 + OWN)


def _recent(document: Mapping[str, Any], today: date) -> float:
    """1 for figures of this year, less for each year before, 0 for what has no year."""
    known = covered(document)
    last = max(known) if known else today.year - OLD
    return max(0.0, min(1.0, 1 - (today.year - last) / OLD))


def _names(document: Mapping[str, Any]) -> list[str]:
    return [title_of(document), *_strings(document, "acronym", "short_name", "code")]


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
        "variables": _variables(document),
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
    distributions = _items(document, "distributions")
    formats = [label for one in distributions for label in _strings(one, "format")]
    licences = [code for one in distributions for code in _strings(one, "licence")]
    return {
        "organization": _inner(document, "organization", "uid"),
        "theme": _strings(document, "theme"),
        "class": _inner(document, "classification", "class"),
        "year": years(document),
        "format": [label.upper() for label in formats],
        "licence": [*_strings(document, "licence"), *licences],
        "frequency": _strings(document, "frequency"),
        "territory": list(territories.around(_strings(document, "spatial"))),
        "source": _inner(document, "source", "title"),
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


def _variables(document: dict[str, Any]) -> Iterator[str]:
    """Variables with their categories, and the columns of files."""
    columns = [
        column
        for distribution in _items(document, "distributions")
        for column in _items(distribution, "columns")
    ]
    for inner, leaves in ((_items(document, "variables"), VARIABLE), (columns, COLUMN)):
        for one in inner:
            yield from _strings(one, *leaves)
            for category in _items(one, "categories")[:MOST_CATEGORIES]:
                yield from _strings(category, *CATEGORY)


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
