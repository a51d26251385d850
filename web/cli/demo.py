"""``tumbaga demo``: the catalogue filled with the real Cali plan, in one command."""

import os
from dataclasses import replace

import click

from ..composition import House
from ..demo import loader
from ..following import follow
from ..server import port_is_free
from ..settings import read
from .house import told
from .serving import run

FOLDER = ".demo"


def register(group: click.Group) -> None:
    group.add_command(demo)


@click.command(help="Carga el catálogo de demostración y lo sirve en su máquina.")
@click.option("--port", default=8000, show_default=True, help="Puerto.")
@click.option("--load-only", is_flag=True, help="Solo carga; no sirve.")
def demo(port: int, load_only: bool) -> None:
    with told():
        if not load_only and not port_is_free("127.0.0.1", port):
            raise click.ClickException(
                f"El puerto {port} ya está en uso. Elija otro: make demo PORT={port + 1}"
            )
        settings = replace(
            read(),
            data=os.environ.get("TUMBAGA_DATA", FOLDER),
            base_url=os.environ.get("TUMBAGA_BASE_URL", f"http://127.0.0.1:{port}"),
            demo="sí",
        )
        house = House(settings)
        house.prepare()
        load(house)
        if not load_only:
            run(house, "127.0.0.1", port)


def load(house: House) -> None:
    """Load the demonstration unless this version of it is there already."""
    mark = house.settings.folder / "demostracion"
    if mark.exists() and mark.read_text() == loader.VERSION:
        return
    with click.progressbar(
        length=100, label="Cargando el plan de Cali", show_eta=False
    ) as bar:
        for done, total in loader.load(house):
            bar.update(100 * done // max(total, 1) - bar.pos)
        bar.update(100 - bar.pos)
    click.echo("Preparando la búsqueda y los formatos…")
    follow(house)
    mark.write_text(loader.VERSION)
