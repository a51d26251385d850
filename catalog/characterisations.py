"""Characterisations of a process: a new date or version is added, none is taken away."""

from collections.abc import Mapping
from typing import Any

from ..records.characterisation import BLOCKS, Characterisation
from ..records.production_process import ProductionProcess
from .plain import plain

CORE = (
    "ppi_type",
    "documentation_state",
    "collection_modes",
    "storage",
    "disseminates",
    "dissemination_media",
    "continuity",
)


def lay(process: ProductionProcess, given: Mapping[str, Any] | None) -> None:
    """Add what was answered, or correct the answers of the same date and version.

    A draft that says nothing of it leaves all of them: what was answered once is not
    unanswered. The latest one follows what the record says of itself.
    """
    if given:
        one = _of(process, given)
        for block in BLOCKS:
            setattr(one, block, plain(given.get(block, {})))
    latest = process.characterisation
    if latest is not None:
        latest.core = _core(process)


def said(one: Characterisation) -> dict[str, Any]:
    """The characterisation as a draft would say it; blank blocks left out."""
    blocks = {block: getattr(one, block) for block in BLOCKS}
    answered = {block: answers for block, answers in blocks.items() if answers}
    return {"date": one.date, "version": one.version, **answered}


def _of(process: ProductionProcess, given: Mapping[str, Any]) -> Characterisation:
    key = (given["date"], given["version"])
    for one in process.characterisations:
        if (one.date, one.version) == key:
            return one
    made = Characterisation(date=key[0], version=key[1])
    process.characterisations.append(made)
    return made


def _core(process: ProductionProcess) -> dict[str, Any]:
    known = {name: getattr(process, name) for name in CORE}
    return {name: value for name, value in known.items() if value not in (None, [])}
