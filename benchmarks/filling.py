"""Filling a catalogue through its own verbs: register, review, decide, publish."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

import generate
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from table import Figure, rate
from tumbaga.catalog import (
    assets,
    classification,
    organizations,
    people,
    publishing,
    workflow,
)
from tumbaga.records.asset import Asset
from tumbaga.records.person import Person
from tumbaga.schemas.kinds import Draft, load
from tumbaga.web.composition import House

BATCH = 500
EVERY_ROLE = ["producer", "legal", "planning", "administrator"]
AIM = "over 2,000 /s"
Step = Callable[[Session, Person, int], None]


def found(house: House) -> None:
    """The dependencias, and the one official who has every role."""
    house.prepare()
    with house.writing() as session:
        person = people.admit(session, "todo", "Una sola persona", EVERY_ROLE)
        units = [
            organizations.save(session, values, by=person)
            for values in generate.organizations()
        ]
        publishing.publish_organizations(session, units, by=person)


def drafts(count: int) -> list[Draft]:
    """The records as they leave the schema; one with a problem is the generator's bug."""
    made = [load(kind, values) for kind, values in generate.records(count)]
    problems = [str(problem) for draft in made for problem in draft.problems]
    if problems:
        raise ValueError(f"the generator is wrong: {problems[:3]}")
    return made


def measure(house: House, label: str, count: int) -> Iterator[Figure]:
    """Take ``count`` records from the schema to the ledger; one figure a step."""
    found(house)
    made = drafts(count)
    steps: list[tuple[str, Step, str]] = [
        ("registered, in batches of 500", _register(made), ""),
        ("submitted and approved, one by one", _review, ""),
        ("decided and published, in batches of 500", _publish, AIM),
    ]
    for what, step, aim in steps:
        name = "publishing" if aim else "registering"
        measured = rate(count, partial(_batches, house, count, step))
        yield Figure(name, f"{what}, {label}", measured, aim)
        made.clear()  # what is no longer needed would only burden the collector


def _batches(house: House, count: int, step: Step) -> None:
    for first in range(0, count, BATCH):
        with house.writing() as session:
            step(session, people.get(session, "todo"), first)


def _register(made: Sequence[Draft]) -> Step:
    def step(session: Session, by: Person, first: int) -> None:
        for draft in made[first : first + BATCH]:
            assets.save(session, draft, by=by)

    return step


def _review(session: Session, by: Person, first: int) -> None:
    for asset in _batch(session, first):
        workflow.submit(session, asset, by=by)
        workflow.approve(session, asset, by=by)


def _publish(session: Session, by: Person, first: int) -> None:
    """Load, decide, disclose, write ledger and audit, commit: all that publishing is."""
    batch = _batch(session, first)
    numbered = list(enumerate(batch, first))
    for closed, data in ((False, generate.PUBLIC), (True, generate.RESERVED)):
        some = [asset for n, asset in numbered if generate.is_reserved(n) == closed]
        classification.decide_many(session, some, data, by=by)
    publishing.publish_many(session, batch, by=by)


def publish_again(house: House) -> None:
    """One record more the first time; afterwards the same one, with another title."""
    kind, values = next(generate.records(1))
    title = f"Publicado a las {datetime.now(UTC):%H:%M:%S.%f}"
    draft = load(kind, values | {"code": "BENCH-1", "title": title})
    with house.writing() as session:
        by = people.get(session, "todo")
        asset = assets.save(session, draft, by=by).asset
        workflow.submit(session, asset, by=by)
        workflow.approve(session, asset, by=by)
        if asset.first_published is None:
            classification.decide(session, asset, generate.PUBLIC, by=by)
        publishing.publish(session, asset, by=by)


def _batch(session: Session, first: int) -> list[Asset]:
    """The assets of one batch; the first asset of an empty catalogue has the id 1."""
    query = select(Asset).where(Asset.id.between(first + 1, first + BATCH))
    query = query.options(selectinload(Asset.organization)).order_by(Asset.id)
    return list(session.scalars(query))
