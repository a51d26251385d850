"""``tumbaga synonym add|list|remove``: what people call what the catalogue files."""

import click

from ...catalog.search import synonyms, vocabulary
from .house import opened, require_prepared, told, writing


def register(group: click.Group) -> None:
    group.add_command(synonym)


@click.group(help="Los sinónimos y las siglas del buscador.")
def synonym() -> None:
    """Hold the commands of synonyms together."""


@synonym.command(help="Agrega una palabra y lo que también significa, o la cambia.")
@click.argument("word")
@click.argument("meanings", nargs=-1, required=True)
@click.option("--both", is_flag=True, help="Vale también al revés, como en las siglas.")
@click.option("--by", "who", required=True, help="Código o correo de quien lo hace.")
def add(word: str, meanings: tuple[str, ...], both: bool, who: str) -> None:
    with writing(who) as (session, by):
        one = vocabulary.add(session, word, meanings, both_ways=both, by=by)
        click.echo(f"«{one.word}» también busca {', '.join(one.meanings)}.")


@synonym.command("list", help="Muestra los que agregó la dependencia.")
@click.option("--all", "every", is_flag=True, help="También los del vocabulario.")
def list_(every: bool) -> None:
    with told():
        house = opened()
        require_prepared(house)
        with house.session() as session:
            for one in vocabulary.listed(session):
                click.echo(_line(one.word, one.meanings, both=one.both_ways))
            off = vocabulary.suspended(session)
        for entry in synonyms.listed() if every else ():
            line = _line(entry.word, entry.meanings, both=entry.both)
            click.echo(f"{line} (suspendida)" if entry.of in off else line)


@synonym.command(help="Quita una palabra que agregó la dependencia.")
@click.argument("word")
@click.option("--by", "who", required=True, help="Código o correo de quien lo hace.")
def remove(word: str, who: str) -> None:
    with writing(who) as (session, by):
        vocabulary.remove(session, word, by=by)
        click.echo(f"«{word}» ya no es un sinónimo de la dependencia.")


@synonym.command(help="Suspende una palabra que viene con el catálogo.")
@click.argument("word")
@click.option("--by", "who", required=True, help="Código o correo de quien lo hace.")
def suspend(word: str, who: str) -> None:
    with writing(who) as (session, by):
        one = vocabulary.suspend(session, word, by=by)
        click.echo(f"«{one.word}» quedó suspendida: no cuenta en las búsquedas.")


@synonym.command(help="Hace contar otra vez una palabra suspendida.")
@click.argument("word")
@click.option("--by", "who", required=True, help="Código o correo de quien lo hace.")
def resume(word: str, who: str) -> None:
    with writing(who) as (session, by):
        one = vocabulary.resume(session, word, by=by)
        click.echo(f"«{one.word}» vuelve a contar.")


def _line(word: str, meanings: list[str] | tuple[str, ...], *, both: bool) -> str:
    return f"{word} {'↔' if both else '→'} {'; '.join(meanings)}"
