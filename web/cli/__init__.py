"""The command line, ``tumbaga``: one group; each command in the file of its subject."""

import sys
import traceback
from importlib import import_module
from tempfile import NamedTemporaryFile

import click

from ...schemas.texts import HalfCharacter, require_whole
from ..collector import look_seldom
from ..settings import WrongSetting

GROUP_HELP = "Tumbaga: el registro de activos de información de una ciudad."


# Which file of this folder has which commands: a command loads its own file alone,
# since loading them all takes longer than most of them run.
PARTS: dict[str, tuple[str, ...]] = {
    "checking": ("check",),
    "database": ("database",),
    "demo": ("demo",),
    "desk": (
        "submit",
        "approve",
        "return",
        "classify",
        "publish",
        "retire",
        "withdraw",
    ),
    "exporting": ("export",),
    "harvest_words": ("publisher", "term"),
    "harvesting": ("harvest",),
    "importing": ("import",),
    "links": ("links",),
    "people": ("person", "organization"),
    "searching": ("search", "index"),
    "serving": ("serve", "worker"),
    "sources": ("source",),
    "synonyms": ("synonym",),
    "templates": ("template",),
    "tokens": ("token",),
}


class Commands(click.Group):
    """A group that loads the file of a command when somebody asks for it.

    No word of theirs may hold half a character.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            require_whole(*args)
        except HalfCharacter as error:
            raise click.UsageError(str(error), ctx) from None
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of all commands, loaded or not."""
        return sorted(name for names in PARTS.values() for name in names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or ``None``."""
        for part, names in PARTS.items():
            if cmd_name in names and cmd_name not in self.commands:
                import_module(f".{part}", __package__).register(self)
        return super().get_command(ctx, cmd_name)


@click.group(cls=Commands, help=GROUP_HELP)
@click.version_option(package_name="tumbaga", message="Tumbaga %(version)s")
def tumbaga() -> None:
    """Hold the commands together."""


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
