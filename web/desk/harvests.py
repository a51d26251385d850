"""Sources of harvests at the desk: what there is, how it goes, and what is done to it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ... import harvesters
from ...catalog import access, jobs, organizations, sources, trusting
from ...catalog.harvesting import reporting, runs, seeing, vanishing
from ...catalog.refusals import NotAllowed, NotFound, Refusal
from ...records.harvest import HarvestSource
from ...records.job import Job
from ...records.person import Person
from .. import queue
from ..access import desk, desk_writing, worker
from ..harvests import TITLE
from ..request import house, session
from . import harvest_marks as marks

FIELDS = ("kind", "location", "title", "organization", "schedule")
NO_KIND = "Elija la clase de fuente."
NOT_A_NUMBER = "«{given}» no es un número entero. Escriba uno, por ejemplo 15."
BUSY = "Esta fuente ya se está cosechando: aquí ve cómo va."

Verb = Callable[..., object]
# What a button does to a source, and what is said when it is done.
STEPS: dict[str, tuple[Verb, str]] = {
    "aprobar": (
        sources.approve,
        "La fuente quedó aprobada: ya se puede cosechar.",
    ),
    "pausar": (
        sources.pause,
        "La fuente quedó en pausa. Lo que trajo se queda.",
    ),
    "reanudar": (
        sources.resume,
        "La fuente se cosecha de nuevo.",
    ),
    "detener": (
        runs.ask_to_stop,
        "La cosecha se detiene en el próximo paso. Lo guardado se queda.",
    ),
    "confirmar": (
        vanishing.confirm,
        "Confirmado: lo que faltó se retira cuando pasen los días de gracia.",
    ),
    "rechazar": (
        vanishing.refuse,
        "No se retiró nada. Lo que faltó se vuelve a buscar la próxima vez.",
    ),
    "confiar": (
        trusting.trust,
        "La fuente tiene el visto bueno permanente de Planeación.",
    ),
    "desconfiar": (
        trusting.mistrust,
        "Se quitó el visto bueno. Lo que llegue desde ahora queda en borrador.",
    ),
}


@desk("follow")
def listing() -> ResponseReturnValue:
    """The sources with their health, those that need somebody first."""
    found = [
        sources.health(session(), one) for one in seeing.listed(session(), by=worker())
    ]
    found.sort(key=lambda one: (not marks.needs_care(one), one.source.title.casefold()))
    return render_template(
        "desk/harvests.html",
        found=found,
        care=sum(map(marks.needs_care, found)),
        troubled=sum(map(marks.troubled, found)),
        **marks.WORDS,
        **marks.left(session(), worker()),
    )


@desk("supply")
def new() -> ResponseReturnValue:
    """The form of a new source."""
    own = worker().organization
    return _form({"organization": own.code if own else ""})


@desk("supply")
def propose() -> ResponseReturnValue:
    """Propose a source; what is wrong is told above the form, and nothing is kept."""
    data = {name: request.form.get(name, "").strip() for name in FIELDS}
    plan = data["schedule"]
    try:
        with desk_writing() as (opened, person):
            _require_kind(data["kind"])
            made = sources.propose(
                opened,
                by=person,
                kind=data["kind"],
                location=data["location"],
                title=data["title"],
                organization=data["organization"],
            )
            if plan:
                sources.schedule(opened, made, plan, by=person)
            code = made.code
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _form(data, str(refusal)), 422
    flash("La fuente quedó propuesta. Pruébela: leer no guarda nada.")
    return redirect(url_for("desk.source", code=code), 303)


@desk("follow")
def source(code: str) -> ResponseReturnValue:
    """A source: its state, its runs, and all that may be done to it."""
    found, by = seeing.source(session(), code, by=worker()), worker()
    health = sources.health(session(), found, last=15)
    return render_template(
        "desk/source.html",
        source=found,
        health=health,
        job=_open_job(session(), code),
        held=vanishing.waiting(session(), found),
        known=seeing.known(session(), found),
        why_not=trusting.why_not(session(), found),
        decision=trusting.decision(session(), found),
        answers_for=reporting.responsible(found),
        may=_may(by, found),
        units=organizations.names(session()),
        **marks.WORDS,
    )


@desk("follow")
def state(code: str) -> dict[str, Any]:
    """Whether a run waits to begin, goes on or is over, for the page that waits."""
    found = seeing.source(session(), code, by=worker())
    last = sources.health(session(), found, last=1).runs
    if last and marks.state_of(last[0]) == "running":
        return {"state": "running"}
    return {"state": "waiting" if _open_job(session(), code) else "done"}


@desk("follow")
def step(code: str, step: str) -> ResponseReturnValue:
    """One of the buttons of a source; its verb asks whose task it is."""
    verb, said = STEPS[step]
    with desk_writing() as (opened, person):
        verb(opened, seeing.source(opened, code, by=person), by=person)
    flash(said)
    return redirect(url_for("desk.source", code=code), 303)


@desk("supply")
def harvest(code: str) -> ResponseReturnValue:
    """Have the source harvested now; while it is, only say so."""
    with desk_writing() as (opened, person):
        found = seeing.source(opened, code, by=person)
        access.require(person, "supply", found.organization)
        runs.require_harvestable(found)
        uid = "" if _open_job(opened, code) else _ask(opened, found, person)
    if uid:
        queue.send(house(), uid)
    else:
        flash(BUSY, "info")
    return redirect(url_for("desk.source", code=code), 303)


@desk("supply")
def rehearse(code: str) -> ResponseReturnValue:
    """Have the source read without keeping anything."""
    with desk_writing() as (opened, person):
        found = seeing.source(opened, code, by=person)
        access.require(person, "supply", found.organization)
        uid = _ask(opened, found, person, preview=True)
    queue.send(house(), uid)
    return redirect(url_for("desk.source_tried", uid=uid), 303)


@desk("follow")
def tried(uid: str) -> ResponseReturnValue:
    """What a trial found, or how far it is."""
    job = jobs.get(session(), uid, by=worker())
    if job.kind != "harvest":
        raise NotFound("No hay ninguna prueba con ese número aquí.")
    found = seeing.source(session(), job.arguments["source"], by=worker())
    return render_template(
        "desk/source_tried.html",
        job=job,
        source=found,
        result=job.result,
        counts=job.result.get("counts", {}),
        may=_may(worker(), found),
        **marks.WORDS,
    )


@desk("steer")
def adjust(code: str) -> ResponseReturnValue:
    """Change when and how long it is harvested, the days of grace and the brake."""
    form = request.form
    with desk_writing() as (opened, person):
        found = seeing.source(opened, code, by=person)
        sources.schedule(opened, found, form.get("schedule", ""), by=person)
        sources.adjust(
            opened,
            found,
            by=person,
            grace_days=_whole(form.get("grace_days", "")),
            brake_percent=_whole(form.get("brake_percent", "")),
            minutes=_whole(form.get("minutes") or str(found.minutes)),
            organization=form.get("organization"),
        )
    flash("Quedó cambiada la fuente.")
    return redirect(url_for("desk.source", code=code), 303)


def _require_kind(kind: str) -> None:
    if kind not in harvesters.KINDS:
        raise Refusal(NO_KIND)


def _whole(text: str) -> int:
    text = text.strip()
    if not text.isdecimal() or len(text) > 6:
        raise Refusal(NOT_A_NUMBER.format(given=text[:40]))
    return int(text)


def _ask(
    opened: Session, found: HarvestSource, by: Person, *, preview: bool = False
) -> str:
    arguments = {"source": found.code, **({"preview": True} if preview else {})}
    title = TITLE.format(title=found.title)
    return jobs.ask(opened, "harvest", title, arguments, by=by).uid


def _open_job(opened: Session, code: str) -> Job | None:
    """The harvest that waits or goes on; a trial is none."""
    job = jobs.of_source(opened, code, preview=False)
    return job if job is not None and job.state in jobs.OPEN else None


def _may(by: Person, one: HarvestSource) -> dict[str, bool]:
    verbs = ("supply", "steer", "vouch", "trust", "mistrust")
    return {verb: access.may(by, verb, one.organization) for verb in verbs}


def _form(data: dict[str, str], wrong: str = "") -> str:
    return render_template(
        "desk/source_new.html",
        data=data,
        wrong=wrong,
        units=organizations.names(session()),
        may_schedule=access.may(worker(), "steer"),
        **marks.WORDS,
    )


def install(blueprint: Blueprint) -> None:
    blueprint.get("/cosechas", endpoint="harvests")(listing)
    blueprint.get("/cosechas/nueva", endpoint="source_new")(new)
    blueprint.post("/cosechas/nueva", endpoint="source_propose")(propose)
    place = "/cosechas/fuentes/<code>"
    blueprint.get(place, endpoint="source")(source)
    blueprint.get(f"{place}/estado", endpoint="source_state")(state)
    blueprint.post(f"{place}/cosechar", endpoint="source_harvest")(harvest)
    blueprint.post(f"{place}/probar", endpoint="source_try")(rehearse)
    blueprint.post(f"{place}/ajustes", endpoint="source_adjust")(adjust)
    names = ",".join(f'"{one}"' for one in STEPS)
    blueprint.post(f"{place}/<any({names}):step>", endpoint="source_step")(step)
    blueprint.get("/cosechas/pruebas/<uid>", endpoint="source_tried")(tried)
