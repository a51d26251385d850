"""What waits for the person who opens the desk."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from ...catalog import access, left_out, waiting, waiting_texts
from ...catalog.history_verbs import VERBS
from ...catalog.waiting import Task
from ..access import desk, worker
from ..request import session
from .asking import address_of, list_address

EDITED = frozenset({"correct", "update", "complete", "mend"})
STAFF = frozenset({"unstaffed", "unplaced"})


@desk()
def home() -> ResponseReturnValue:
    """The first page of the desk: the tasks of this person, the most urgent first."""
    person = worker()
    found = waiting.waits_for(session(), person)
    return render_template(
        "desk/home.html",
        waiting=found,
        COMPLETE=waiting_texts.COMPLETE,
        heading=_heading(found),
        task_address=_task_address,
        list_address=list_address,
        registers=access.may(person, "register", person.organization),
        left_out=left_out.count(session()) if access.may(person, "watch") else 0,
        changes=[(VERBS.get(verb, verb), verb, n) for verb, n in found.changes],
    )


def _heading(found: waiting.Waiting) -> str:
    if found.changes and not found.count:
        number = sum(n for _verb, n in found.changes)
        return f"Esta semana hubo {number} cambio{'s' if number != 1 else ''}"
    if not found.count:
        return "No tiene tareas"
    tasks = f"Tiene {found.count} tarea{'s' if found.count != 1 else ''}"
    if not found.urgent:
        return tasks
    urgent = "1 es urgente" if found.urgent == 1 else f"{found.urgent} son urgentes"
    return f"{tasks}; {urgent}"


def _task_address(task: Task) -> str:
    """Where the task is done: in the room that is for it, or at the record."""
    if task.does in STAFF:
        return address_of("desk.people") or url_for("desk.home")
    address = url_for("desk.record", uid=task.uid)
    if task.does in EDITED:
        return address_of("desk.start", uid=task.uid) or address
    if task.does == "decide":
        return address_of("desk.decision", uid=task.uid) or address
    return f"{address}#comentarios" if task.does == "answer" else address


def install(blueprint: Blueprint) -> None:
    blueprint.get("/")(home)
