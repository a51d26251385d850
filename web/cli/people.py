"""``tumbaga person add|invite|password`` and ``tumbaga organization add``."""

import sys
from typing import Any

import click

from ...catalog import organizations, people, publishing
from ...catalog.accounts import entering, inviting
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


@person.command("invite", help="Inscribe a una persona y muestra su enlace de entrada.")
@click.argument("code")
@click.option("--name", help="Nombre; sobra si ya está inscrita.")
@click.option(
    "--role", "roles", multiple=True, type=click.Choice(ROLES), help="Papel; se repite."
)
@click.option("--email", help="Correo, adonde también se envía la invitación.")
@click.option("--position", help="Cargo.")
@click.option("--organization", help="Código de su dependencia.")
@click.option("--by", "who", required=True, help="Código o correo de quien administra.")
def invite_person(code: str, who: str, **given: Any) -> None:
    settings = opened().settings
    with writing(who) as (session, by):
        link: dict[str, Any] = {
            "by": by,
            "place": settings.entry,
            "term": settings.invitation,
        }
        if given["name"] is None:
            known = people.get(session, code)
            invitation = inviting.again(session, known, **link)
        else:
            data = {**given, "code": code, "roles": list(given["roles"])}
            invitation = inviting.invite(session, data, **link)
        name = invitation.person.name
    sent = "También le enviamos un correo. " if invitation.by_mail else ""
    click.echo(
        f"{sent}Entregue este enlace a {name}: sirve una vez, durante "
        f"{settings.invitation_days} días.",
        err=True,
    )
    click.echo(invitation.address)


@person.command("password", help="Pone la clave de una persona; la pide sin mostrarla.")
@click.argument("code")
@click.option("--stdin", "from_pipe", is_flag=True, help="La lee de la entrada.")
def set_password(code: str, from_pipe: bool) -> None:
    if from_pipe:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt(
            "Clave", hide_input=True, confirmation_prompt="Otra vez"
        )
    with writing(code) as (session, known):
        entering.set_password(session, known, password, by=known)
        name = known.name
    click.echo(f"{name} entra desde ahora con esa clave; sus sesiones se cerraron.")


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
