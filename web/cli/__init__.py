"""The command line, ``tumbaga``: one group; each command in the file of its subject."""

import sys
import traceback
from tempfile import NamedTemporaryFile

import click

from ...schemas.texts import HalfCharacter, require_whole
from ..collector import look_seldom
from ..settings import WrongSetting
from . import (
    checking,
    database,
    demo,
    desk,
    exporting,
    harvest_words,
    harvesting,
    importing,
    links,
    people,
    searching,
    serving,
    sources,
    synonyms,
    templates,
    tokens,
)

GROUP_HELP = "Tumbaga: el registro de activos de información de una ciudad."


class Commands(click.Group):
    """The group of all commands; no word of theirs may hold half a character."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            require_whole(*args)
        except HalfCharacter as error:
            raise click.UsageError(str(error), ctx) from None
        return super().parse_args(ctx, args)


@click.group(help=GROUP_HELP, cls=Commands)
@click.version_option(package_name="tumbaga", message="Tumbaga %(version)s")
def tumbaga() -> None:
    """Hold the commands together."""


PARTS = (
    checking,
    database,
    demo,
    desk,
    exporting,
    harvest_words,
    harvesting,
    importing,
    links,
    people,
    searching,
    serving,
    sources,
    synonyms,
    templates,
    tokens,
)

for part in PARTS:
    part.register(tumbaga)


def main() -> None:
    """Run the command; what goes wrong is told in one sentence, never as a traceback."""
    look_seldom()
    try:
        tumbaga(standalone_mode=True)
    except WrongSetting as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except Exception:  # noqa: BLE001  # whatever it is, the person gets a sentence
        click.echo(
            "Algo falló de nuestro lado. Lo que ya estaba guardado sigue ahí. El "
            f"detalle, para quien da soporte, quedó en {_kept_detail()}",
            err=True,
        )
        sys.exit(70)


def _kept_detail() -> str:
    """Write the traceback where only this user reads it; return the file's name."""
    with NamedTemporaryFile(
        "w", prefix="tumbaga-", suffix=".log", delete=False, encoding="utf-8"
    ) as place:
        place.write(traceback.format_exc())
    return place.name
