"""The words and marks of the desk: states, tasks, what a list is asked and sorted by."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from ...catalog import door
from ...schemas.spelling import BOGOTA
from .. import icons
from .asking import address_of


@dataclass(frozen=True)
class Mark:
    """How a state or a task is called and drawn; ``tone`` ends its style's name."""

    label: str
    icon: str
    tone: str = ""


STATES = {
    "draft": Mark("Borrador", "pencil", "ambar"),
    "submitted": Mark("En revisión", "eye"),
    "returned": Mark("Devuelto con razones", "arrow-return-left", "vino"),
    "approved": Mark("Aprobado", "check2", "verde"),
    "published": Mark("Publicado", "check-circle-fill", "verde"),
    "retired": Mark("Retirado", "archive"),
    "withdrawn": Mark("Fuera del público", "x-circle-fill", "vino"),
}
TASKS = {
    "returned": STATES["returned"],
    "remarked": Mark("Con comentarios", "chat-left-text", "ambar"),
    "overdue": Mark("Sin actualizar", "clock", "ambar"),
    "broken": Mark("Enlace roto", "exclamation-triangle", "ambar"),
    "draft": STATES["draft"],
    "submitted": Mark("Espera revisión", "eye", "ambar"),
    "publishable": Mark("Listo para publicar", "check2", "verde"),
    "undecided": Mark("Sin decisión", "person-lock", "ambar"),
    "ending": Mark("Término que vence", "clock", "vino"),
    "unstaffed": Mark("Sin personas", "building", "ambar"),
    "unplaced": Mark("Sin dependencia", "person-circle", "ambar"),
}
DOES = {
    "correct": "Corregir",
    "answer": "Responder",
    "update": "Actualizar",
    "mend": "Corregir",
    "complete": "Completar",
    "review": "Revisar",
    "publish": "Publicar",
    "decide": "Decidir",
    "unstaffed": "Inscribir",
    "unplaced": "Asignar",
}
CHECKS = {
    "complete": "Completo",
    "current": "Al día",
    "reusable": "Reutilizable",
    "documented": "Documentado",
    "reachable": "Con contacto",
}
SORTS = {
    "reciente": "Lo último que cambió",
    "nombre": "Nombre",
    "espera": "Lo que más espera",
    "calidad": "Peor calidad primero",
}
FLAGS = {
    "mine": "Los que he trabajado",
    "comments": "Con comentarios sin resolver",
    "overdue": "Con datos atrasados",
    "links": "Con enlaces rotos",
}
icons.choose(*(mark.icon for mark in (*STATES.values(), *TASKS.values())))


def days_since(moment: Any) -> int:
    """Whole days in Colombia since a moment or a day."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(BOGOTA).date()
    return (door.today() - moment).days if isinstance(moment, date) else 0


def since(moment: Any) -> str:
    """«hoy», «ayer», «hace 8 días»: how long something has waited."""
    days = days_since(moment)
    return {0: "hoy", 1: "ayer"}.get(days, f"hace {days} días")


def clock(moment: datetime) -> str:
    """The hour in Colombia: «10:42»."""
    return moment.astimezone(BOGOTA).strftime("%H:%M")


def _introduce(state: BlueprintSetupState) -> None:
    environment = state.app.jinja_env
    environment.globals.update(
        STATES=STATES, TASKS=TASKS, DOES=DOES, desk_address=address_of
    )
    environment.filters.update(since=since, clock=clock)


def install(blueprint: Blueprint) -> None:
    blueprint.record_once(_introduce)
