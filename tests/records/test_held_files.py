"""Which record holds which file, found by the migration from what was there before."""

from pathlib import Path

import pytest
from alembic import command
from city import found_city
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session
from tumbaga.catalog import assets
from tumbaga.records import migrations
from tumbaga.records.database import connect, writing
from tumbaga.records.distribution import Distribution
from tumbaga.records.held_file import HeldFile
from tumbaga.web.database import prepare

OLD, NOW, SAID = "ab" * 32, "cd" * 32, "ef" * 32


@pytest.fixture
def engine(database_url: str, tmp_path: Path):
    made = connect(database_url)
    prepare(made)
    yield made
    made.dispose()


def migrate(engine: Engine, verb: str, revision: str) -> None:
    config = migrations.configuration()
    with writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        getattr(command, verb)(config, revision)


def test_what_a_record_names_and_named_alone_is_its_own(engine: Engine):
    with Session(writing(engine)) as session:
        city = found_city(session)
        asset = city.asset(distributions=[{"title": "a", "checksum": OLD}])
        uid = asset.uid
        city.asset(
            distributions=[
                {"title": "b", "checksum": NOW},
                {"title": "c", "checksum": SAID, "url": "https://ejemplo.gov.co/c"},
            ]
        )
        session.commit()

    migrate(engine, "downgrade", "0020")
    migrate(engine, "upgrade", "0021")

    with Session(engine) as session:
        held = session.execute(select(HeldFile.record, HeldFile.checksum))
        assert sorted(tuple(one) for one in held) == [(uid, OLD), (uid, NOW)]
        ours = session.execute(select(Distribution.title, Distribution.ours))
        assert sorted(tuple(one) for one in ours) == [("b", True), ("c", False)]


def test_the_migration_goes_through_where_there_are_no_files(engine: Engine):
    with Session(writing(engine)) as session:
        city = found_city(session)
        assets.save(session, city.draft(), by=city.ana)
        session.commit()

    migrate(engine, "downgrade", "0020")
    migrate(engine, "upgrade", "0021")

    with Session(engine) as session:
        assert session.scalar(text("SELECT count(*) FROM held_file")) == 0
