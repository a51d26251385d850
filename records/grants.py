"""What the application needs of PostgreSQL, and no more: for a role that owns nothing.

Who owns a table may switch its triggers off. A role that only has these grants cannot:
to it the audit, the ledger and their history are append-only, whatever code runs.
"""

from sqlalchemy import Connection, Engine, inspect, text

ONLY_ADDED = ("audit_entry", "publication_history")
"""Rows come in and stay as they are."""

NEVER_DELETED = (
    "ledger_counter",
    "revision",
    "asset",
    "production_process",
    "indicator",
    "dataset",
    "document",
    "characterisation",
    "classification",
    "general_decision",
    "legal_opinion",
    "comment",
    "organization",
    "person",
)
"""Changed and never taken away; their parts would go with them."""

LEDGER = "publication"
CHANGED_IN_LEDGER = ("superseded", "document", "etag")
"""What superseding and blanking write (``catalog/ledger.py``); the rest stays."""

READ_ONLY = ("alembic_version",)


class NotGranted(Exception):
    """The grants were not given; the text says why and what to do."""


def grant(engine: Engine, role: str) -> list[str]:
    """Give the role what the application needs in the schema of the tables, and take
    all else from it; return the statements. Repeating it changes nothing.

    Raises ``NotGranted`` where there is no such role, or one that could do more anyway.
    """
    if engine.dialect.name != "postgresql":
        raise NotGranted(
            "Los permisos por papel son de PostgreSQL. En SQLite cuide quién puede "
            "abrir el archivo de la base de datos."
        )
    with engine.begin() as connection:
        _require_weak(connection, role)
        made = statements(connection, role)
        for one in made:
            connection.execute(text(one))
    return made


def statements(connection: Connection, role: str) -> list[str]:
    """The grants as SQL, for the tables that there are."""
    quote = connection.dialect.identifier_preparer.quote
    to = quote(role)
    schema = quote(str(connection.scalar(text("SELECT current_schema()"))))
    made = [
        f"REVOKE ALL ON SCHEMA {schema} FROM {to}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {to}",
        f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA {schema} TO {to}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {to}",
    ]
    for name in sorted(inspect(connection).get_table_names()):
        table = f"{schema}.{quote(name)}"
        made.append(f"GRANT {_allowed(name)} ON {table} TO {to}")
        if name == LEDGER:
            columns = ", ".join(CHANGED_IN_LEDGER)
            made.append(f"GRANT UPDATE ({columns}) ON {table} TO {to}")
    return made


def _allowed(table: str) -> str:
    if table in READ_ONLY:
        return "SELECT"
    if table in ONLY_ADDED or table == LEDGER:
        return "SELECT, INSERT"
    if table in NEVER_DELETED:
        return "SELECT, INSERT, UPDATE"
    return "SELECT, INSERT, UPDATE, DELETE"


def _require_weak(connection: Connection, role: str) -> None:
    """Refuse a role to which grants mean nothing."""
    known = text("SELECT rolsuper FROM pg_roles WHERE rolname = :role")
    found = connection.execute(known, {"role": role}).one_or_none()
    if found is None:
        raise NotGranted(
            f"No hay un papel «{role}» en PostgreSQL. Créelo antes: "
            f"CREATE ROLE {role} LOGIN PASSWORD '…';"
        )
    owner = text(
        "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
        " AND relkind IN ('r', 'S') AND pg_has_role(:role, relowner, 'MEMBER')"
    )
    if found.rolsuper or connection.scalar(owner, {"role": role}):
        raise NotGranted(
            f"«{role}» es dueño de las tablas o superusuario: podría apagar sus "
            "disparadores. Use para la aplicación otro papel, que no lo sea."
        )
