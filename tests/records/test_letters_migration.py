"""Migration 0022: letters of before, to who asked, keep no mailbox after it."""

import pytest
from alembic import command
from sqlalchemy import Engine, text
from tumbaga.records import migrations
from tumbaga.records.database import connect, writing

REQUEST = (
    'INSERT INTO request (id, number, "key", kind, question, received, due, state, created)'
    " VALUES (1, '2026-000001', 'k', 'informacion', '¿Qué?', '2026-01-01', '2026-01-20',"
    " 'answered', '2026-01-01')"
)
ASKER = (
    "INSERT INTO asker (request_id, email, erase)"
    " VALUES (1, 'diego@ejemplo.co', '2099-01-01')"
)
LETTER = text(
    "INSERT INTO letter (recipient, subject, body, created, due, trouble)"
    " VALUES (:to, :subject, 'Texto', '2026-01-01', :due, '')"
)
LETTERS = (
    ("diego@ejemplo.co", "Recibimos su solicitud 2026-000001", None),
    ("diego@ejemplo.co", "Hay noticias de su solicitud 2026-000001", "2026-01-20"),
    ("ana@ciudad.gov.co", "Ponga una clave nueva", "2026-01-20"),
)


def moved(engine: Engine, verb: str, revision: str) -> None:
    config = migrations.configuration()
    with writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        getattr(command, verb)(config, revision)


@pytest.fixture
def before(empty_database_url: str):
    engine = connect(empty_database_url)
    moved(engine, "upgrade", "0020")
    with writing(engine).begin() as connection:
        connection.execute(text(REQUEST))
        connection.execute(text(ASKER))
        for to, subject, due in LETTERS:
            connection.execute(LETTER, {"to": to, "subject": subject, "due": due})
    yield engine
    engine.dispose()


def test_letters_of_before_name_their_request_instead_of_a_mailbox(before: Engine):
    moved(before, "upgrade", "0023")

    with before.connect() as connection:
        query = "SELECT request_id, recipient, body FROM letter ORDER BY id"
        found = [tuple(row) for row in connection.execute(text(query))]
    assert found == [
        (1, "", ""),
        (1, "", "Texto"),
        (None, "ana@ciudad.gov.co", "Texto"),
    ]

    moved(before, "downgrade", "0020")
