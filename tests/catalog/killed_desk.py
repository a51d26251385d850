"""A desk at work in a process of its own, to be killed at any moment and begun again.

It does one job, in batches and in steps, each in its own transaction. What a step finds
done it leaves alone, as an import or a harvest does.
"""

import sys
from collections.abc import Iterator

from sqlalchemy.orm import Session
from tumbaga.catalog import (
    assets,
    classification,
    decisions,
    organizations,
    people,
    publishing,
    withdrawing,
    workflow,
)
from tumbaga.records.asset import Asset
from tumbaga.schemas import kinds
from tumbaga.web.composition import House
from tumbaga.web.following import follow
from tumbaga.web.settings import Settings

COUNT, BATCH = 40, 10
STEPS = ("register", "review", "decide", "publish", "follow")
PUBLIC = {"access_class": "publica"}


def revised(number: int) -> bool:
    return number % 3 == 0


def withdrawn(number: int) -> bool:
    return number % 12 == 5


def found(house: House) -> None:
    """One dependencia, published, and one official with every role."""
    roles = ["producer", "legal", "planning", "administrator"]
    with house.writing() as session:
        by = people.admit(session, "todo", "Una persona", roles)
        unit = {"code": "planeacion", "name": "Planeación"}
        publishing.publish_organizations(
            session, [organizations.save(session, unit, by=by)], by=by
        )


def work(house: House, turn: int) -> Iterator[str]:
    """Turn 1 registers and publishes all; turn 2 revises some and withdraws others."""
    for first in range(0, COUNT, BATCH):
        numbers = range(first, first + BATCH)
        for step in (register, review, decide, publish):
            with house.writing() as session:
                step(session, turn, numbers)
            yield f"{turn} {first} {step.__name__}"
        follow(house)
        yield f"{turn} {first} follow"


def register(session: Session, turn: int, numbers: range) -> None:
    by = people.get(session, "todo")
    for number in numbers:
        if turn == 1 or revised(number):
            assets.save(session, draft(number, turn), by=by)


def review(session: Session, turn: int, numbers: range) -> None:
    by = people.get(session, "todo")
    for asset in present(session, numbers):
        if asset.workflow_state == "draft":
            workflow.submit(session, asset, by=by)
            workflow.approve(session, asset, by=by)


def decide(session: Session, turn: int, numbers: range) -> None:
    batch = present(session, numbers)
    taken = decisions.in_force(session, [asset.id for asset in batch])
    some = [asset for asset in batch if asset.id not in taken]
    by = people.get(session, "todo")
    classification.decide_many(session, some, PUBLIC, by=by)


def publish(session: Session, turn: int, numbers: range) -> None:
    by = people.get(session, "todo")
    batch = present(session, numbers)
    ready = [asset for asset in batch if asset.workflow_state == "approved"]
    publishing.publish_many(session, ready, by=by)
    for number, asset in zip(numbers, batch, strict=True):
        gone = asset.workflow_state == "withdrawn"
        if turn == 2 and withdrawn(number) and not gone:
            withdrawing.withdraw(session, asset, "Tenía un error.", by=by)


def present(session: Session, numbers: range) -> list[Asset]:
    return [assets.get(session, f"D-{number:03}") for number in numbers]


def draft(number: int, turn: int) -> kinds.Draft:
    values = {
        "code": f"D-{number:03}",
        "title": f"Registro {number}, revisión {turn}",
        "description": "Lo que la ciudad publica.",
        "organization": "planeacion",
        "theme": "Función pública",
        "language": "es",
    }
    if number % 2:
        return kinds.load("dataset", values)
    figures = [{"period": str(2010 + n), "value": str(n)} for n in range(turn + 2)]
    more = {"objective": "Medir.", "unit": "Número", "observations": figures}
    return kinds.load("indicator", values | more)


if __name__ == "__main__":
    settings = Settings(data=sys.argv[1], database_url=sys.argv[2])
    for done in work(House(settings), int(sys.argv[3])):
        print(done, flush=True)
