"""``tumbaga serve`` and ``tumbaga worker``."""

import click

from .. import queue
from ..app import create_app
from ..composition import House
from ..following import Follower
from ..mail import Postman
from ..server import Server, port_is_free
from .house import opened, require_prepared, told


def register(group: click.Group) -> None:
    group.add_command(serve)
    group.add_command(worker)


@click.command(help="Sirve el catálogo en una dirección.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Dirección.")
@click.option("--port", default=8000, show_default=True, help="Puerto.")
@click.option("--threads", default=8, show_default=True, help="Hilos que responden.")
def serve(host: str, port: int, threads: int) -> None:
    with told():
        house = opened()
        require_prepared(house)
        run(house, host, port, threads)


@click.command(
    help="Hace las tareas largas, mantiene al día el índice y los formatos, y envía el "
    "correo, sin servir páginas."
)
@click.option("--workers", default=2, show_default=True, help="Tareas a la vez.")
def worker(workers: int) -> None:
    with told():
        house = opened()
        require_prepared(house)
        Follower(house).start()
        Postman(house).start()
        click.echo("Siguiendo el registro público y la cola. Pare con Ctrl+C.")
        queue.work(house, workers)


def run(house: House, host: str, port: int, threads: int = 8) -> None:
    """Serve until told to stop. Refuses a port that is taken, in one line."""
    if not port_is_free(host, port):
        raise click.ClickException(
            f"El puerto {port} ya está en uso. Elija otro: --port {port + 1} "
            f"(o make demo PORT={port + 1})."
        )
    app = create_app(house.settings)
    click.echo(f"El catálogo está en http://{host}:{port}/  (pare con Ctrl+C)")
    Server(app, house, f"{host}:{port}", threads).run()
