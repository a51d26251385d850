"""Sources of harvests: proposed, tried, approved by an administrator, scheduled, paused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ..records.base import now
from ..records.harvest import HarvestRun, HarvestSource
from ..records.identifiers import slugify
from ..records.organization import Organization
from ..records.person import Person
from ..schemas import schedules
from ..schemas.texts import one_line
from ..schemas.vocabularies import fold
from . import access, audit, organizations, source_addresses
from .refusals import NotFound, Refusal, Taken, WrongState

NO_TITLE = "Falta el nombre de la fuente, por ejemplo «Datos abiertos de la EMCALI»."
TAKEN = (
    "Ya hay una fuente con el código «{code}»: {title}. Póngale otro nombre a esta, o diga "
    "otro código."
)
SAME_NAME = (
    "Ya hay una fuente que se llama «{title}», con el código {code}. Póngale otro nombre: "
    "por el nombre la conocen las decisiones generales."
)
UNKNOWN = "No hay ninguna fuente con el código «{code}»."
NOT_NOW = "La fuente «{title}» está {state}: eso no se puede hacer ahora."
STATE_NAMES = {
    "proposed": "por aprobar",
    "approved": "aprobada",
    "paused": "en pausa",
    "direct": "sin registrar",
}


@dataclass(frozen=True)
class Health:
    """How a source has been doing: its last runs, and the last that went well."""

    source: HarvestSource
    runs: list[HarvestRun]
    last_good: datetime | None

    @property
    def failing(self) -> int:
        """How many of the last runs failed, one after another."""
        count = 0
        for run in self.runs:
            if run.state not in {"failed", "suspended"}:
                break
            count += 1
        return count


def propose(
    session: Session,
    *,
    kind: str,
    location: str,
    title: str,
    by: Person,
    code: str = "",
    organization: str = "",
    settings: Mapping[str, Any] | None = None,
) -> HarvestSource:
    """Add a source; until an administrator approves it, it can only be tried.

    Raises ``Refusal`` for what is no web address, ``Taken`` for a code or a name
    that is in use.
    """
    unit = _unit(session, organization)
    access.require(by, "supply", unit)
    source_addresses.require_web(location)
    title = one_line(title)
    if not title:
        raise Refusal(NO_TITLE)
    code = slugify(code or title)[:60]
    _require_free(session, code, title)
    source = HarvestSource(
        code=code,
        title=title[:300],
        kind=kind,
        location=location,
        settings=dict(settings or {}),
        organization=unit,
        proposed_by=by,
        validators={},
    )
    session.add(source)
    session.flush()
    _audit(session, by, "propose_source", source)
    return source


def _unit(session: Session, named: str) -> Organization | None:
    return organizations.get(session, named) if named else None


def _require_free(session: Session, code: str, title: str) -> None:
    there = find(session, code)
    if there is not None:
        raise Taken(TAKEN.format(code=code, title=there.title))
    for one in listed(session):
        if fold(one.title) == fold(title):
            raise Taken(SAME_NAME.format(title=one.title, code=one.code))


def approve(session: Session, source: HarvestSource, *, by: Person) -> None:
    """Let a source be harvested: an administrator answers for it."""
    access.require(by, "vouch", None)
    if source.state not in {"proposed", "approved"}:
        raise _not_now(source)
    source.state, source.approved_by = "approved", by
    _set_due(source)
    session.flush()
    _audit(session, by, "approve_source", source)


def pause(session: Session, source: HarvestSource, *, by: Person) -> None:
    """Stop harvesting a source; what came from it stays."""
    access.require(by, "steer", None)
    if source.state != "approved":
        raise _not_now(source)
    source.state, source.due = "paused", None
    session.flush()
    _audit(session, by, "pause_source", source)


def resume(session: Session, source: HarvestSource, *, by: Person) -> None:
    """Harvest a paused source again."""
    access.require(by, "steer", None)
    if source.state != "paused":
        raise _not_now(source)
    source.state = "approved"
    _set_due(source)
    session.flush()
    _audit(session, by, "resume_source", source)


def schedule(
    session: Session, source: HarvestSource, text: str, *, by: Person
) -> schedules.Schedule | None:
    """Say when it is harvested, in Spanish; blank: only by hand. Raises ``Refusal``."""
    access.require(by, "steer", None)
    try:
        found = schedules.read(text) if text.strip() else None
    except ValueError as error:
        raise Refusal(str(error)) from None
    source.schedule = str(found) if found else None
    _set_due(source)
    session.flush()
    _audit(session, by, "schedule_source", source)
    return found


def adjust(
    session: Session,
    source: HarvestSource,
    *,
    by: Person,
    settings: Mapping[str, Any] | None = None,
    grace_days: int | None = None,
    brake_percent: int | None = None,
    minutes: int | None = None,
    organization: str | None = None,
) -> None:
    """Change how a source is read, how long, when what vanished is withdrawn, or whose is
    what names no organisation: nobody's, if ``organization`` is blank.
    """
    access.require(by, "steer", None)
    if organization is not None:
        source.organization = _unit(session, organization)
    source.settings = {**source.settings, **(settings or {})}
    if grace_days is not None:
        source.grace_days = _between(grace_days, 0, 365, "El número de días de gracia")
    if brake_percent is not None:
        source.brake_percent = _between(brake_percent, 0, 100, "El porcentaje")
    if minutes is not None:
        source.minutes = _between(minutes, 1, 1440, "El tiempo, en minutos,")
    source.validators = {}
    session.flush()
    _audit(session, by, "adjust_source", source)


def get(session: Session, code: str) -> HarvestSource:
    """Return the source with this code. Raises ``NotFound``."""
    found = find(session, code)
    if found is None:
        raise NotFound(UNKNOWN.format(code=code))
    return found


def by_number(session: Session, number: int) -> HarvestSource:
    return session.get_one(HarvestSource, number)


def find(session: Session, code: str) -> HarvestSource | None:
    return session.scalar(select(HarvestSource).where(HarvestSource.code == code))


def direct(session: Session, kind: str, location: str) -> HarvestSource:
    """Remember a source that was named on the command line, so that it is known again."""
    code = source_addresses.code_of(kind, location)
    found = find(session, code)
    if found is None:
        found = HarvestSource(
            code=code,
            title=source_addresses.name_of(location)[:300],
            kind=kind,
            location=location[:1000],
            state="direct",
            settings={},
            validators={},
        )
        session.add(found)
        session.flush()
    return found


def listed(session: Session) -> list[HarvestSource]:
    """The registered sources by name; those of the command line are not among them."""
    query = select(HarvestSource).where(HarvestSource.state != "direct")
    return list(session.scalars(query.order_by(HarvestSource.title)))


def due(session: Session, moment: datetime | None = None) -> list[HarvestSource]:
    """The approved sources whose time has come, the longest waiting first."""
    query = select(HarvestSource).where(
        HarvestSource.state == "approved",
        HarvestSource.due.is_not(None),
        HarvestSource.due <= (moment or now()),
    )
    return list(session.scalars(query.order_by(HarvestSource.due)))


def take_turn(session: Session, source: HarvestSource) -> bool:
    """Move a due source on to its next time; only one of many workers can."""
    if source.schedule is None or source.due is None:
        return False
    following = schedules.read(source.schedule).after(now())
    taken = session.execute(
        update(HarvestSource)
        .where(HarvestSource.id == source.id, HarvestSource.due == source.due)
        .values(due=following)
        .execution_options(synchronize_session=False)
    )
    return bool(taken.rowcount == 1)  # type: ignore[attr-defined]


def set_next(source: HarvestSource) -> None:
    """Put the next time of a source after now; called when a run of it begins."""
    _set_due(source)


def health(session: Session, source: HarvestSource, last: int = 10) -> Health:
    """The last runs of a source, the newest first."""
    query = select(HarvestRun).where(HarvestRun.source_id == source.id)
    runs = list(session.scalars(query.order_by(HarvestRun.id.desc()).limit(last)))
    good = select(HarvestRun.ended).where(
        HarvestRun.source_id == source.id, HarvestRun.state.in_(("finished", "partial"))
    )
    return Health(
        source, runs, session.scalar(good.order_by(HarvestRun.id.desc()).limit(1))
    )


def _set_due(source: HarvestSource) -> None:
    plan = source.schedule if source.state == "approved" else None
    source.due = schedules.read(plan).after(now()) if plan else None


def _not_now(source: HarvestSource) -> WrongState:
    state = STATE_NAMES[source.state]
    return WrongState(NOT_NOW.format(title=source.title, state=state))


def _between(number: int, least: int, most: int, what: str) -> int:
    if not least <= number <= most:
        raise Refusal(f"{what} tiene que estar entre {least} y {most}.")
    return number


def _audit(session: Session, by: Person, verb: str, source: HarvestSource) -> None:
    after = {
        "code": source.code,
        "kind": source.kind,
        "location": source.location,
        "state": source.state,
        "schedule": source.schedule,
        "settings": source.settings,
        "organization": source.organization and source.organization.code,
    }
    audit.record(session, by, verb, source.uid, after=after)
