"""The command line, ``tumbaga``: one group; each command in the file of its subject."""

import sys
import traceback
from tempfile import NamedTemporaryFile

import click

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


@click.group(help=GROUP_HELP)
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
