"""``tumbaga source …``: the registered sources of harvests, and how they are doing."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from ... import harvesters
from ...catalog import sources, trusting
from ...catalog.harvesting import runs, vanishing
from ...records.harvest import HarvestRun, HarvestSource
from .. import harvests
from ..harvests import Asked
from .harvesting import _tell
from .house import opened, require_prepared, told, writing

BY = click.option(
    "--by", "who", required=True, help="Código o correo de quien lo hace."
)
RUN_STATES = {
    "running": "en curso",
    "finished": "completa",
    "partial": "completa, con errores",
    "suspended": "espera una decisión",
    "stopped": "detenida",
    "failed": "no se pudo leer",
}
LOST = "interrumpida: se retoma al repetirla"


def register(group: click.Group) -> None:
    group.add_command(source)


@click.group(help="Las fuentes que se cosechan: direcciones de otros catálogos.")
def source() -> None:
    """Hold the commands of sources together."""


@source.command(help="Propone una fuente nueva; quien administra tiene que aprobarla.")
@click.argument("location")
@click.option("--kind", required=True, type=click.Choice(sorted(harvesters.KINDS)))
@click.option("--title", required=True, help="Nombre con que se reconoce.")
@click.option("--code", default="", help="Código; si falta, se hace del nombre.")
@click.option(
    "--organization", default="", help="Dependencia de lo que no diga la suya."
)
@click.option(
    "--set",
    "settings",
    multiple=True,
    help="Cómo leerla, por ejemplo: set=salud, metadata_prefix=oai_dc, incremental=1.",
)
@BY
def add(who: str, settings: tuple[str, ...], **given: str) -> None:
    pairs = dict(_pair(one) for one in settings)
    with writing(who) as (session, by):
        made = sources.propose(session, by=by, settings=pairs, **given)
        click.echo(
            f"La fuente «{made.title}» quedó propuesta con el código {made.code}. Pruébela "
            f"con «tumbaga source try {made.code}»; después se aprueba."
        )


@source.command("list", help="Muestra las fuentes, su estado y su última cosecha.")
@click.option("--json", "as_json", is_flag=True, help="Da el resultado en JSON.")
def list_(as_json: bool) -> None:
    with told():
        house = opened()
        require_prepared(house)
        with house.session() as session:
            found = [
                _told(sources.health(session, one)) for one in sources.listed(session)
            ]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo(_line(one))
    if not found:
        click.echo(
            "No hay fuentes. Proponga una con: tumbaga source add DIRECCIÓN --kind …"
        )


@source.command("try", help="Lee la fuente y muestra qué pasaría; no guarda nada.")
@click.argument("code")
@click.option("--json", "as_json", is_flag=True, help="Da el resultado en JSON.")
@BY
def try_(code: str, who: str, as_json: bool) -> None:
    with told():
        house = opened()
        require_prepared(house)
        work = harvests.run(house, Asked(code, who, preview=True))
    _tell(work, "", as_json=as_json)


@dataclass(frozen=True)
class _Step:
    """A command that does one thing to one source, and what it says when it did."""

    name: str
    verb: Callable[..., object]
    help: str
    said: str


STEPS = (
    _Step(
        "approve",
        sources.approve,
        "Aprueba una fuente propuesta.",
        "La fuente «{title}» quedó aprobada.",
    ),
    _Step(
        "pause",
        sources.pause,
        "Deja de cosechar una fuente por un tiempo; lo que trajo se queda.",
        "La fuente «{title}» quedó en pausa.",
    ),
    _Step(
        "resume",
        sources.resume,
        "Vuelve a cosechar una fuente que estaba en pausa.",
        "La fuente «{title}» se cosecha de nuevo.",
    ),
    _Step(
        "trust",
        trusting.trust,
        "Da el visto bueno permanente de Planeación: con una decisión general de la "
        "Dirección Jurídica, lo que llegue se publica solo.",
        "La fuente «{title}» tiene el visto bueno permanente.",
    ),
    _Step(
        "mistrust",
        trusting.mistrust,
        "Quita el visto bueno permanente: lo que llegue queda en borrador.",
        "La fuente «{title}» ya no tiene el visto bueno permanente.",
    ),
    _Step(
        "refuse",
        vanishing.refuse,
        "Dice que la fuente se equivocó: no se retira lo que faltó en la última cosecha.",
        "No se retiró nada de «{title}».",
    ),
)


def _command(step: _Step) -> click.Command:
    @click.command(step.name, help=step.help)
    @click.argument("code")
    @BY
    def do(code: str, who: str) -> None:
        with writing(who) as (session, by):
            found = sources.get(session, code)
            step.verb(session, found, by=by)
            click.echo(step.said.format(title=found.title))

    return do


for _step in STEPS:
    source.add_command(_command(_step))


@source.command(help="Dice cuándo se cosecha: «cada lunes a las 3», «cada 6 horas».")
@click.argument("code")
@click.argument("when", default="")
@BY
def schedule(code: str, when: str, who: str) -> None:
    with writing(who) as (session, by):
        found = sources.get(session, code)
        plan = sources.schedule(session, found, when, by=by)
        click.echo(
            f"«{found.title}» se cosecha {plan}."
            if plan
            else f"«{found.title}» solo se cosecha a mano."
        )


@source.command(
    help="Cambia cómo se lee, los días de gracia o el freno de los retiros."
)
@click.argument("code")
@click.option("--set", "settings", multiple=True, help="Por ejemplo: set=salud.")
@click.option("--column", "columns", multiple=True, help="ENCABEZADO=campo, en hojas.")
@click.option("--grace", "grace_days", type=int, help="Días antes de retirar.")
@click.option(
    "--brake", "brake_percent", type=int, help="Parte que puede faltar, en %."
)
@BY
def adjust(
    code: str,
    who: str,
    settings: tuple[str, ...],
    columns: tuple[str, ...],
    **more: Any,
) -> None:
    with writing(who) as (session, by):
        found = sources.get(session, code)
        pairs: dict[str, Any] = dict(_pair(one) for one in settings)
        if columns:
            known = found.settings.get("columns") or {}
            pairs["columns"] = {**known, **dict(_pair(one) for one in columns)}
        sources.adjust(session, found, by=by, settings=pairs, **more)
        click.echo(f"La fuente «{found.title}» quedó cambiada.")


@source.command(help="Detiene la cosecha que esté en curso.")
@click.argument("code")
@BY
def stop(code: str, who: str) -> None:
    with writing(who) as (session, by):
        found = sources.get(session, code)
        there = runs.ask_to_stop(session, found, by=by)
        click.echo(
            f"La cosecha de «{found.title}» se detiene en el próximo paso."
            if there
            else f"«{found.title}» no se está cosechando."
        )


@source.command(help="Confirma que lo que faltó en la última cosecha ya no existe.")
@click.argument("code")
@BY
def confirm(code: str, who: str) -> None:
    with writing(who) as (session, by):
        found = sources.get(session, code)
        count = vanishing.confirm(session, found, by=by)
        click.echo(
            f"{count} registros quedan como ausentes; se retiran en {found.grace_days} días "
            "si no vuelven."
        )


@source.command(
    "runs", help="Muestra las últimas cosechas de una fuente, con sus problemas."
)
@click.argument("code")
@click.option("--json", "as_json", is_flag=True, help="Da el resultado en JSON.")
def runs_(code: str, as_json: bool) -> None:
    with told():
        house = opened()
        require_prepared(house)
        with house.session() as session:
            health = sources.health(session, sources.get(session, code), last=20)
            found = [_run(one) for one in health.runs]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for one in found:
        counts = ", ".join(f"{key} {value}" for key, value in one["counts"].items())
        click.echo(f"{one['started'][:16]}  {one['says']}  {counts}")
        if one["reason"]:
            click.echo(f"    {one['reason']}")


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.UsageError(f"«{text}» no es NOMBRE=VALOR.")
    return name.strip(), value.strip()


def _told(health: sources.Health) -> dict[str, Any]:
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
        "last": _run(health.runs[0]) if health.runs else None,
    }


def _run(one: HarvestRun) -> dict[str, Any]:
    return {
        "state": one.state,
        "says": LOST if runs.is_lost(one) else RUN_STATES[one.state],
        "started": one.started.isoformat(),
        "ended": one.ended.isoformat() if one.ended else None,
        "counts": one.counts,
        "reason": one.reason,
        "answers": one.answers,
    }


def _line(one: dict[str, Any]) -> str:
    state = sources.STATE_NAMES[one["state"]]
    last = one["last"]
    said = f"última: {last['started'][:10]}, {last['says']}" if last else "sin cosechas"
    when = one["schedule"] or "a mano"
    return f"{one['code']}  «{one['title']}»  {one['kind']}  {state}  {when}  {said}"
