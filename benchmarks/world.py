"""A world of many published records, filled once and kept: ``.bench-world/N-sqlite``.

Its records never lie on the desk: each is loaded by its schema, laid into a record that
is not stored, and goes through the door's own words to the ledger, with its figures. So
the documents are those that publishing writes, at a tenth of the time. PostgreSQL gets
the rows of the same world on SQLite, where that one is whole.

    python benchmarks/world.py 100000 [SQLite|PostgreSQL]
"""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import copying
import filling
import generate
from sqlalchemy import select, text
from table import Figure
from tumbaga.catalog import asset_values, classification, door, ledger
from tumbaga.catalog.assets import MODELS
from tumbaga.records import reading
from tumbaga.records.classification import Classification
from tumbaga.records.database import connect
from tumbaga.records.organization import Organization
from tumbaga.schemas.kinds import load
from tumbaga.web import following
from tumbaga.web.collector import look_seldom
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

FOLDER = Path(__file__).parent.parent / ".bench-world"
SCHEMA = "tumbaga_world"
BATCH = 1000
DATABASES = ("SQLite", "PostgreSQL")
URL = "TUMBAGA_TEST_POSTGRESQL"
Units = dict[str, Organization]


def house_of(count: int, database: str) -> House:
    """The kept world of ``count`` records, as it lies there."""
    return House(Settings(**place(count, database)))


def place(count: int, database: str) -> dict[str, str]:
    """The settings of that world: its folder, and the address of its database."""
    folder = str(FOLDER / f"{count}-{database.lower()}")
    if database == "SQLite":
        return {"data": folder, "database_url": ""}
    inside = f"{os.environ[URL]}?options=-csearch_path%3D{SCHEMA}_{count}"
    return {"data": folder, "database_url": inside}


def databases() -> list[str]:
    """Those that this machine can measure."""
    return [one for one in DATABASES if one == "SQLite" or os.environ.get(URL)]


def ready(count: int, database: str) -> Iterator[Figure]:
    """Fill what is missing of the world: records, then fragments and search index."""
    if database == "PostgreSQL":
        _schema(count)
    house = house_of(count, database)
    house.prepare()
    with house.session() as session:
        there = reading.head(session).seq
    start = time.perf_counter()
    if not there:
        if database == "PostgreSQL" and _copied(house, count):
            there = count + len(generate.organizations())
        else:
            filling.found(house)
            with house.session() as session:
                there = reading.head(session).seq
    _publish(house, count, there - len(generate.organizations()))
    _analyse(house)
    following.keep_up(house)
    _analyse(house)
    taken = f"{time.perf_counter() - start:.0f} s"
    yield Figure("world", f"{count:,} records, {database}, made ready", taken)
    house.engine.dispose()


def _copied(house: House, count: int) -> bool:
    """Whether the same world lay whole on SQLite, and is now here with its index."""
    whole = house_of(count, "SQLite")
    if not Path(whole.settings.folder, "tumbaga.db").exists():
        return False
    whole.prepare()  # it may have been kept since before a migration
    with whole.session() as session:
        head = reading.head(session).seq
    if head != count + len(generate.organizations()):
        return False
    copying.copy(whole.engine, house.engine)
    whole.engine.dispose()
    shutil.copytree(
        whole.settings.folder / "indice",
        house.settings.folder / "indice",
        dirs_exist_ok=True,
    )
    return True


def _schema(count: int) -> None:
    engine = connect(os.environ[URL])
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}_{count}"))
    engine.dispose()


def _publish(house: House, count: int, done: int) -> None:
    """The records that are not there yet; a kill costs the batch that it broke off."""
    numbered = enumerate(generate.records(count))
    waiting = islice(numbered, done, None)
    with house.session() as session:
        units = {one.code: one for one in session.scalars(select(Organization))}
        session.expunge_all()
    decided = {shut: _decision(house, shut) for shut in (False, True)}
    while batch := list(islice(waiting, BATCH)):
        entries = [_entry(n, *record, units, decided) for n, record in batch]
        with house.writing() as session:
            ledger.append(session, entries)


def _entry(
    number: int,
    kind: str,
    values: dict[str, Any],
    units: Units,
    decided: dict[bool, Classification],
) -> ledger.Entry:
    """What the door makes of the record, as if it lay on the desk."""
    draft = load(kind, values)
    if draft.problems:
        raise ValueError(f"the generator is wrong: {draft.problems[:3]}")
    asset = MODELS[kind](code=draft.values["code"], version=1)
    asset.uid = str(uuid5(NAMESPACE_URL, f"record {number}"))
    asset.organization = units[values["organization"]]
    asset.custodian = units[values["custodian"]]
    asset_values.fill(asset, draft.values)
    for position, one in enumerate(asset.distributions):
        one.uid = str(uuid5(NAMESPACE_URL, f"file {number}.{position}"))
    made = door.entry(asset, decided[generate.is_reserved(number)], [], None)
    if made is None:
        raise ValueError("nothing to publish")
    return made


def _decision(house: House, shut: bool) -> Classification:
    """A decision that no table holds, as the legal office would take it."""
    with house.session() as session:
        given = generate.RESERVED if shut else generate.PUBLIC
        values, problems = classification.read(session, given)
    if problems:
        raise ValueError(f"the generator is wrong: {problems[:3]}")
    row = classification.with_end(values)
    return Classification(**row)


def _analyse(house: House) -> None:
    with house.engine.connect() as connection:
        alone = connection.execution_options(isolation_level="AUTOCOMMIT")
        ours = house.engine.dialect.name == "sqlite"
        alone.exec_driver_sql("ANALYZE" if ours else "VACUUM ANALYZE")


def main() -> None:
    """Make one world ready, at a pace that leaves the machine to others."""
    look_seldom()
    count = int(sys.argv[1])
    for database in sys.argv[2:] or databases():
        for figure in ready(count, database):
            print(f"{figure.what}: {figure.value}", flush=True)


if __name__ == "__main__":
    main()
