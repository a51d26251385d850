"""Alembic migrations, numbered and linear; run without an ini file."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text

from ..database import writing

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent


class NewerDatabase(Exception):
    """The database was made by a newer version of the program."""


class NotTheOwner(NewerDatabase):
    """The database is older than the program, and this role may not bring it up."""


def configuration() -> "Config":
    """Alembic's settings, with this folder as its scripts."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest revision; one that is there is left alone.

    Raises ``NewerDatabase`` when it is already beyond what this program knows, and
    ``NotTheOwner`` when this role may not change it.
    """
    at = revision(engine)
    known = _known()
    if at is not None and at not in known:
        raise NewerDatabase(
            f"La base de datos está en la revisión {at}, que esta versión de Tumbaga no "
            "conoce: instale una versión más nueva."
        )
    if at == known[0]:
        return
    from alembic import command

    _require_owner(engine)
    config = configuration()
    with writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def revision(engine: Engine) -> str | None:
    """The revision at which the database stands, or ``None`` for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version"))
        return found.scalar_one_or_none()


@cache
def _known() -> tuple[str, ...]:
    """The revisions of this program, the newest first."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(configuration())
    return tuple(one.revision for one in scripts.walk_revisions())


def _require_owner(engine: Engine) -> None:
    if engine.dialect.name != "postgresql":
        return
    with engine.connect() as connection:
        query = text("SELECT has_schema_privilege(current_schema(), 'CREATE')")
        if connection.scalar(query) is False:
            raise NotTheOwner(
                "La base de datos es de una versión anterior, y este papel no puede "
                "cambiarla. Corra «tumbaga database upgrade» y después «tumbaga "
                "database grant PAPEL» con el dueño de las tablas."
            )
