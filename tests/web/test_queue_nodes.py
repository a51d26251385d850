"""The queue on PostgreSQL, of nodes that start for the first time and at once."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import psycopg
from huey.storage import PostgresStorage
from tumbaga.web import queue
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings


def test_two_nodes_start_at_once(postgresql_url: str, tmp_path: Path) -> None:
    """Both see no tables and make them; PostgreSQL lets one of them fail."""
    schema = f"nodes_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    url = f"{postgresql_url}?options=-csearch_path%3D{schema}"
    house = House(Settings(data=str(tmp_path), database_url=url))
    plain = url.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(plain) as other, ThreadPoolExecutor(1) as node:
        other.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        other.execute(f"CREATE SCHEMA {schema}")
        other.commit()
        for statement in PostgresStorage(dsn=plain, create_tables=False).ddl:
            other.execute(statement)
        line = node.submit(queue.line, house)
        sleep(0.5)  # it has come to the table that the other is making, and waits
        other.commit()

        assert line.result(30).huey.pending_count() == 0

    line.result().huey.storage.close()
    house.engine.dispose()
