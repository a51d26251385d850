"""The edges' sessions: one to read, one to write; and bringing the database up to date."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ..catalog import indexing, ledger
from ..records import migrations
from ..records.database import writing


@contextmanager
def transaction(engine: Engine, secret: str = "") -> Iterator[Session]:
    """A writing session that commits at the end, or takes everything back."""
    with Session(writing(engine), expire_on_commit=False) as session:
        session.info["audit_key"] = secret
        with session.begin():
            yield session


def prepare(engine: Engine) -> None:
    """Run the migrations and found the ledger; repeating it changes nothing."""
    migrations.upgrade(engine)
    with transaction(engine) as session:
        ledger.found(session)
    _note(engine)


def _note(engine: Engine) -> None:
    """Work out what lists need to know of records from before there were lists."""
    noted = 1
    while noted:
        with transaction(engine) as session:
            noted = indexing.catch_up(session)
