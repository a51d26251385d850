"""Harvests put together: a source, its harvester, the safe client and the steps of a run."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from .. import harvesters
from ..catalog import harvesting, people, source_addresses, sources
from ..catalog import jobs as asking
from ..catalog.harvesting import Job, Work, runs, stepping
from ..catalog.refusals import Refusal
from ..harvesters.http import Client, Limits
from ..records.base import now
from ..records.harvest import HarvestSource
from ..schemas.harvest import Order, is_on
from . import collector, jobs
from .composition import House
from .settings import Settings

INCREMENTAL = "incremental"
TITLE = "Cosecha de «{title}»"
RUN_PAGE = "/escritorio/cosechas/corridas/{uid}"
SHOWN = 200
"""Failures that the page of a job shows; the run keeps them all."""
MOST = 2_000
"""Different remarks that a trial counts: those that came first."""


@dataclass(frozen=True)
class Asked:
    """A harvest as it was asked for: a registered source by its code, or a place.

    ``keep_all`` keeps every outcome at hand, for who lists them; ``task`` is the uid of
    the job that it is done for.
    """

    location: str
    by: str
    kind: str = ""
    organization: str = ""
    preview: bool = False
    keep_all: bool = False
    task: str = ""


@dataclass
class Harvest:
    """A harvest ready to run. ``steps`` yields each step after it was done."""

    house: House
    work: Work
    pending: Iterator[stepping.Step] = field(default_factory=lambda: iter(()))

    def steps(self) -> Iterator[Work]:
        """Do one step after another, each in its own transaction.

        A preview does all of it and takes it back.
        """
        for step in self.pending:
            try:
                with self.house.writing() as session:
                    step(session)
                    if self.work.job.preview:
                        session.rollback()
            except DBAPIError:
                self.let_go()
                raise
            collector.look_between()
            yield self.work

    def interrupt(self) -> None:
        """Close the run when its process is told to end; it can be taken up again."""
        with self.house.writing() as session:
            runs.interrupt(self.work, session)

    def let_go(self) -> None:
        """After a failure: the run stays as it was cut off, free for who takes it up.

        Where not even that can be written, it is free when its time has passed.
        """
        with suppress(DBAPIError), self.house.writing() as session:
            runs.let_go(self.work, session)


def prepare(house: House, asked: Asked) -> Harvest:
    """Put a harvest together. Raises ``Refusal`` for an unknown source, kind or person."""
    job = _job(house, asked)
    work = Work(job)
    return Harvest(house, work, harvesting.steps(work, house.session))


def work(house: House, arguments: Mapping[str, Any]) -> jobs.Work:
    """A harvest as a job of the worker: ``source``, ``person`` and perhaps ``preview``.

    Stopped from its page, it lets go of the source and can be taken up again.
    """
    preview = bool(arguments.get("preview"))
    asked = Asked(
        arguments["source"],
        arguments["person"],
        preview=preview,
        task=arguments.get("job", ""),
    )
    harvest = prepare(house, asked)

    def steps() -> Iterator[jobs.Step]:
        for step in harvest.pending:
            done = sum(harvest.work.counts.values())
            yield jobs.Step(done, 0, _rehearsed(step) if preview else step)

    def summary() -> Mapping[str, Any]:
        harvest.interrupt()
        done = harvest.work
        return {
            "state": done.state,
            "reason": done.reason,
            "counts": dict(done.counts),
            "failures": [
                {"item": one.name, "reason": one.reason}
                for one in done.failures[:SHOWN]
            ],
            **(_tried(house, done) if preview else {}),
        }

    return jobs.Work(steps(), summary, harvest.let_go)


def _tried(house: House, done: Work) -> dict[str, Any]:
    """What a trial shows besides: each thing, what was not understood, the columns."""
    told: Counter[str] = Counter()
    items: list[dict[str, Any]] = []
    for one in done.outcomes:
        told.update(text for text in one.remarks if text in told or len(told) < MOST)
        if one.result not in {"failed", "unchanged"} and len(items) < SHOWN:
            said = {"item": one.name, "result": one.result}
            items.append({**said, "remarks": list(one.remarks)})
    return {
        "items": items,
        "remarks": [[text, times] for text, times in told.most_common(SHOWN)],
        "columns": columns(house, done.job.source),
    }


def columns(house: House, code: str) -> list[list[str]]:
    """The headings of an inventory, each with the field that it is taken for."""
    with house.session() as session:
        source = sources.get(session, code)
        if source.kind != "inventory":
            return []
        order = Order(source.location, dict(source.settings))
    inventory: Any = harvesters.get("inventory")
    found: list[list[str]] = inventory.headings(order, client(house.settings))
    return found


def _rehearsed(step: stepping.Step) -> stepping.Step:
    """The step, done and taken back."""

    def rehearse(session: Session) -> None:
        rehearsal = session.begin_nested()
        step(session)
        rehearsal.rollback()

    return rehearse


def run(
    house: House, asked: Asked, said: Callable[[Work], None] = lambda _work: None
) -> Work:
    """Run a harvest to its end; ``said`` hears of every step."""
    harvest = prepare(house, asked)
    try:
        for work in harvest.steps():
            said(work)
    except KeyboardInterrupt:
        harvest.interrupt()
        raise
    return harvest.work


def plan(house: House) -> list[str]:
    """Ask for the harvests whose time has come, each in the name of who approved its
    source. Bears being run twice at once. Returns the uids of the jobs.
    """
    asked = []
    with house.writing() as session:
        for source in sources.due(session):
            by = source.approved_by
            if by is not None and sources.take_turn(session, source):
                arguments = {"source": source.code}
                title = TITLE.format(title=source.title)[:300]
                job = asking.ask(session, "harvest", title, arguments, by=by)
                asked.append(job.uid)
    return asked


def client(settings: Settings, *, robots: bool = True, **more: Any) -> Client:
    """The one client, with the limits that the settings give it."""
    limits = Limits(
        most_bytes=int(settings.harvest_megabytes) * 2**20,
        delay=float(settings.harvest_delay),
        private=settings.may_reach_inside,
        robots=robots,
    )
    contact = settings.contact_email or settings.base_url
    return Client(contact, limits, **more)


def _job(house: House, asked: Asked) -> Job:
    with house.session() as session:
        people.get(session, asked.by)
        source = None if asked.kind else sources.find(session, asked.location)
        if source is None:
            if not asked.kind:
                raise Refusal(
                    f"No hay ninguna fuente con el código «{asked.location}». Para "
                    "cosechar una dirección o una carpeta, diga su clase con --kind."
                )
            known = sources.find(
                session, source_addresses.code_of(asked.kind, _place(asked.location))
            )
            return _direct(house, asked, known)
        return _registered(house, asked, source)


def _direct(house: House, asked: Asked, known: HarvestSource | None) -> Job:
    place = _place(asked.location)
    harvester = harvesters.get(asked.kind)
    validators = _validators(known, harvester.VERSION)
    http = client(house.settings, validators=validators)
    return Job(
        source=source_addresses.code_of(asked.kind, place),
        direct=(asked.kind, place),
        by=asked.by,
        items=harvester.read(Order(place), http),
        map=harvester.map,
        version=harvester.VERSION,
        organization=asked.organization,
        preview=asked.preview,
        keep_all=asked.keep_all,
        base_url=house.settings.base_url,
        notes=http.notes,
        validators=http.fresh,
    )


def _registered(house: House, asked: Asked, source: HarvestSource) -> Job:
    harvester = harvesters.get(source.kind)
    settings = source.settings
    validators = _validators(source, harvester.VERSION)
    http = client(
        house.settings,
        validators=validators,
        robots=is_on(settings, "robots"),
    )
    since = _since(house, source) if is_on(settings, INCREMENTAL, usual=False) else ""
    unit = source.organization.code if source.organization else ""
    return Job(
        source=source.code,
        by=asked.by,
        items=harvester.read(Order(source.location, settings, since), http),
        map=harvester.map,
        version=harvester.VERSION,
        organization=asked.organization or unit,
        preview=asked.preview,
        keep_all=asked.keep_all,
        partial_read=bool(since),
        task=asked.task,
        base_url=house.settings.base_url,
        page=house.settings.base_url + RUN_PAGE,
        notes=http.notes,
        validators=http.fresh,
    )


def _since(house: House, source: HarvestSource) -> str:
    """When the last good run began, less a day: the clocks of two servers differ."""
    with house.session() as session:
        done = sources.health(session, source).runs
        good = next((one for one in done if one.state == "finished"), None)
    if good is None or (now() - good.started).days > 30:
        return ""
    return good.started.isoformat()[:10]


def _validators(
    source: HarvestSource | None, version: str
) -> dict[str, dict[str, str]]:
    kept = source.validators if source is not None else {}
    return dict(kept.get("urls", {})) if kept.get("version") == version else {}


def _place(location: str) -> str:
    """A path as it is known from everywhere; an address as it is."""
    return location if "://" in location else str(Path(location).resolve())
