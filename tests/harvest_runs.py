"""A source of the tests: a handful of things that can be changed, harvested at will."""

from contextlib import nullcontext
from typing import Any

from city import City
from sqlalchemy import func, select
from tumbaga.catalog import (
    assets,
    classification,
    harvesting,
    publishing,
    sources,
    workflow,
)
from tumbaga.catalog.harvesting import Job, Work
from tumbaga.harvesters.places import digest
from tumbaga.harvesters.sketch import Sketch
from tumbaga.records.asset import Asset
from tumbaga.records.harvest import HarvestItem, HarvestRun, HarvestSource
from tumbaga.schemas.harvest import Found, Item


def thing(title: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "description": f"Qué es {title}.", **more}


def items(things: dict[str, dict[str, Any]]):
    for identifier, content in things.items():
        gone = content.get("deleted", False)
        yield Item(identifier, content["title"], digest(content), content, deleted=gone)


def mapped(item: Item) -> Found:
    content = dict(item.content)
    sketch = Sketch(item.name)
    identity = content.pop("identity", "")
    publisher = content.pop("publisher", "")
    sketch.known_by(identity, content.pop("page", ""))
    theme = content.pop("theme", "")
    if theme:
        sketch.term("theme", "themes", theme)
    url = content.pop(
        "url", f"https://otra.gov.co/{content['title'].replace(' ', '-')}"
    )
    sketch.part(title="CSV", url=url, formats=("text/csv",))
    content.pop("contact", None)
    sketch.data |= content
    return sketch.found(organization=publisher, identity=identity)


def harvest(city: City, things: Any, *, source: str = "otra", **more: Any) -> Work:
    """Harvest things in the session of the test, as planning does."""
    given = list(items(things)) if isinstance(things, dict) else things
    job = Job(
        source=source,
        by=more.pop("by", city.carla).code,
        items=given,
        map=more.pop("map", mapped),
        organization=more.pop("organization", "planeacion"),
        direct=more.pop("direct", None),
        base_url="https://datos.cali.gov.co",
        **more,
    )
    work = Work(job)
    for step in harvesting.steps(work, lambda: nullcontext(city.session)):
        step(city.session)
        if work.job.preview:
            city.session.rollback()
    return work


def counts(work: Work) -> dict[str, int]:
    return {name: number for name, number in work.counts.items() if number}


def approved(city: City, code: str = "otra", title: str = "Otra") -> HarvestSource:
    """A source that may be harvested."""
    made = sources.propose(
        city.session,
        kind="ckan",
        location=f"https://{code}.gov.co",
        title=title,
        code=code,
        by=city.carla,
    )
    sources.approve(city.session, made, by=city.dario)
    return made


def ten(**changed: Any) -> dict[str, dict[str, Any]]:
    things = {f"id-{number}": thing(f"Conjunto {number}") for number in range(10)}
    return {**things, **changed}


def stored(city: City) -> int:
    return city.session.scalar(select(func.count()).select_from(Asset)) or 0


def last_run(city: City) -> HarvestRun:
    query = select(HarvestRun).order_by(HarvestRun.id.desc()).limit(1)
    return city.session.scalars(query).one()


def row(city: City, identifier: str) -> HarvestItem:
    query = select(HarvestItem).where(HarvestItem.remote_id == identifier)
    return city.session.scalars(query.execution_options(populate_existing=True)).one()


def published(city: City, code: str) -> Asset:
    """A record that came from a source, all the way out."""
    asset = assets.get(city.session, code)
    asset.theme, asset.language = "educacion", "es"
    workflow.submit(city.session, asset, by=city.carla)
    workflow.approve(city.session, asset, by=city.carla)
    public = {"access_class": "publica"}
    classification.decide(city.session, asset, public, by=city.beto)
    publishing.publish(city.session, asset, by=city.carla)
    return asset
