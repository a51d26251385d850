"""The parts of a record that come in blocks: the study, its five blocks of
characterisation, the service that an indicator measures, its control of changes.

Every public leaf below a block is told, in the order of the form and with its labels:
a leaf that becomes public shows by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...schemas.labels import labels
from ...schemas.leaves import ASSET, OWN
from ...schemas.telling import tell
from ..languages import language
from .facts import Fact

BLOCKS: dict[str, tuple[str, ...]] = {
    "production_process": (
        "study",
        "method",
        "conditions",
        "characterisation",
        "characterisation.requirements",
        "characterisation.design",
        "characterisation.collection",
        "characterisation.processing",
        "characterisation.dissemination",
    ),
    "indicator": ("service", "statistics"),
}
# Leaves by themselves that stand beside the facts of ``facts.py``.
ALONE: dict[str, tuple[str, ...]] = {
    "production_process": (
        "team",
        "in_mop",
        "procedure_based",
        "phases",
        "continuity",
        "continuity_reason",
        "continuity_reviewed",
    ),
    "indicator": (
        "associated_with",
        "value_chain",
        "macroprocess",
        "procedure",
        "measurement_method",
        "reference_values",
        "prepared",
        "updated",
        "changes",
    ),
    "dataset": ("is_series", "version_notes"),
}
ASSET_ALONE = (
    "acronym",
    "asset_type",
    "category",
    "axis",
    "support",
    "archived",
    "process",
    "process_code",
    "subprocess",
    "records_code",
    "minors",
    "personal_data_types",
    "personal_data_purpose",
)
PLAN_ALONE = ("plan.period", "plan.axis", "plan.program")


@dataclass(frozen=True)
class Block:
    """A heading, its mark in the address, and what stands below it."""

    heading: str
    mark: str
    facts: list[Fact]


def blocks(document: dict[str, Any]) -> list[Block]:
    """The blocks of this record that say something."""
    return list(_blocks(document, str(document.get("kind"))))


def _blocks(document: dict[str, Any], kind: str) -> Iterator[Block]:
    for path in BLOCKS.get(kind, ()):
        facts = _told(kind, children(kind, path), document)
        if facts:
            spanish, english = labels(kind, path)
            heading = english if language() == "en" else spanish
            yield Block(heading, path.rpartition(".")[2], facts)


def own(document: dict[str, Any]) -> list[Fact]:
    """The leaves by themselves that only this kind has."""
    kind = str(document.get("kind"))
    return _told(kind, ALONE.get(kind, ()), document)


def asset(document: dict[str, Any]) -> list[Fact]:
    """The leaves by themselves that every asset may have."""
    return _told(str(document.get("kind")), ASSET_ALONE, document)


def plan(document: dict[str, Any]) -> list[Fact]:
    return _told("indicator", PLAN_ALONE, document)


@cache
def children(kind: str, path: str) -> tuple[str, ...]:
    """What stands right below a block, as far as a leaf of it may be public."""
    begin = f"{path}."
    below = (leaf for leaf in (*ASSET, *OWN[kind]) if leaf.startswith(begin))
    names = (begin + leaf.removeprefix(begin).partition(".")[0] for leaf in below)
    return tuple(one for one in dict.fromkeys(names) if one not in BLOCKS[kind])


def _told(kind: str, paths: tuple[str, ...], document: dict[str, Any]) -> list[Fact]:
    return [
        Fact(one.label, one.values) for one in tell(kind, paths, document, language())
    ]
