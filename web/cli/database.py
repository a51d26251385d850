"""``tumbaga database upgrade``."""

import click

from ...records.migrations import revision
from .house import opened, told


def register(group: click.Group) -> None:
    group.add_command(database)


@click.group(help="La base de datos.")
def database() -> None:
    """Hold the commands of the database together."""


@database.command(
    help="Crea la base de datos o la pone al día. Repetirlo no daña nada."
)
def upgrade() -> None:
    with told():
        house = opened()
        house.prepare()
        click.echo(f"Base de datos al día (revisión {revision(house.engine)}).")
