"""What every command needs: the house, and refusals told as sentences."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import click
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from ...catalog import people
from ...catalog.refusals import Refusal
from ...records import troubles
from ...records.migrations import NewerDatabase, revision
from ...records.person import Person
from ..composition import House
from ..settings import read


@cache
def opened() -> House:
    """The house of this command's environment."""
    return House(read())


@contextmanager
def told() -> Iterator[None]:
    """Turn what the house refuses into a sentence and exit code 1."""
    try:
        yield
    except (Refusal, NewerDatabase) as error:
        raise click.ClickException(str(error)) from error
    except OperationalError as error:
        trouble = troubles.told(error)
        if trouble:
            raise click.ClickException(trouble) from error
        raise click.ClickException(
            "No se pudo usar la base de datos. Revise TUMBAGA_DATABASE_URL y que el "
            f"servicio esté encendido. Detalle: {error.orig}"
        ) from error


@contextmanager
def writing(who: str) -> Iterator[tuple[Session, Person]]:
    """One transaction in the name of a person, on a database that is up to date."""
    with told():
        house = opened()
        require_prepared(house)
        with house.writing() as session:
            yield session, people.get(session, who)


def require_prepared(house: House) -> None:
    """Raise a plain error when there is no database yet."""
    if (
        house.settings.database.startswith("sqlite")
        and not house.settings.folder.exists()
    ):
        raise click.ClickException(_UNPREPARED)
    if revision(house.engine) is None:
        raise click.ClickException(_UNPREPARED)


_UNPREPARED = "Aún no hay base de datos. Créela con: tumbaga database upgrade"
