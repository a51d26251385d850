"""Alembic's entry; loaded by path, so it imports the package by its full name."""

from alembic import context
from tumbaga import records
from tumbaga.records.base import Base

assert records

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
