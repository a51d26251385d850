"""Long work at the desk: what runs, what failed and why; done again or stopped."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...catalog import access, jobs, people
from .. import queue
from ..access import desk, desk_writing, worker
from ..request import house, session

KIND_NAMES = {"import": "Carga de una hoja", "harvest": "Cosecha"}
SHOWN = 100


@desk()
def listing() -> ResponseReturnValue:
    """One's own jobs; everybody's for who administers. What goes on comes first."""
    found = jobs.listed(session(), by=worker(), limit=SHOWN)
    patience = house().settings.patience
    return render_template(
        "desk/jobs.html",
        going=[one for one in found if one.state in jobs.OPEN],
        ended=[one for one in found if one.state not in jobs.OPEN],
        failed=sum(map(jobs.has_failed, found)),
        all_of_them=access.may(worker(), "admit"),
        kinds=KIND_NAMES,
        names=people.names(session(), {one.person for one in found}),
        stuck=lambda job: jobs.is_stuck(job, patience),
        given_up=lambda job: jobs.is_given_up(job, patience),
        may_repeat=lambda job: jobs.has_failed(job) or jobs.was_stopped(job),
    )


@desk()
def state(uid: str) -> dict[str, object]:
    """How far a job is, for the page that waits."""
    job = jobs.get(session(), uid, by=worker())
    return {"state": job.state, "done": job.done, "total": job.total}


@desk()
def stop(uid: str) -> ResponseReturnValue:
    """Stop after the batch in hand: what was saved stays."""
    with desk_writing() as (opened, person):
        jobs.cancel(opened, jobs.get(opened, uid, by=person))
    flash("La tarea se detiene cuando acabe el paso en que va.")
    return redirect(url_for("desk.jobs"), 303)


@desk()
def repeat(uid: str) -> ResponseReturnValue:
    """Once more what failed, was stopped or was given up."""
    patience = house().settings.patience
    with desk_writing() as (opened, person):
        jobs.again(opened, jobs.get(opened, uid, by=person), patience)
    queue.send(house(), uid)
    flash("La tarea empieza de nuevo donde iba. No repite lo que ya quedó.")
    return redirect(url_for("desk.jobs"), 303)


def install(blueprint: Blueprint) -> None:
    blueprint.get("/tareas", endpoint="jobs")(listing)
    blueprint.get("/tareas/<uid>/estado", endpoint="job_state")(state)
    blueprint.post("/tareas/<uid>/detener", endpoint="job_stop")(stop)
    blueprint.post("/tareas/<uid>/repetir", endpoint="job_repeat")(repeat)
