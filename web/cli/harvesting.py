"""``tumbaga harvest SOURCE``: a source into the desk, with a reason for each failure."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import click

from ... import harvesters
from ...catalog import organizations
from ...catalog.harvesting import Outcome, Work
from ...schemas.tables import Unreadable
from .. import harvests
from ..composition import House
from ..harvests import Asked
from .house import opened, require_prepared, told

ALL_FINE, SOME_FAILED, UNREAD, INTERRUPTED = 0, 1, 2, 130

STOPPED = "\nInterrumpido. Lo cosechado hasta aquí quedó guardado: repita la orden para terminar."
COUNTED = {
    "created": "creados",
    "updated": "actualizados",
    "unchanged": "sin cambios",
    "failed": "con error",
}
MORE_COUNTED = {
    "published": "publicados",
    "gone": "ya no están en la fuente",
    "withdrawn": "retirados",
    "ours": "ya eran de este catálogo",
    "twin": "ya habían venido de otra fuente",
}
MORE = "Y {more} más con error: repita la orden con --json y los verá todos."
KINDS_HELP = (
    "Clase de fuente. «tables»: carpeta de fichas técnicas de indicador (.xlsx). «ckan», "
    "«datajson», «dcat», «oai», «socrata», «csw»: la dirección de un catálogo, o un "
    "archivo de ellos. «inventory»: una hoja CSV o XLSX, una fila por registro."
)


def register(group: click.Group) -> None:
    group.add_command(harvest)


@click.command(
    help="Cosecha una fuente: guarda como borradores lo que trae. Repetirlo no duplica. "
    "LOCATION es una dirección, una carpeta o un archivo (con --kind), o el código de "
    "una fuente registrada."
)
@click.argument("location")
@click.option(
    "--kind",
    default="",
    type=click.Choice(["", *sorted(harvesters.KINDS)]),
    help=KINDS_HELP,
)
@click.option("--by", "who", required=True, help="Código o correo de quien cosecha.")
@click.option(
    "--organization",
    default="",
    help="Dependencia de lo que no diga la suya, o diga una que no está registrada.",
)
@click.option("--preview", is_flag=True, help="Muestra qué pasaría y no guarda nada.")
@click.option("--json", "as_json", is_flag=True, help="Da el resultado en JSON.")
def harvest(location: str, as_json: bool, **asked: Any) -> None:
    work: Work | None = None
    code = ALL_FINE
    try:
        with told():
            prepared = _prepared(
                Asked(location, asked.pop("who"), keep_all=as_json, **asked)
            )
            work = prepared.work
            try:
                for _done in prepared.steps():
                    _progress(work)
            except KeyboardInterrupt:
                prepared.interrupt()
                raise
    except Unreadable as error:
        click.echo(str(error), err=True)
        sys.exit(UNREAD)
    except KeyboardInterrupt:
        click.echo(STOPPED, err=True)
        code = INTERRUPTED
    if work is not None:
        _tell(work, asked["kind"], as_json=as_json)
        code = code or _code(work)
    sys.exit(code)


def _prepared(asked: Asked) -> harvests.Harvest:
    house = opened()
    require_prepared(house)
    return harvests.prepare(house, _checked(house, asked))


def _checked(house: House, asked: Asked) -> Asked:
    """The order with the organisation's code, however it was named."""
    if not asked.organization:
        return asked
    with house.session() as session:
        code = organizations.get(session, asked.organization).code
    return replace(asked, organization=code)


def _progress(work: Work) -> None:
    """One line that grows, where there is somebody to see it."""
    if sys.stderr.isatty():
        seen = sum(work.counts.values())
        click.echo(f"\rCosechando: {seen} vistos…", err=True, nl=False)


def _code(work: Work) -> int:
    if work.state == "failed":
        return UNREAD
    return ALL_FINE if work.state == "finished" else SOME_FAILED


def _tell(work: Work, kind: str, *, as_json: bool) -> None:
    if as_json:
        for part in _report(work, kind):
            click.echo(part, nl=False)
        return
    if sys.stderr.isatty():
        click.echo("\r", err=True, nl=False)
    for one in work.failures:
        click.echo(f"{one.name} · {one.reason}", err=True)
    more = work.count("failed") - len(work.failures)
    if more > 0:
        click.echo(MORE.format(more=more), err=True)
    if work.reason:
        click.echo(work.reason, err=True)
    if work.state != "failed":
        click.echo(_counted(work))
    if work.noted:
        click.echo(f"{work.noted} con observaciones: véalas con --json.", err=True)


def _counted(work: Work) -> str:
    counts = f"{counted(work.counts)}."
    return f"Prueba, no se guardó nada: {counts}" if work.job.preview else counts


def counted(counts: Mapping[str, int]) -> str:
    """What came of the things of a source, in words: the usual ones always."""
    told = [(counts.get(key, 0), text) for key, text in COUNTED.items()]
    others = [(counts.get(key, 0), text) for key, text in MORE_COUNTED.items()]
    told += [(number, text) for number, text in others if number]
    return ", ".join(f"{number} {text}" for number, text in told)


def _report(work: Work, kind: str) -> Iterator[str]:
    """The report as JSON, one outcome after another: there may be many."""
    failed = (one for one in work.outcomes if one.result == "failed")
    yield json.dumps(_head(work, kind), ensure_ascii=False, indent=2)[:-2]
    yield from _listed(
        "failures", ({"item": one.name, "reason": one.reason} for one in failed)
    )
    yield from _listed("items", map(_item, work.outcomes))
    yield "\n}\n"


def _listed(name: str, found: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A list of the report, a line for each."""
    before = f',\n  "{name}": ['
    for one in found:
        yield f"{before}\n    {json.dumps(one, ensure_ascii=False)}"
        before = ","
    yield "\n  ]" if before == "," else f"{before}]"


def _head(work: Work, kind: str) -> dict[str, Any]:
    counted = ("created", "updated", "unchanged", "failed", "gone")
    more = ("withdrawn", "ours", "twin")
    seen = sum(work.count(one) for one in (*counted[:4], "ours", "twin"))
    return {
        "kind": kind or (work.job.direct or (work.job.source,))[0],
        "preview": work.job.preview,
        "state": work.state,
        "reason": work.reason,
        "seen": seen,
        **{result: work.count(result) for result in (*counted, *more)},
    }


def _item(one: Outcome) -> dict[str, Any]:
    said = {"item": one.name, "code": one.code, "result": one.result}
    known = {name: value for name, value in said.items() if value}
    if one.reason and one.result != "failed":
        known["reason"] = one.reason
    return {**known, "remarks": list(one.remarks)} if one.remarks else known
