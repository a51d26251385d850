"""Migrations: numbered, linear, equal to the models (check constraints too)."""

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Engine, inspect, text
from tumbaga.records import migrations
from tumbaga.records.base import Base


def test_the_database_equals_the_models(engine: Engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_server_default": True}
        )

        assert compare_metadata(context, Base.metadata) == []


def test_check_constraints_are_all_there(engine: Engine):
    found = inspect(engine)

    for name, table in Base.metadata.tables.items():
        wanted = {
            f"ck_{name}_{one.name}".replace(f"ck_{name}_ck_{name}_", f"ck_{name}_")
            for one in table.constraints
            if isinstance(one, CheckConstraint)
        }
        there = {one["name"] for one in found.get_check_constraints(name)}
        assert wanted == there, name


def test_numbered_and_linear():
    script = ScriptDirectory.from_config(migrations.configuration())
    revisions = [one.revision for one in script.walk_revisions()]

    assert len(script.get_heads()) == 1
    assert sorted(revisions) == [f"{n:04d}" for n in range(1, len(revisions) + 1)]
    files = Path(migrations.FOLDER, "versions").glob("[0-9]*.py")
    assert all(re.match(r"\d{4}_[a-z_]+\.py$", one.name) for one in files)


def test_upgrading_twice_changes_nothing(engine: Engine):
    migrations.upgrade(engine)

    assert migrations.revision(engine) is not None


def test_a_newer_database_is_refused_in_spanish(engine: Engine):
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(migrations.NewerDatabase, match="versión más nueva"):
        migrations.upgrade(engine)
