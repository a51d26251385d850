"""The command line, ``tumbaga``: one group; each command in the file of its subject."""

import sys

import click

from ..settings import WrongSetting
from . import database, demo, desk, importing, people, searching, serving, templates

GROUP_HELP = "Tumbaga: el registro de activos de información de una ciudad."


@click.group(help=GROUP_HELP)
@click.version_option(package_name="tumbaga", message="Tumbaga %(version)s")
def tumbaga() -> None:
    """Hold the commands together."""


PARTS = (database, demo, desk, importing, people, searching, serving, templates)

for part in PARTS:
    part.register(tumbaga)


def main() -> None:
    """Run the command; what goes wrong is told in one sentence, never as a traceback."""
    try:
        tumbaga(standalone_mode=True)
    except WrongSetting as error:
        click.echo(str(error), err=True)
        sys.exit(2)
