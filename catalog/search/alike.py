"""Like variables across records: of processes, columns of files, variables of formulas."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Literal

from ...records.reading import PublicRecord
from .concepts import Form, called, counts, form, names
from .inside import column_anchor, slug, variable_anchor
from .spanish import clean, fold

LEAVES = ("type", "unit", "definition", "universe", "question")
MOST_VALUES = 12
FEWEST_VALUES = 3  # categories that are a classification; yes and no are not
MOST = 500  # records with such a variable
SHOWN = 60  # of them
LOOKED_AT = 400  # variables or columns of one record
Why = Literal["name", "form", "standard", "categories"]
What = Literal["variable", "column", "formula"]


@dataclass(frozen=True, slots=True)
class Like:
    """A variable in one record; ``path`` leads to it, ``why`` it is compared."""

    record: PublicRecord
    variable: Mapping[str, Any]
    what: What
    anchor: str
    file: str = ""
    why: Why = "name"

    @property
    def name(self) -> str:
        return called(self.variable)

    @property
    def definition(self) -> str:
        given = self.variable.get("definition") or self.variable.get("description")
        return clean(str(given or ""))

    @property
    def path(self) -> str:
        return f"{self.record.path}#{self.anchor}" if self.anchor else self.record.path

    @property
    def values(self) -> tuple[str, ...]:
        """Its categories as people read them, the first ones."""
        return _labels(self.variable)[:MOST_VALUES]


@dataclass(slots=True)
class Sought:
    """What is looked for: names, and what those that go by the name bring with them."""

    key: str
    forms: set[Form]
    counted: set[bool | None] = field(default_factory=set)
    standards: set[str] = field(default_factory=set)
    lists: set[frozenset[str]] = field(default_factory=set)

    def learn(self, one: Like) -> None:
        """From one that goes by this very name."""
        self.counted.add(counts(one.variable))
        if standard := one.variable.get("standard_variable"):
            self.standards.add(slug(str(standard)))
        if len(known := _list(one.variable)) >= FEWEST_VALUES:
            self.lists.add(known)

    def why(self, variable: Mapping[str, Any]) -> Why | None:
        """Why it is compared, the strongest reason; None when it is not."""
        standard = slug(str(variable.get("standard_variable") or ""))
        if (
            any(slug(one) == self.key for one in names(variable))
            or self.key == standard
        ):
            return "name"
        if standard and standard in self.standards:
            return "standard"
        if self._fits(variable) and any(
            form(one) in self.forms for one in names(variable)
        ):
            return "form"
        return "categories" if _list(variable) in self.lists else None

    def _fits(self, variable: Mapping[str, Any]) -> bool:
        kind = counts(variable)
        return kind is None or not self.counted or bool(self.counted & {kind, None})


def sought(key: str, others: Iterable[str] = ()) -> Sought:
    """By its name as it stands in an address; ``others`` are names of the same thing."""
    return Sought(key, {form(text) for text in (key, *others)} - {frozenset()})


def like(records: Iterable[PublicRecord], wanted: Sought) -> list[Like]:
    """The variables of these records that are compared, by this very name first."""
    every = [one for record in records for one in _variables(record)]
    for one in every:
        if wanted.why(one.variable) == "name":
            wanted.learn(one)
    told = ((wanted.why(one.variable), one) for one in every)
    found = [_because(one, why) for why, one in told if why]
    return sorted(found, key=lambda one: one.why != "name")


def variables_of(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What a record's page may offer for comparison: its variables and its columns."""
    yield from _items(document, "variables")
    for file in _items(document, "distributions"):
        yield from _items(file, "columns")


def differing(found: Iterable[Like]) -> tuple[str, ...]:
    """The leaves in which they are not all the same: what to look at first."""
    compared = list(found)
    told = [leaf for leaf in LEAVES if len(_said(compared, leaf)) > 1]
    if len({one.values for one in compared}) > 1:
        told.append("categories")
    return tuple(told)


def _because(one: Like, why: Why) -> Like:
    return Like(one.record, one.variable, one.what, one.anchor, one.file, why)


def _variables(record: PublicRecord) -> Iterator[Like]:
    document = record.document
    for one in _items(document, "variables"):
        yield Like(record, one, "variable", variable_anchor(one))
    for file in _items(document, "distributions"):
        title = str(file.get("title") or file.get("format") or "")
        for one in _items(file, "columns"):
            yield Like(record, one, "column", column_anchor(one, file), title)
    for one in _items(document, "formula_variables"):
        yield Like(record, one, "formula", "formula")


def _items(document: Mapping[str, Any], name: str) -> Iterator[dict[str, Any]]:
    value = document.get(name)
    listed = value if isinstance(value, list) else []
    return islice((one for one in listed if isinstance(one, dict)), LOOKED_AT)


def _labels(variable: Mapping[str, Any]) -> tuple[str, ...]:
    known = _items(variable, "categories")
    texts = (str(one.get("label") or one.get("code") or "") for one in known)
    return tuple(text for text in texts if text)


def _list(variable: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(fold(clean(text)) for text in _labels(variable))


def _said(found: list[Like], leaf: str) -> set[str]:
    texts = (
        one.definition if leaf == "definition" else one.variable.get(leaf)
        for one in found
    )
    return {str(text or "").strip().casefold() for text in texts}
