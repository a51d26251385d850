"""``tumbaga links check|list``: whether what the records offer can still be had."""

import json

import click

from ...catalog import broken_links
from ...catalog import links as verbs
from .. import links as checking
from .house import opened, require_prepared, told

SAYS = {
    "works": "funcionan",
    "moved": "cambiaron de sitio",
    "broken": "no responden",
    "unknown": "no se pudieron comprobar",
}


def register(group: click.Group) -> None:
    group.add_command(links)


@click.group(help="Los enlaces de los archivos y servicios: cuáles ya no responden.")
def links() -> None:
    """Hold the commands of links together."""


@links.command(help="Prueba los enlaces a los que ya les toca; se puede interrumpir.")
@click.option("--most", default=1000, show_default=True, help="Cuántos, a lo sumo.")
def check(most: int) -> None:
    counts: dict[str, int] = {}
    with told():
        house = opened()
        require_prepared(house)
        try:
            for url, answer in checking.steps(house, most):
                counts[answer.state] = counts.get(answer.state, 0) + 1
                if answer.state == "broken":
                    click.echo(f"{url} · {answer.reason}", err=True)
        except KeyboardInterrupt:
            click.echo(
                "\nInterrumpido. Lo probado hasta aquí quedó guardado.", err=True
            )
    checking.report(opened())
    said = [
        f"{counts[state]} {text}" for state, text in SAYS.items() if counts.get(state)
    ]
    click.echo(", ".join(said) + "." if said else "A ningún enlace le toca todavía.")


@links.command(
    "list", help="Muestra los enlaces rotos, con su registro y su dependencia."
)
@click.option(
    "--least",
    default=broken_links.CONFIRMED,
    show_default=True,
    help="Fallas seguidas.",
)
@click.option("--json", "as_json", is_flag=True, help="Da el resultado en JSON.")
def list_(least: int, as_json: bool) -> None:
    with told():
        house = opened()
        require_prepared(house)
        with house.session() as session:
            found = list(verbs.broken(session, least))
    if as_json:
        rows = [{**vars(one), "since": one.since.isoformat()} for one in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo(f"{one.organization}  {one.code}  {one.url}  {one.reason}")
    if not found:
        click.echo("No hay enlaces rotos conocidos.")
