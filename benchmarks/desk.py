"""Server time of the desk's lists with many working records, on both databases.

    python benchmarks/desk.py [--records 100000]

The database is made once, in ``.bench-desk``, and kept for the next run.
"""

import argparse
import os
import random
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import copying
import filling
import generate
from flask.testing import FlaskClient
from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.orm import Session
from table import Figure, Lap, machine, show
from tumbaga.catalog import people, tokens
from tumbaga.catalog.accounts import browsers
from tumbaga.records.asset import Asset
from tumbaga.records.base import now
from tumbaga.records.classification import Classification
from tumbaga.records.comment import Comment
from tumbaga.records.database import connect
from tumbaga.records.organization import Organization
from tumbaga.records.revision import Revision
from tumbaga.web.app import create_app
from tumbaga.web.collector import look_briefly, look_seldom
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings
from tumbaga.web.signing import KEY

FOLDER = Path(".bench-desk")
SCHEMA = "tumbaga_desk"
BATCH = 500
# Of each hundred records, how many stand where.
STATES = {"published": 70, "draft": 15, "submitted": 6, "returned": 4, "approved": 5}
EACH = 20
AIM = "under 100 ms"
LISTS = (
    "",
    "?orden=nombre",
    "?orden=espera&estado=submitted",
    "?orden=calidad",
    "?palabras=movilidad",
    "?palabras=inform",
    "?palabras=a",
    "?palabras=vivienda+barrio&orden=nombre",
    "?tipo=indicator&tema=cultura",
    "?dependencia={unit}",
    "?clase=reservada",
    "?clase=sin_decision",
    "?calidad=2",
    "?atrasados=si",
    "?comentarios=si",
    "?mios=si",
)


def main() -> None:
    """Measure on each database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--fill-only", action="store_true")
    parser.add_argument("--only", choices=("SQLite", "PostgreSQL"))
    asked = parser.parse_args()
    look_seldom()  # as every command of ours does
    for label, url in _databases(asked.records):
        if asked.only and label != asked.only:
            continue
        house = House(_settings(label, url))
        _fill(house, asked.records)
        if not asked.fill_only:
            for figure in measure(house, label):
                print(show(figure), flush=True)
        house.engine.dispose()
    print(f"{asked.records:,} records. {machine()}")


def _databases(count: int) -> Iterator[tuple[str, str]]:
    FOLDER.mkdir(exist_ok=True)
    yield "SQLite", _sqlite(count)
    url = os.environ.get("TUMBAGA_TEST_POSTGRESQL")
    if url:
        engine = connect(url)
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}{count}"))
        engine.dispose()
        yield "PostgreSQL", f"{url}?options=-csearch_path%3D{SCHEMA}{count}"


def _settings(label: str, url: str) -> Settings:
    return Settings(data=str(FOLDER / label), database_url=url)


def _sqlite(count: int) -> str:
    return f"sqlite:///{(FOLDER / f'{count}.db').absolute()}"


def _fill(house: House, count: int) -> None:
    """Register, review and decide; some are returned, remarked on, left as drafts.

    PostgreSQL gets the same rows from the SQLite file, which is filled first.
    """
    house.prepare()
    with house.session() as session:
        there = session.scalar(select(Asset.id).order_by(Asset.id.desc()).limit(1))
    if there is not None:
        return
    if house.engine.dialect.name == "postgresql":
        whole = House(_settings("SQLite", _sqlite(count)))
        _fill(whole, count)
        copying.copy(whole.engine, house.engine)
        whole.engine.dispose()
        return
    filling.found(house)
    start = time.perf_counter()
    maker = generate.Maker(generate.SEED)
    for first in range(0, count, BATCH):
        made = [filling.load(*maker.record(first + n)) for n in range(BATCH)]
        with house.writing() as session:
            by = people.get(session, "todo")
            filling.assets.save_many(session, made, by=by, known={})
        if first % 10_000 == 0:
            print(f"{first:,} in {time.perf_counter() - start:.0f} s", flush=True)
    _stand(house)
    print(f"filled in {time.perf_counter() - start:.0f} s", flush=True)
    with house.engine.connect() as connection:
        vacuum = connection.execution_options(isolation_level="AUTOCOMMIT")
        vacuum.exec_driver_sql("ANALYZE")


def _stand(house: House) -> None:
    """Put the records at the states in which a city's are, and decide on most."""
    chance = random.Random(1)
    with house.writing() as session:
        official = people.get(session, "todo").id
        numbers = list(session.scalars(select(Asset.id)))
        _move(session, numbers, chance)
        _decide(session, [n for n in numbers if chance.random() < 0.8], official)
        _remark(session, chance.sample(numbers, len(numbers) // 100), official)


def _move(session: Session, numbers: list[int], chance: random.Random) -> None:
    states = chance.choices(list(STATES), list(STATES.values()), k=len(numbers))
    rows = [
        {"of": n, "s": state, "m": now() - timedelta(hours=chance.randint(1, 9000))}
        for n, state in zip(numbers, states, strict=True)
    ]
    session.connection().execute(
        update(Asset.__table__)
        .where(Asset.id == bindparam("of"))
        .values(
            workflow_state=bindparam("s"),
            moved=bindparam("m"),
            modified=bindparam("m"),
        ),
        rows,
    )
    # What one person has worked on is a part of the registry.
    session.connection().execute(
        update(Revision.__table__).where(Revision.id % 20 != 0).values(person="otra")
    )


def _decide(session: Session, numbers: list[int], official: int) -> None:
    rows = [
        {
            "asset_id": n,
            "access_class": "publica" if n % 50 else "reservada",
            "norm": None if n % 50 else "Ley 1952 de 2019",
            "decided_by_id": official,
        }
        for n in numbers
    ]
    session.connection().execute(insert(Classification), rows)


def _remark(session: Session, numbers: list[int], official: int) -> None:
    said = {"path": "title", "text": "Falta.", "person_id": official}
    rows = [{"asset_id": n, **said} for n in numbers]
    session.connection().execute(insert(Comment), rows)


def measure(house: House, label: str) -> Iterator[Figure]:
    """Each list as a person who sees everything opens it, and as a producer does."""
    app = create_app(house.settings)
    look_briefly()  # as the server does
    with house.writing() as session:
        boss = browsers.begin(session, people.get(session, "todo"), "password")
        unit = session.scalar(select(Organization.code).order_by(Organization.id))
    client = app.test_client()
    with client.session_transaction() as kept:
        kept[KEY] = boss
    addresses = [f"/escritorio/registros{one.format(unit=unit)}" for one in LISTS]
    for address in [
        "/escritorio/",
        "/escritorio/calidad",
        "/escritorio/historia",
        *addresses,
    ]:
        yield Figure(label, address, _taken(client, address, {}), AIM)
    with house.writing() as session:
        official = people.get(session, "todo")
        secret = tokens.issue(session, official, ["read"], by=official).secret
    bearer = {"Authorization": f"Bearer {secret}"}
    for question in ("", "?q=movilidad", "?q=inform"):
        address = f"/api/v1/datos{question}"
        yield Figure(label, address, _taken(client, address, bearer), AIM)


def _taken(client: FlaskClient, address: str, headers: dict[str, str]) -> str:
    lap = Lap()
    for turn in range(EACH + 1):
        if turn == 0:
            answer = client.get(address, headers=headers)
        else:
            with lap.timing():
                answer = client.get(address, headers=headers)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status}")
    return str(lap)


if __name__ == "__main__":
    main()
