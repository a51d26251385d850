"""Migration 0002: what was registered before it is there after it, and back."""

import json

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, text
from tumbaga.records import migrations
from tumbaga.records.database import connect, writing

BEFORE = (
    "INSERT INTO organization (id, uid, code, name) VALUES (1, 'o', 'dapm', 'DAPM')",
    "INSERT INTO asset (id, uid, kind, code, title, organization_id, contact, keywords,"
    " spatial, notes, source, relations, proposal, desk, incomplete, created, modified)"
    " VALUES (1, 'a', 'production_process', 'PPI-1', 'Encuesta', 1, '{}', '[]', '[]',"
    " '[]', '{}', '[]', '{}', '{}', '[]', '2026-01-01', '2026-01-01')",
    "INSERT INTO production_process (id, norms, collection_periods, collection_modes,"
    " dissemination_media) VALUES (1, '[]', '[]', '[]', '[]')",
    "INSERT INTO variable (id, uid, asset_id, position, name, label, categories)"
    " VALUES (1, 'v', 1, 0, 'edad', 'Edad en años', '[]')",
)


def moved(engine: Engine, verb: str, revision: str) -> None:
    config = migrations.configuration()
    with writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        getattr(command, verb)(config, revision)


@pytest.fixture
def at_first(empty_database_url: str):
    engine = connect(empty_database_url)
    moved(engine, "upgrade", "0001")
    with writing(engine).begin() as connection:
        for statement in BEFORE:
            connection.execute(text(statement))
    yield engine
    engine.dispose()


def held(connection: Connection) -> tuple:
    found = connection.execute(
        text(
            "SELECT asset.title, variable.label FROM asset"
            " JOIN production_process ON production_process.id = asset.id"
            " JOIN variable ON variable.asset_id = asset.id"
        )
    )
    return tuple(found.one())


def test_what_was_registered_is_kept_up_and_down(at_first: Engine):
    moved(at_first, "upgrade", "0002")
    with at_first.connect() as connection:
        assert held(connection) == ("Encuesta", "Edad en años")
        phases = connection.scalar(text("SELECT phases FROM production_process"))
        assert (json.loads(phases) if isinstance(phases, str) else phases) == []

    moved(at_first, "downgrade", "0001")
    with at_first.connect() as connection:
        assert held(connection) == ("Encuesta", "Edad en años")
