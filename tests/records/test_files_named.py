"""Which public document names a file: found by an index, and gone when it is withdrawn."""

import json

import pytest
from alembic import command
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from tumbaga.catalog import ledger
from tumbaga.catalog.ledger import Entry
from tumbaga.records import migrations, naming
from tumbaga.records.database import connect, writing
from tumbaga.records.publication import PublicationFile
from tumbaga.web.database import prepare

SUM, OTHER = "ab" * 32, "cd" * 32


def described(checksum: str) -> dict[str, str]:
    return {"title": "x", "checksum": checksum, "url": f"/archivos/{checksum}/x.csv"}


def entry(uid: str, *checksums: str, **row: str) -> Entry:
    given = {"distributions": [described(one) for one in checksums]}
    usual = {"state": "published", "disclosure": "full", "slug": uid}
    values = {**usual, "text": json.dumps(given, separators=(",", ":")), **row}
    return Entry(uid=uid, kind="dataset", **values)


@pytest.fixture
def engine(database_url: str):
    made = connect(database_url)
    prepare(made)
    yield made
    made.dispose()


def append(engine, *entries: Entry) -> None:
    with Session(writing(engine)) as session:
        ledger.append(session, entries)
        session.commit()


def named(engine, checksum: str) -> dict | None:
    with Session(engine) as session:
        return naming.file_named(session, checksum)


def test_a_file_is_found_as_long_as_an_open_document_names_it(engine):
    append(engine, entry("a", SUM, SUM), entry("b", OTHER))
    assert named(engine, SUM) == ("a", described(SUM))
    assert named(engine, "00" * 32) is None

    append(engine, entry("a", OTHER))
    assert named(engine, SUM) is None
    assert named(engine, OTHER) is not None


@pytest.mark.parametrize(
    "gone",
    [
        {"state": "withdrawn", "text": ""},
        {"disclosure": "index", "text": "{}"},
        {"disclosure": "partial", "text": "{}"},
    ],
)
def test_a_file_that_left_the_public_is_gone_with_its_row(engine, gone):
    append(engine, entry("a", SUM))
    append(engine, entry("a", **gone))

    assert named(engine, SUM) is None
    with Session(engine) as session:
        assert session.scalars(select(PublicationFile.checksum)).all() == []


def test_a_retired_record_keeps_its_files(engine):
    append(engine, entry("a", SUM))
    append(engine, entry("a", SUM, state="retired"))

    assert named(engine, SUM) is not None


@pytest.mark.parametrize(
    "url",
    [
        "https://ejemplo.gov.co/x.csv",
        f"https://ejemplo.gov.co/archivos/{SUM}/x.csv",
        f"/archivos/{OTHER}/x.csv",
        None,
        7,
    ],
)
def test_a_checksum_beside_another_address_gives_no_file(engine, url):
    said = {"distributions": [{"title": "x", "checksum": SUM, "url": url}]}
    append(engine, entry("a", text=json.dumps(said, separators=(",", ":"))))

    assert named(engine, SUM) is None
    with Session(engine) as session:
        assert session.scalars(select(PublicationFile.checksum)).all() == []


@pytest.mark.parametrize("value", ['"x"', "7", "null", '[7, {"checksum": 7}]'])
def test_a_document_that_is_odd_breaks_nothing(engine, value):
    odd = f'{{"checksum":1,"distributions":{value}}}'
    append(engine, entry("a", text=odd), entry("b", SUM))

    assert named(engine, SUM) is not None


def test_the_migration_finds_what_was_named_before(engine):
    append(engine, entry("a", SUM), entry("b"), entry("c", SUM, OTHER))
    config = migrations.configuration()
    for verb, revision in (("stamp", "0016"), ("upgrade", "0017")):
        with writing(engine).begin() as connection:
            if verb == "stamp":
                connection.execute(text("DROP TABLE publication_file"))
            config.attributes["connection"] = connection
            getattr(command, verb)(config, revision)

    with Session(engine) as session:
        rows = session.execute(select(PublicationFile.seq, PublicationFile.checksum))
        assert sorted(tuple(row) for row in rows) == [(1, SUM), (3, SUM), (3, OTHER)]
    assert named(engine, OTHER) is not None
