"""``tumbaga import FILE``: a sheet into the desk, and a report of what to correct."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from ...catalog import importing, organizations, people
from ...catalog.importing import Batch, Tally
from ...harvesters.tables import entries, reading
from ...records.person import Person
from ...schemas import kinds, vocabularies
from ...schemas.tables import Remark, Unreadable
from ..composition import House
from ..importing import NO_ROWS, rows_of, write_report
from .annotating import annotate
from .house import opened, require_prepared, told

ALL_FINE, SOME_REPORTED, UNREAD, INTERRUPTED = 0, 1, 2, 130
LONG = 400
"""Rows from which a bar shows the progress."""
SHOWN = 20
"""Remarks that the terminal shows; the report has them all."""

WHO = (
    "Diga quién importa con --by y el código o el correo de una persona. Inscríbala con: "
    "tumbaga person add"
)


STOPPED = "\nInterrumpido. Lo importado hasta aquí quedó guardado: repita la orden para terminar."


@dataclass(frozen=True)
class Order:
    """What was asked for on the command line."""

    file: Path
    kind: str
    organization: str
    who: str
    dry_run: bool
    annotated: Path | None = None


def register(group: click.Group) -> None:
    group.add_command(import_)


@click.command(
    "import", help="Importa un inventario en CSV o XLSX. Repetirlo no duplica."
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    default="",
    help="Clase de todos: PPI, indicador, conjunto de datos, documento.",
)
@click.option(
    "--organization", default="", help="Dependencia de las filas que no dicen."
)
@click.option("--by", "who", default="", help="Código o correo de quien importa.")
@click.option("--dry-run", is_flag=True, help="Revisa todo y no guarda nada.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Dónde dejar el informe; si no, junto al archivo.",
)
@click.option(
    "--annotated",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Dónde dejar la copia del libro con los errores en rojo.",
)
def import_(file: Path, report: Path | None, **asked: Any) -> None:
    order = Order(file, **asked)
    tally = Tally()
    code = ALL_FINE
    try:
        with told():
            _run(order, tally)
    except Unreadable as error:
        click.echo(f"No se pudo leer «{file.name}». {error}", err=True)
        code = UNREAD
    except KeyboardInterrupt:
        click.echo(STOPPED, err=True)
        code = INTERRUPTED
    wrong = tally.refused > 0 or any(one.weight == "error" for one in tally.remarks)
    if tally.seen or wrong:
        _tell(tally, _report(order, report, tally.remarks), dry_run=order.dry_run)
    sys.exit(code or (SOME_REPORTED if wrong else ALL_FINE))


def _run(order: Order, tally: Tally) -> None:
    """Import every table of the file, batch by batch, each in its own transaction."""
    kind = kind_of(order.kind) if order.kind else ""
    tables = reading.tables(order.file)
    house = opened()
    require_prepared(house)
    who, organization = _checked(house, order)
    for table in tables:
        click.echo(" ".join(table.notes), err=True)
        tally.remarks += entries.remarks_on(table, kind)
    with _progress(sum(table.length for table in tables)) as advance:
        rows = rows_of(tables, kind, advance)
        for batch in importing.batches(rows, organization=organization):
            tally.add(_apply(house, batch, who, dry_run=order.dry_run))
    if not tally.seen and not any(one.weight == "error" for one in tally.remarks):
        raise Unreadable(NO_ROWS)
    if copy := annotate(order.file, order.annotated, tables, tally.remarks):
        click.echo(f"Copia con las celdas por corregir en rojo: {copy}", err=True)


def _apply(house: House, batch: Batch, who: str, *, dry_run: bool) -> Tally:
    """One transaction; a rehearsal does all of it and takes it back."""
    with house.writing() as session:
        done = importing.apply(session, batch, by=people.get(session, who))
        if dry_run:
            session.rollback()
    return done


def kind_of(text: str) -> str:
    """The code of a kind that a person named."""
    term = vocabularies.get("kinds").find(text)
    if term is None or term.code not in kinds.SCHEMAS:
        raise click.BadParameter(
            f"«{text}» no es una clase de registro. Use ppi, indicador, datos o documento."
        )
    return term.code


def _checked(house: House, order: Order) -> tuple[str, str]:
    """The codes of the person and of the organisation that the order names."""
    with house.session() as session:
        unit = order.organization
        code = organizations.get(session, unit).code if unit else ""
        if order.who:
            return people.get(session, order.who).code, code
        found = session.scalars(select(Person).where(Person.active).limit(2)).all()
        if len(found) != 1:
            raise click.UsageError(WHO)
        return found[0].code, code


@contextmanager
def _progress(length: int) -> Iterator[Callable[[int], None]]:
    """A bar on stderr for long files; nothing for short ones, or without a terminal."""
    if length < LONG or not sys.stderr.isatty():
        yield lambda _position: None
        return
    with click.progressbar(length=length, label="Importando", file=sys.stderr) as bar:
        yield lambda position: bar.update(max(position - bar.pos, 0))


def _tell(tally: Tally, report: Path | None, *, dry_run: bool) -> None:
    errors = [one for one in tally.remarks if one.weight == "error"]
    for one in errors[:SHOWN]:
        click.echo(_line(one), err=True)
    if len(errors) > SHOWN:
        click.echo(f"… y {len(errors) - SHOWN} problemas más.", err=True)
    if report is not None:
        click.echo(f"Informe con lo que debe revisar: {report}", err=True)
    counts = (
        f"{tally.created} creados, {tally.updated} actualizados, "
        f"{tally.unchanged} sin cambios, {tally.refused} con error."
    )
    click.echo(f"Prueba, no se guardó nada: {counts}" if dry_run else counts)


def _line(one: Remark) -> str:
    sheet = f"hoja «{one.sheet}», " if one.sheet else ""
    given = f" · {one.given}" if one.given else ""
    return f"{sheet}fila {one.row} · {one.label}{given} · {one.text}"


def _report(order: Order, asked: Path | None, remarks: list[Remark]) -> Path | None:
    """Write all remarks as a sheet; an earlier report is replaced even by an empty one."""
    path = asked or order.file.with_name(f"{order.file.stem}.informe.csv")
    if not remarks and not path.exists():
        return None
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("w", encoding="utf-8-sig", newline="") as lines:
            write_report(lines, remarks)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        click.echo(
            f"No se pudo escribir el informe «{path}»: {error.strerror}", err=True
        )
        return None
    return path if remarks else None
