"""On PostgreSQL the application works in a role that cannot undo what is append-only."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from city import RESERVED, City, found_city
from click.testing import CliRunner
from sqlalchemy import Engine, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError
from tumbaga.catalog import classification, drafting, withdrawing
from tumbaga.catalog.search import Question, catch_up
from tumbaga.records import grants
from tumbaga.records.database import connect
from tumbaga.records.migrations import NotTheOwner, upgrade
from tumbaga.records.person import Person
from tumbaga.records.publication import PublicationHistory
from tumbaga.web.cli import house as commands
from tumbaga.web.cli import tumbaga
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PEOPLE = ("ana", "beto", "carla", "dario", "elsa", "fabio")


@dataclass
class Weak:
    """The address of the database for a role that owns nothing, and its owner's."""

    role: str
    url: str
    owner: Engine


@pytest.fixture
def weak(engine: Engine, database_url: str) -> Iterator[Weak]:
    role = "tumbaga_prueba_app"
    with engine.begin() as connection:
        there = text("SELECT 1 FROM pg_roles WHERE rolname = :role")
        if connection.scalar(there, {"role": role}):
            connection.execute(text(f"DROP OWNED BY {role}"))
            connection.execute(text(f"DROP ROLE {role}"))
        connection.execute(text(f"CREATE ROLE {role} LOGIN"))
    made = make_url(database_url).set(username=role)
    yield Weak(role, made.render_as_string(hide_password=False), engine)
    with engine.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {role}"))
        connection.execute(text(f"DROP ROLE {role}"))


def open_city(house: House, work):
    with house.writing() as session:
        held = {
            name: session.scalar(select(Person).where(Person.code == name))
            for name in PEOPLE
        }
        return work(City(session, **held))


@on_postgresql
def test_the_application_works_in_the_role(weak: Weak, tmp_path: Path) -> None:
    grants.grant(weak.owner, weak.role)
    house = House(Settings(data=str(tmp_path), database_url=weak.url))
    house.prepare()
    with house.writing() as session:
        found_city(session)

    uid = open_city(house, lambda city: city.published(title="Cobertura de agua").uid)
    catch_up(house.index, house.session)
    with house.session() as session:
        page = house.index.search(Question("cobertura"), session)
    assert [hit.record.uid for hit in page.hits] == [uid]

    def close(city: City) -> None:
        asset = city.asset(code="PET-9", title="Otro")
        drafting.keep(
            city.session,
            asset,
            {"acronym": "OT"},
            ("acronym",),
            "",
            by=city.ana,
            auto=True,
        )

    with pytest.raises(Exception, match="mientras usted escribía"):
        open_city(house, close)

    def decide(city: City) -> None:
        asset = city.published(code="PET-8", title="Lo que se cierra")
        classification.decide(city.session, asset, RESERVED, by=city.beto)
        other = city.published(code="PET-7", title="Lo que se retira")
        withdrawing.withdraw(city.session, other, "Estaba dos veces.", by=city.carla)

    open_city(house, decide)
    with house.session() as session:
        kept = session.scalars(select(PublicationHistory.document)).all()
    assert any("Lo que se cierra" in one for one in kept)
    house.engine.dispose()


FORBIDDEN = (
    "UPDATE audit_entry SET person = 'otro'",
    "DELETE FROM audit_entry",
    "TRUNCATE audit_entry",
    "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
    "DROP TRIGGER audit_entry_append_only ON audit_entry",
    "UPDATE publication SET uid = 'otro'",
    "UPDATE publication SET seq = seq + 1",
    "UPDATE publication SET modified = now()",
    "DELETE FROM publication",
    "TRUNCATE publication CASCADE",
    "ALTER TABLE publication DISABLE TRIGGER ALL",
    "UPDATE publication_history SET document = ''",
    "DELETE FROM publication_history",
    "TRUNCATE publication_history",
    "ALTER TABLE publication_history DISABLE TRIGGER ALL",
    "DELETE FROM revision",
    "TRUNCATE revision CASCADE",
    "DELETE FROM asset",
    "DELETE FROM classification",
    "DROP TABLE audit_entry CASCADE",
    "CREATE TABLE otra (id int)",
    "UPDATE alembic_version SET version_num = '0001'",
    "CREATE OR REPLACE FUNCTION tumbaga_append_only() RETURNS trigger LANGUAGE plpgsql"
    " AS $$ BEGIN RETURN NULL; END $$",
    "SET session_replication_role = replica",
    "GRANT DELETE ON audit_entry TO CURRENT_USER",
)


@on_postgresql
def test_the_role_cannot_undo_anything(weak: Weak) -> None:
    grants.grant(weak.owner, weak.role)
    engine = connect(weak.url)
    done, refused = [], []
    for statement in FORBIDDEN:
        with engine.connect() as connection:
            try:
                connection.execute(text(statement))
            except ProgrammingError as error:
                refused.append(type(error.orig).__name__)
            else:
                done.append(statement)
            connection.rollback()
    engine.dispose()
    assert set(refused) == {"InsufficientPrivilege"}
    # PostgreSQL only warns who grants what they cannot: nothing was given.
    assert done in ([], ["GRANT DELETE ON audit_entry TO CURRENT_USER"])
    with weak.owner.connect() as connection:
        query = text("SELECT has_table_privilege(:role, 'audit_entry', 'DELETE')")
        assert connection.scalar(query, {"role": weak.role}) is False


@on_postgresql
def test_without_the_grants_the_role_reads_nothing(weak: Weak) -> None:
    engine = connect(weak.url)
    with engine.connect() as connection, pytest.raises(ProgrammingError):
        connection.execute(text("SELECT 1 FROM audit_entry"))
    engine.dispose()


@on_postgresql
def test_an_older_database_is_told_to_the_role(weak: Weak) -> None:
    grants.grant(weak.owner, weak.role)
    with weak.owner.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0014'"))
    engine = connect(weak.url)
    with pytest.raises(NotTheOwner, match="database grant"):
        upgrade(engine)
    engine.dispose()


@on_postgresql
@pytest.mark.parametrize(
    ("role", "told"),
    [("nadie_conoce", "CREATE ROLE"), ("postgres", "superusuario")],
)
def test_a_role_that_could_do_more_is_refused(engine: Engine, role: str, told: str):
    with pytest.raises(grants.NotGranted, match=told):
        grants.grant(engine, role)


@on_postgresql
def test_the_command_gives_them_and_may_be_repeated(
    weak: Weak, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUMBAGA_DATA", str(tmp_path))
    monkeypatch.setenv("TUMBAGA_DATABASE_URL", database_url)
    commands.opened.cache_clear()
    for _time in range(2):
        answer = CliRunner().invoke(tumbaga, ["database", "grant", weak.role])
        assert answer.exit_code == 0, answer.output
        assert "tiene lo que la aplicación necesita" in answer.output
    commands.opened().engine.dispose()
    commands.opened.cache_clear()


@on_sqlite
def test_sqlite_has_no_roles(engine: Engine) -> None:
    with pytest.raises(grants.NotGranted, match="PostgreSQL"):
        grants.grant(engine, "x")
