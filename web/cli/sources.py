"""``tumbaga source …``: the registered sources of harvests, and how they are doing."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from ... import harvesters
from ...catalog import sources, trusting
from ...catalog.harvesting import runs, vanishing
from .. import harvests
from ..harvests import Asked
from . import source_words
from .harvesting import _tell
from .house import opened, require_prepared, told, writing

BY = click.option(
    "--by", "who", required=True, help="Código o correo de quien lo hace."
)


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
    pairs = dict(source_words.pair(one) for one in settings)
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
                source_words.told(sources.health(session, one))
                for one in sources.listed(session)
            ]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo(source_words.line(one))
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
    help="Cambia cómo se lee, los días de gracia, el freno de los retiros, el tiempo o la "
    "dependencia."
)
@click.argument("code")
@click.option("--set", "settings", multiple=True, help="Por ejemplo: set=salud.")
@click.option("--column", "columns", multiple=True, help="ENCABEZADO=campo, en hojas.")
@click.option("--grace", "grace_days", type=int, help="Días antes de retirar.")
@click.option(
    "--brake", "brake_percent", type=int, help="Parte que puede faltar, en %."
)
@click.option("--minutes", type=int, help="Lo que una cosecha puede durar.")
@click.option(
    "--organization",
    help="Dependencia de lo que no diga la suya; vacía: ninguna.",
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
        pairs: dict[str, Any] = dict(source_words.pair(one) for one in settings)
        if columns:
            known = found.settings.get("columns") or {}
            pairs["columns"] = {
                **known,
                **dict(source_words.pair(one) for one in columns),
            }
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
            found = [source_words.run(one) for one in health.runs]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for one in health.runs:
        click.echo(source_words.told_run(one))
