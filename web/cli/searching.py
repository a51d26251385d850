"""``tumbaga search`` and ``tumbaga index rebuild|status``."""

import json
import time

import click

from ...catalog.refusals import WrongState
from ...catalog.search import Page, following
from ...catalog.search import unmet as unmet_searches
from ...catalog.search.documents import title_of
from ...catalog.search.question import Question
from ..composition import House
from .house import opened, require_prepared, told

PATIENCE = 60.0  # seconds for another process to end what it does with the index
AGAIN = 0.1


def register(group: click.Group) -> None:
    group.add_command(search)
    group.add_command(index)


@click.command(help="Busca en el catálogo como lo hace la ciudadanía.")
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Escribe la respuesta en JSON.")
@click.option(
    "--unmet",
    is_flag=True,
    help="Muestra lo que varias personas buscaron sin hallarlo.",
)
def search(question: tuple[str, ...], as_json: bool, unmet: bool) -> None:
    if unmet:
        _tell_unmet(as_json)
        return
    if not question:
        raise click.UsageError("Escriba qué quiere buscar.")
    with told():
        house = _caught_up()
        with house.session() as session:
            page = house.index.search(Question(" ".join(question)), session)
        if not page.ready:  # another process is at it
            raise WrongState(" ".join(page.notices))
    _tell_found(page, house.settings.base_url, as_json)


def _tell_found(page: Page, base_url: str, as_json: bool) -> None:
    if as_json:
        results = [
            {
                "title": title_of(hit.record.document),
                "url": base_url + hit.record.path,
                "kind": hit.record.kind,
            }
            for hit in page.hits
        ]
        click.echo(json.dumps({"total": page.total, "results": results}, indent=1))
        return
    if page.correction is not None:
        for sentence in page.correction.sentences:
            click.echo(sentence)
    click.echo("1 resultado" if page.total == 1 else f"{page.total} resultados")
    for hit in page.hits:
        click.echo(f"- {title_of(hit.record.document)}  {hit.record.path}")


def _tell_unmet(as_json: bool) -> None:
    """What several visits asked on several days, and the catalogue did not have."""
    with told():
        house = opened()
        require_prepared(house)
        with house.session() as session:
            rows = [
                {
                    "text": one.text,
                    "visits": one.visits,
                    "first": one.first_day.isoformat(),
                    "last": one.last_day.isoformat(),
                }
                for one in unmet_searches.listed(session)
            ]
    if as_json:
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    for row in rows:
        click.echo(
            f"{row['visits']:>5}  «{row['text']}»  {row['first']} a {row['last']}"
        )
    click.echo(f"{len(rows)} búsquedas sin respuesta")


@click.group(help="El índice de búsqueda.")
def index() -> None:
    """Hold the commands of the index together."""


@index.command(help="Rehace el índice desde el registro público.")
def rebuild() -> None:
    with told():
        house = opened()
        require_prepared(house)
        until = time.monotonic() + PATIENCE
        while not following.rebuild(house.index, house.session).led:
            if time.monotonic() > until:
                raise WrongState(
                    "El índice no se rehízo: otro proceso lo está poniendo al día. "
                    "Vuelva a intentarlo en un momento."
                )
            time.sleep(AGAIN)
        _tell(house)


@index.command(help="Dice hasta dónde ha llegado el índice.")
def status() -> None:
    with told():
        house = opened()
        require_prepared(house)
        _tell(house)


def _tell(house: House) -> None:
    with house.session() as session:
        at = house.index.status(session)
    state = "listo" if at.ready else "por construir"
    click.echo(
        f"Motor {at.engine}, {state}: {at.records} registros, hasta el {at.seq} de "
        f"{at.head}. Carpeta: {at.folder}"
    )


def _caught_up() -> House:
    house = opened()
    require_prepared(house)
    following.catch_up(house.index, house.session)
    return house
