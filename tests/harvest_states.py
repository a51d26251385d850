"""A house for harvests, and what one leaves in it, to be compared with what another left."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session
from tumbaga.catalog import sources
from tumbaga.records.asset import Asset
from tumbaga.records.harvest import HarvestItem, HarvestSource
from tumbaga.records.organization import Organization
from tumbaga.records.person import Person
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings


def founded(
    folder: Path, roles: Sequence[str] = ("producer", "planning"), **settings: str
) -> House:
    """A house with one dependencia, and Ana in it who has these roles."""
    house = House(Settings(data=str(folder), **settings))
    house.prepare()
    with house.writing() as session:
        unit = Organization(code="dapm", name="Planeación")
        session.add(unit)
        ana = Person(code="ana", name="Ana", roles=[*roles], organization=unit)
        session.add(ana)
    return house


def approved(session: Session, kind: str, address: str, by: Person) -> HarvestSource:
    """A source that may be harvested."""
    source = sources.propose(
        session,
        kind=kind,
        location=address,
        title="Otra",
        code="otra",
        organization="dapm",
        by=by,
    )
    sources.approve(session, source, by=by)
    return source


def kept(session: Session) -> tuple[list[tuple], list[tuple]]:
    """The things of sources and the records, without what differs between two times."""
    items = session.execute(
        select(HarvestItem.remote_id, HarvestItem.state, HarvestItem.digest)
    )
    assets = session.execute(
        select(
            Asset.code,
            Asset.title,
            Asset.description,
            Asset.workflow_state,
            Asset.digest,
        )
    )
    return sorted(map(tuple, items)), sorted(map(tuple, assets))
