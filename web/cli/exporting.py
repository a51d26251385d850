"""``tumbaga export FORMAT``: the whole catalogue as a file; ``all``: everything there is."""

import sys
from pathlib import Path

import click

from ... import exporters
from ...catalog import fragments
from ...exporters.base import assemble, keeper
from ...records import reading
from .. import dumping, left_out
from ..composition import House
from .house import opened, require_prepared, told

ALL = "all"


def register(group: click.Group) -> None:
    group.add_command(export)


@click.command(
    help="Escribe todo el catálogo público en un formato. Con «all», en todos, con una "
    "tabla por tipo y las sumas de comprobación; sin -o, quedan en /descargas."
)
@click.argument("key", metavar="FORMATO", type=click.Choice([*exporters.RECORD, ALL]))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Archivo, o carpeta si es «all»; sin él, la salida del comando.",
)
def export(key: str, output: Path | None) -> None:
    with told():
        house = opened()
        require_prepared(house)
        left_out.listen()
        if key == ALL:
            _everything(house, output)
        else:
            _one(house, key, output)
        left_out.write_down(house)


def _everything(house: House, folder: Path | None) -> None:
    if folder is not None and folder.exists() and not folder.is_dir():
        raise click.ClickException(f"{folder} es un archivo: nombre una carpeta.")
    done = dumping.make(house, folder, click.echo)
    size = sum(one.size for one in done.files)
    click.echo(
        f"{done.folder}: {len(done.files)} archivos, {size} bytes, hasta el {done.seq}."
    )


def _one(house: House, key: str, output: Path | None) -> None:
    if output is not None and output.is_dir():
        raise click.ClickException(f"{output} es una carpeta: nombre un archivo.")
    with house.session() as session:
        head = reading.head(session)
    exporter, catalogue = exporters.get(key), house.catalogue(head)
    kept = keeper(exporter, catalogue)
    bodies = fragments.stream(house.session, kept, upto=head.seq)
    file = assemble(exporter.frame(catalogue), bodies)
    if output is None:
        for piece in file:
            sys.stdout.buffer.write(piece)
    else:
        # Written aside and renamed: a kill leaves the earlier file whole.
        aside = output.with_name(f".{output.name}.partial")
        with aside.open("wb") as stream:
            stream.writelines(file)
        aside.replace(output)
        size = output.stat().st_size
        click.echo(f"{output}: {size} bytes, hasta el {head.seq}.")
    if kept.failed:
        out = ", ".join(sorted(kept.failed))
        click.echo(
            f"Quedaron por fuera, porque no se pudieron escribir: {out}", err=True
        )
