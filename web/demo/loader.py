"""Loads the demo through the same verbs that a city uses; loading twice adds nothing."""

import hashlib
from collections.abc import Iterator, Sequence
from importlib.resources import files as package
from typing import Any

from sqlalchemy.orm import Session

from ...catalog import (
    access,
    assets,
    classification,
    decisions,
    held_files,
    organizations,
    people,
    publishing,
    standard_variables,
    workflow,
)
from ...records.asset import Asset
from ...records.organization import Organization
from ...schemas import classification as legal
from ...schemas import kinds
from ..composition import House
from . import files, norms
from .entries import Entry
from .example import VARIABLES
from .organizations import organizations as drafts
from .people import ADELA, ANA, JULIA, PEDRO, STAFF, admit
from .records import records

BATCH = 20


def load(house: House) -> Iterator[tuple[int, int]]:
    """Load all of it, one committed batch at a time; yields how far it is, of how much.

    It may be stopped at any step: the next time it goes on from what is there.
    """
    entries = list(records())
    batches = [entries[i : i + BATCH] for i in range(0, len(entries), BATCH)]
    total = len(batches) + 2
    for content in files.opened():
        house.files.put(content)
    yield 1, total
    with house.writing() as session:
        _found(session)
    for done, batch in enumerate(batches, start=2):
        yield done, total
        with house.writing() as session:
            _publish(session, batch)
    yield total, total


def _found(session: Session) -> None:
    """The organisations, their pages and people; the norms and the standard variables."""
    administrator = admit(session, ADELA)
    units = [organizations.save(session, one, by=administrator) for one in drafts()]
    publishing.publish_organizations(session, units, by=administrator)
    for one in STAFF:
        admit(session, one)
    norms.regulate(session, by=people.get(session, JULIA.code))
    for variable in VARIABLES:
        standard_variables.save(session, variable, by=people.get(session, PEDRO.code))


def _publish(session: Session, batch: Sequence[Entry]) -> None:
    planning = people.get(session, PEDRO.code)
    saved = [(_saved(session, entry), entry.decision) for entry in batch]
    for asset, decision in saved:
        if asset.workflow_state in {"draft", "returned"}:
            workflow.submit(session, asset, by=planning)
        if asset.workflow_state == "submitted":
            workflow.approve(session, asset, by=planning)
        _decide(session, asset, decision)
    publishing.publish_many(session, [asset for asset, _ in saved], by=planning)


def _saved(session: Session, entry: Entry) -> Asset:
    producer = people.get(session, ANA.code)
    unit: Organization = organizations.get(session, entry.values["organization"])
    if not access.may(producer, "register", unit):
        producer = people.get(session, PEDRO.code)
    served = entry.values.get("distributions", ())
    sums = [one["checksum"] for one in served if "checksum" in one]
    draft = kinds.load(entry.kind, entry.values)
    draft = held_files.with_files(session, draft, sums)
    return assets.save(session, draft, by=producer).asset


def _decide(session: Session, asset: Asset, wanted: dict[str, Any]) -> None:
    """Take the decision, unless the one in force says the same."""
    taken = decisions.in_force(session, [asset.id]).get(asset.id)
    values, _ = legal.load(wanted)
    if taken and all(getattr(taken, name) == value for name, value in values.items()):
        return
    legal_office = people.get(session, JULIA.code)
    classification.decide(session, asset, wanted, by=legal_office)


def _fingerprint() -> str:
    """Changes with any text, figure or rule of the demo, so that it is loaded again."""
    digest = hashlib.sha256()
    folder = package(__package__)
    for place in (folder, folder.joinpath("data"), folder.joinpath("files")):
        for one in sorted(place.iterdir(), key=lambda item: item.name):
            if one.name.endswith((".py", ".csv")):
                digest.update(one.name.encode() + one.read_bytes())
    return digest.hexdigest()


VERSION = _fingerprint()
