"""``tumbaga template KIND``: the workbook to fill in, generated from the schema."""

from pathlib import Path

import click

from ...catalog import organizations
from ...exporters.workbooks.template import template
from ...records.migrations import revision
from ...schemas import vocabularies
from .house import opened, told
from .importing import kind_of


def register(group: click.Group) -> None:
    group.add_command(template_)


@click.command("template", help="Crea la plantilla de Excel para registrar activos.")
@click.argument("kind")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Dónde dejarla; si no, plantilla-CLASE.xlsx en esta carpeta.",
)
def template_(kind: str, output: Path | None) -> None:
    code = kind_of(kind)
    label = vocabularies.get("kinds").label(code)
    path = output or Path(f"plantilla-{code.replace('_', '-')}.xlsx")
    with told():
        content = template(code, _organizations())
    try:
        path.write_bytes(content)
    except OSError as error:
        raise click.ClickException(
            f"No se pudo escribir «{path}»: {error.strerror}."
        ) from error
    click.echo(f"Plantilla de «{label}»: {path}")


def _organizations() -> list[tuple[str, str]]:
    """The dependencies to choose from; none before there is a database."""
    house = opened()
    if house.settings.database.startswith("sqlite"):
        place = house.engine.url.database
        if place and place != ":memory:" and not Path(place).exists():
            return []
    if revision(house.engine) is None:
        return []
    with house.session() as session:
        return organizations.names(session)
