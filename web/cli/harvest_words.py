"""``tumbaga publisher …`` and ``tumbaga term …``: what people settle once for harvests."""

import click

from ...catalog import organizations
from ...catalog.harvesting import publishers, terms
from .house import opened, require_prepared, told, writing

BY = click.option(
    "--by", "who", required=True, help="Código o correo de quien lo hace."
)


def register(group: click.Group) -> None:
    group.add_command(publisher)
    group.add_command(term)


@click.group(help="Los nombres con que las fuentes llaman a las dependencias.")
def publisher() -> None:
    """Hold the commands of publishers' names together."""


@publisher.command(
    "list",
    help="Muestra los nombres por resolver, cuántos registros llevan cada uno y a quién "
    "se parecen.",
)
def list_publishers() -> None:
    with told():
        house = opened()
        require_prepared(house)
        with house.session() as session:
            found = publishers.borne(session)
            if not found:
                click.echo("No hay nombres por resolver.")
            for one, records in found:
                near = one.organization
                guess = (
                    f"¿{near.code}? ({one.likeness} de 100)" if near else "sin parecido"
                )
                click.echo(f"{records}  «{one.name}»  {guess}")


@publisher.command(
    help="Dice qué dependencia es un nombre; sin --organization: ninguna."
)
@click.argument("name")
@click.option("--organization", default="", help="Código de la dependencia.")
@BY
def confirm(name: str, organization: str, who: str) -> None:
    with writing(who) as (session, by):
        unit = organizations.get(session, organization) if organization else None
        count = publishers.confirm(session, name, unit, by=by)
        whose = f"«{unit.name}»" if unit else "ninguna dependencia de la ciudad"
        click.echo(
            f"«{name}» es {whose}. {count} registros se leerán de nuevo en la próxima cosecha."
        )


@click.group(help="Las palabras de las fuentes que no están en nuestras listas.")
def term() -> None:
    """Hold the commands of words together."""


@term.command(
    "list",
    help="Muestra las palabras sin término, primero las que más veces se leyeron en "
    "registros nuevos o cambiados.",
)
def list_terms() -> None:
    with told():
        house = opened()
        require_prepared(house)
        with house.session() as session:
            found = terms.listed(session)
            if not found:
                click.echo("No hay palabras por resolver.")
            for one in found:
                label = terms.LABELS.get(one.vocabulary, one.vocabulary)
                times = "1 vez" if one.times == 1 else f"{one.times} veces"
                click.echo(f"{one.vocabulary} ({label})  «{one.given}»  leída {times}")


@term.command(help="Elige el término de una palabra; sin --term: ninguno le sirve.")
@click.argument("vocabulary")
@click.argument("given")
@click.option("--term", "chosen", default="", help="Código o nombre del término.")
@BY
def choose(vocabulary: str, given: str, chosen: str, who: str) -> None:
    with writing(who) as (session, by):
        found = terms.choose(session, vocabulary, given, chosen, by=by)
        click.echo(
            f"«{given}» es «{found.code}»." if found.code else f"«{given}» no se usa."
        )
