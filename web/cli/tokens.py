"""``tumbaga token add|list|revoke``: keys of the API, each of one person."""

import click

from ...catalog import tokens
from ...records.token import Token
from .house import opened, require_prepared, told, writing


def register(group: click.Group) -> None:
    group.add_command(token)


@click.group(help="Los tokens con que las personas usan la API.")
def token() -> None:
    """Hold the commands of tokens together."""


@token.command(help="Da un token a una persona; el secreto se muestra una sola vez.")
@click.argument("person")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    type=click.Choice(list(tokens.SCOPES)),
    help="Para qué sirve; se puede repetir.",
)
@click.option(
    "--days",
    default=tokens.USUAL_DAYS,
    show_default=True,
    type=click.IntRange(1, tokens.MOST_DAYS),
    help="Cuántos días dura.",
)
@click.option("--name", default="", help="Nombre con que se reconoce en la lista.")
def add(person: str, scopes: tuple[str, ...], days: int, name: str) -> None:
    with writing(person) as (session, holder):
        issued = tokens.issue(session, holder, scopes, by=holder, name=name, days=days)
        number, until = issued.token.id, issued.token.expires.date()
    click.echo(
        f"Token {number} de {holder.name}, hasta el {until}. Guárdelo ahora: no se "
        "vuelve a mostrar.",
        err=True,
    )
    click.echo(issued.secret)


@token.command("list", help="Muestra los tokens: de quién, para qué y hasta cuándo.")
def list_() -> None:
    with told():
        house = opened()
        require_prepared(house)
        with house.session() as session:
            for one in tokens.listed(session):
                click.echo(_line(one))


@token.command(help="Revoca un token: deja de servir desde ya.")
@click.argument("number", type=int)
@click.option("--by", "who", required=True, help="Código o correo de quien lo hace.")
def revoke(number: int, who: str) -> None:
    with writing(who) as (session, by):
        found = tokens.get(session, number)
        tokens.revoke(session, found, by=by)
        click.echo(f"El token {number} ({found.name}) ya no sirve.")


def _line(one: Token) -> str:
    used = f"usado el {one.last_used:%Y-%m-%d}" if one.last_used else "sin usar"
    end = (
        f"revocado el {one.revoked:%Y-%m-%d}"
        if one.revoked
        else f"vence el {one.expires:%Y-%m-%d}"
    )
    scopes = ", ".join(one.scopes)
    return f"{one.id}  {one.person.code}  «{one.name}»  {scopes}  {end}  {used}"
