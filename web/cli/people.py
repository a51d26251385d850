"""``tumbaga person add`` and ``tumbaga organization add``."""

import click

from ...catalog import organizations, people, publishing
from ...records.person import ROLES
from .house import opened, require_prepared, told, writing


def register(group: click.Group) -> None:
    group.add_command(person)
    group.add_command(organization)


@click.group(help="Las personas que trabajan en el catálogo.")
def person() -> None:
    """Hold the commands of people together."""


@person.command("add", help="Inscribe a una persona, o cambia sus papeles.")
@click.argument("code")
@click.option("--name", required=True, help="Nombre.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice(ROLES),
    help="Papel; se puede repetir.",
)
@click.option("--email", help="Correo.")
@click.option("--position", help="Cargo.")
@click.option("--organization", help="Código de su dependencia.")
def add_person(
    code: str,
    name: str,
    roles: tuple[str, ...],
    email: str | None,
    position: str | None,
    organization: str | None,
) -> None:
    with told():
        house = opened()
        require_prepared(house)
        with house.writing() as session:
            unit = organizations.get(session, organization) if organization else None
            people.admit(
                session,
                code,
                name,
                roles,
                email=email,
                position=position,
                organization=unit,
            )
    click.echo(f"{name} quedó con los papeles: {', '.join(roles)}.")


@click.group(help="Las dependencias de la ciudad.")
def organization() -> None:
    """Hold the commands of organisations together."""


@organization.command("add", help="Registra una dependencia y la publica.")
@click.argument("code")
@click.option("--name", required=True, help="Nombre oficial.")
@click.option("--short-name", help="Nombre corto.")
@click.option("--acronym", help="Sigla.")
@click.option("--parent", help="Código de la organización superior.")
@click.option("--email", help="Correo de la oficina.")
@click.option("--by", "who", required=True, help="Código o correo de quien lo hace.")
def add_organization(who: str, **given: str | None) -> None:
    data = {name: value for name, value in given.items() if value}
    with writing(who) as (session, by):
        unit = organizations.save(session, data, by=by)
        publishing.publish_organizations(session, [unit], by=by)
    click.echo(f"Dependencia «{given['name']}» registrada y publicada.")
