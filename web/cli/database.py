"""``tumbaga database``: upgrade, and grant for a role that owns nothing."""

import click

from ...records import grants
from ...records.migrations import revision
from .house import opened, require_prepared, told


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


@database.command(
    help="Da a un papel de PostgreSQL lo que la aplicación necesita, y nada más: no "
    "puede cambiar ni borrar la auditoría ni el libro de lo público. La corre quien es "
    "dueño de las tablas, después de cada «database upgrade»."
)
@click.argument("papel")
def grant(papel: str) -> None:
    with told():
        house = opened()
        require_prepared(house)
        try:
            made = grants.grant(house.engine, papel)
        except grants.NotGranted as error:
            raise click.ClickException(str(error)) from error
    for one in made:
        click.echo(f"{one};")
    click.echo(f"«{papel}» tiene lo que la aplicación necesita, y nada más.")
