"""A catalogue on SQLite with Ana, who produces, and what imports need to be tried."""

from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from tumbaga.catalog import importing, people
from tumbaga.catalog.importing import Tally
from tumbaga.harvesters.tables import entries, reading
from tumbaga.records.asset import Asset
from tumbaga.records.database import connect
from tumbaga.records.organization import Organization
from tumbaga.records.person import Person
from tumbaga.web.database import prepare, transaction

HEADER = "Código;Nombre;Clase de registro;Dependencia;Descripción;Tema;Idioma"


def catalogue(folder: Path) -> Engine:
    engine = connect(f"sqlite:///{folder / 'catalogo.db'}")
    prepare(engine)
    with transaction(engine) as session:
        unit = Organization(
            code="dapm",
            name="Departamento Administrativo de Planeación",
            acronym="DAPM",
        )
        session.add(unit)
        session.add(
            Person(code="ana", name="Ana", roles=["producer"], organization=unit)
        )
    return engine


def sheet(folder: Path, *rows: str, header: str = HEADER, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def rows(count: int) -> list[str]:
    return [
        f"A-{number};Activo {number};Conjunto de datos;dapm;Qué es;;es"
        for number in range(1, count + 1)
    ]


def run(engine: Engine, path: Path, *, kind: str = "", size: int = 200) -> Tally:
    tally = Tally()
    for table in reading.tables(path):
        found = entries.entries(table, kind)
        for batch in importing.batches(found, size=size):
            with transaction(engine) as session:
                by = people.get(session, "ana")
                tally.add(importing.apply(session, batch, by=by))
    return tally


def counts(tally: Tally) -> tuple[int, int, int, int]:
    return tally.created, tally.updated, tally.unchanged, tally.refused


def stored(engine: Engine) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(Asset)) or 0


def one(session: Session, code: str) -> Asset:
    return session.scalars(select(Asset).where(Asset.code == code)).one()
