"""``tumbaga export FORMAT``: the whole catalogue as a file, streamed."""

import sys
from pathlib import Path

import click

from ... import exporters
from ...catalog import fragments
from ...exporters.base import assemble, keeper
from ...records import reading
from .house import opened, require_prepared, told


def register(group: click.Group) -> None:
    group.add_command(export)


@click.command(help="Escribe todo el catálogo público en un formato.")
@click.argument("key", metavar="FORMATO", type=click.Choice(list(exporters.RECORD)))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Archivo; sin él, la salida del comando.",
)
def export(key: str, output: Path | None) -> None:
    with told():
        house = opened()
        require_prepared(house)
        with house.session() as session:
            head = reading.head(session)
        exporter, catalogue = exporters.get(key), house.catalogue(head)
        bodies = fragments.stream(
            house.session, keeper(exporter, catalogue), upto=head.seq
        )
        file = assemble(exporter.frame(catalogue), bodies)
        if output is None:
            for piece in file:
                sys.stdout.buffer.write(piece)
            return
        # Written aside and renamed: a kill leaves the earlier file whole.
        aside = output.with_name(f".{output.name}.partial")
        with aside.open("wb") as stream:
            stream.writelines(file)
        aside.replace(output)
        click.echo(f"{output}: {output.stat().st_size} bytes, hasta el {head.seq}.")
