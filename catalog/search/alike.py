"""Like variables across records: what several processes ask or measure by one name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...records.reading import PublicRecord
from .analysis import stems
from .inside import slug, variable_anchor
from .spanish import clean

LEAVES = ("type", "unit", "definition", "universe", "question")
MOST_VALUES = 12
LONGEST_NAME = 100
MOST = 500  # records with such a variable


@dataclass(frozen=True, slots=True)
class Like:
    """A variable in one record; ``place`` leads to it."""

    record: PublicRecord
    variable: Mapping[str, Any]

    @property
    def name(self) -> str:
        return called(self.variable)

    @property
    def path(self) -> str:
        return f"{self.record.path}#{variable_anchor(self.variable)}"

    @property
    def values(self) -> tuple[str, ...]:
        """Its categories as people read them, the first ones."""
        given = self.variable.get("categories")
        listed = given if isinstance(given, list) else []
        known = [one for one in listed if isinstance(one, dict)]
        texts = [str(one.get("label") or one.get("code") or "") for one in known]
        return tuple(text for text in texts if text)[:MOST_VALUES]


def called(variable: Mapping[str, Any]) -> str:
    return clean(str(variable.get("label") or variable.get("name") or ""))


def key_of(variable: Mapping[str, Any]) -> str:
    """By what it is compared with others; nothing when its name says too little."""
    name = called(variable)
    return slug(name) if len(name) <= LONGEST_NAME and stems(name) else ""


def keys(variable: Mapping[str, Any]) -> frozenset[str]:
    """What makes two variables alike: the standard one, the label, the name."""
    leaves = ("standard_variable", "label", "name")
    texts = (variable.get(leaf) for leaf in leaves)
    return frozenset(slug(str(text)) for text in texts if text) - {""}


def like(records: Iterable[PublicRecord], key: str) -> Iterator[Like]:
    """The variables of these records that go by this name."""
    for record in records:
        variables = record.document.get("variables")
        for one in variables if isinstance(variables, list) else ():
            if isinstance(one, dict) and key in keys(one):
                yield Like(record, one)


def differing(found: Iterable[Like]) -> tuple[str, ...]:
    """The leaves in which they are not all the same: what to look at first."""
    compared = list(found)
    told = [leaf for leaf in LEAVES if len(_said(compared, leaf)) > 1]
    if len({one.values for one in compared}) > 1:
        told.append("categories")
    return tuple(told)


def _said(found: list[Like], leaf: str) -> set[str]:
    return {str(one.variable.get(leaf) or "").strip().casefold() for one in found}
