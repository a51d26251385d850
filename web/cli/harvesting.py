"""``tumbaga harvest LOCATION``: a source into the desk, with a reason for each failure."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from ... import harvesters
from ...catalog import harvesting, organizations, people
from ...catalog.harvesting import Outcome, Run
from ...schemas.harvest import Found, Harvester
from ...schemas.tables import Unreadable
from ..composition import House
from .house import opened, require_prepared, told

ALL_FINE, SOME_FAILED, UNREAD, INTERRUPTED = 0, 1, 2, 130
LONG = 40
"""Items from which a bar shows the progress."""

STOPPED = "\nInterrumpido. Lo cosechado hasta aquí quedó guardado: repita la orden para terminar."


@dataclass(frozen=True)
class Order:
    """What was asked for on the command line."""

    location: Path
    kind: str
    who: str
    organization: str
    preview: bool
    as_json: bool


def register(group: click.Group) -> None:
    group.add_command(harvest)


@click.command(
    help="Cosecha una fuente: guarda como borradores lo que trae. Repetirlo no duplica."
)
@click.argument("location", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    required=True,
    type=click.Choice(sorted(harvesters.KINDS)),
    help="Clase de fuente. «tables»: carpeta de fichas técnicas de indicador (.xlsx).",
)
@click.option("--by", "who", required=True, help="Código o correo de quien cosecha.")
@click.option(
    "--organization",
    default="",
    help="Dependencia de lo que no diga la suya, o diga una que no está registrada.",
)
@click.option("--preview", is_flag=True, help="Muestra qué pasaría y no guarda nada.")
@click.option("--json", "as_json", is_flag=True, help="Da el resultado en JSON.")
def harvest(**asked: Any) -> None:
    order = Order(**asked)
    run = Run()
    code = ALL_FINE
    try:
        with told():
            _run(order, run)
    except Unreadable as error:
        click.echo(str(error), err=True)
        sys.exit(UNREAD)
    except KeyboardInterrupt:
        click.echo(STOPPED, err=True)
        code = INTERRUPTED
    _tell(order, run)
    sys.exit(code or (SOME_FAILED if run.failures else ALL_FINE))


def _run(order: Order, run: Run) -> None:
    """Each batch in its own transaction; what is read is read outside of them."""
    house = opened()
    require_prepared(house)
    who, unit = _checked(house, order)
    harvester = harvesters.get(order.kind)
    items = list(harvester.read(order.location))
    for batch in harvesting.batches(_mapped(harvester, items)):
        run.outcomes += _apply(house, batch, who, unit, preview=order.preview)


def _mapped(harvester: Harvester, items: list[Any]) -> Iterator[Found]:
    """Map with a bar on stderr for many items, where there is somebody to see it."""
    if len(items) < LONG or not sys.stderr.isatty():
        yield from map(harvester.map, items)
        return
    with click.progressbar(items, label="Cosechando", file=sys.stderr) as bar:
        yield from map(harvester.map, bar)


def _apply(
    house: House, batch: Iterable[Found], who: str, unit: str, *, preview: bool
) -> list[Outcome]:
    """One transaction; a preview does all of it and takes it back."""
    with house.writing() as session:
        by = people.get(session, who)
        done = harvesting.apply(session, batch, by=by, organization=unit)
        if preview:
            session.rollback()
    return done


def _checked(house: House, order: Order) -> tuple[str, str]:
    """The codes of the person and of the organisation that the order names."""
    with house.session() as session:
        unit = order.organization
        code = organizations.get(session, unit).code if unit else ""
        return people.get(session, order.who).code, code


def _tell(order: Order, run: Run) -> None:
    if order.as_json:
        click.echo(json.dumps(_report(order, run), ensure_ascii=False, indent=2))
        return
    for one in run.failures:
        click.echo(f"{one.name} · {one.reason}", err=True)
    counts = (
        f"{run.count('created')} creados, {run.count('updated')} actualizados, "
        f"{run.count('unchanged')} sin cambios, {run.count('failed')} con error."
    )
    click.echo(f"Prueba, no se guardó nada: {counts}" if order.preview else counts)
    noted = sum(1 for one in run.outcomes if one.remarks)
    if noted:
        click.echo(f"{noted} con observaciones: véalas con --json.", err=True)


def _report(order: Order, run: Run) -> dict[str, Any]:
    counted = ("created", "updated", "unchanged", "failed", "gone")
    return {
        "kind": order.kind,
        "preview": order.preview,
        "seen": len(run.outcomes),
        **{result: run.count(result) for result in counted},
        "failures": [{"item": one.name, "reason": one.reason} for one in run.failures],
        "items": [_item(one) for one in run.outcomes],
    }


def _item(one: Outcome) -> dict[str, Any]:
    said = {"item": one.name, "code": one.code, "result": one.result}
    known = {name: value for name, value in said.items() if value}
    return {**known, "remarks": list(one.remarks)} if one.remarks else known
