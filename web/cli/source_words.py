"""How the commands of sources tell of them and of their runs."""

from typing import Any

import click

from ...catalog import sources
from ...catalog.harvesting import runs
from ...records.harvest import HarvestRun, HarvestSource
from ...schemas.schedules import BOGOTA
from .harvesting import counted

RUN_STATES = {
    "running": "en curso",
    "finished": "completa",
    "partial": "completa, con errores",
    "suspended": "espera una decisión",
    "stopped": "detenida",
    "failed": "no se pudo leer",
}
LOST = "interrumpida: se retoma al repetirla"


def pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.UsageError(f"«{text}» no es NOMBRE=VALOR.")
    return name.strip(), value.strip()


def told(health: sources.Health) -> dict[str, Any]:
    one: HarvestSource = health.source
    return {
        "code": one.code,
        "title": one.title,
        "kind": one.kind,
        "location": one.location,
        "state": one.state,
        "schedule": one.schedule,
        "due": one.due.isoformat() if one.due else None,
        "last_good": health.last_good.isoformat() if health.last_good else None,
        "failing": health.failing,
        "last": run(health.runs[0]) if health.runs else None,
    }


def run(one: HarvestRun) -> dict[str, Any]:
    return {
        "state": one.state,
        "says": LOST if runs.is_lost(one) else RUN_STATES[one.state],
        "started": one.started.isoformat(),
        "ended": one.ended.isoformat() if one.ended else None,
        "counts": one.counts,
        "reason": one.reason,
        "answers": one.answers,
    }


def line(one: dict[str, Any]) -> str:
    state = sources.STATE_NAMES[one["state"]]
    last = one["last"]
    said = f"última: {last['started'][:10]}, {last['says']}" if last else "sin cosechas"
    when = one["schedule"] or "a mano"
    return f"{one['code']}  «{one['title']}»  {one['kind']}  {state}  {when}  {said}"


def told_run(one: HarvestRun) -> str:
    """A run for people: when it began here, how it ended, what came of things and why."""
    began = one.started.astimezone(BOGOTA)
    says = run(one)["says"]
    said = f"{began:%Y-%m-%d %H:%M}  {says}: {counted(one.counts)}."
    return f"{said}\n    {one.reason}" if one.reason else said
