"""The city of the tests: two dependencias and the people who work there."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session
from tumbaga.catalog import (
    assets,
    classification,
    held_files,
    organizations,
    people,
    publishing,
    workflow,
)
from tumbaga.records.asset import Asset
from tumbaga.records.person import Person
from tumbaga.schemas import kinds

RESERVED = {
    "access_class": "reservada",
    "articles": ["19-d"],
    "norm": "Ley 1952 de 2019, artículo 115",
    "motivation": "Conocerlo antes puede hacer perder las pruebas.",
    "index_title": "Expedientes de indagación",
    "scope": "total",
    "act": "Resolución 0127",
    "act_date": "2024-03-14",
    "starts": "2024-03-14",
    "counted_from": "calificacion",
    "term_years": 5,
    "harm": {
        "present": "La indagación sigue abierta.",
        "probable": "Los indagados podrían cambiar las pruebas.",
        "specific": "Daña la investigación disciplinaria en curso.",
        "balance": "Proteger la prueba pesa más mientras dure la indagación.",
    },
}


@dataclass
class City:
    """Ana produces in Planeación, Beto is the legal office, Carla plans, Darío
    administers, Elsa audits and Fabio produces in Salud."""

    session: Session
    ana: Person
    beto: Person
    carla: Person
    dario: Person
    elsa: Person
    fabio: Person

    def draft(self, **values: Any) -> kinds.Draft:
        kind = values.pop("kind", "dataset")
        given = {
            "code": "PET-1",
            "title": "Inversión por dependencia",
            "description": "Cuánto cuesta el plan en cada dependencia.",
            "organization": "planeacion",
            "theme": "Función pública",
            "language": "es",
            **values,
        }
        return kinds.load(kind, given)

    def asset(self, **values: Any) -> Asset:
        """A record of Ana's; the files that it names alone were uploaded to it."""
        draft = self.draft(**values)
        named = draft.values.get("distributions", ())
        mine = [one for one in named if not one.get("url")]
        sums = [one["checksum"] for one in mine if one.get("checksum")]
        if sums:
            draft = held_files.with_files(self.session, draft, sums)
        return assets.save(self.session, draft, by=self.ana).asset

    def approved(self, **values: Any) -> Asset:
        asset = self.asset(**values)
        workflow.submit(self.session, asset, by=self.ana)
        workflow.approve(self.session, asset, by=self.carla)
        return asset

    def published(self, **values: Any) -> Asset:
        asset = self.approved(**values)
        classification.decide(
            self.session, asset, {"access_class": "publica"}, by=self.beto
        )
        publishing.publish(self.session, asset, by=self.carla)
        return asset


def found_city(session: Session) -> City:
    dario = people.admit(session, "dario", "Darío", ["administrator"])
    units = {
        code: organizations.save(session, {"code": code, "name": name}, by=dario)
        for code, name in (
            ("planeacion", "Departamento Administrativo de Planeación"),
            ("salud", "Secretaría de Salud Pública"),
        )
    }
    admit = people.admit
    return City(
        session,
        admit(session, "ana", "Ana", ["producer"], organization=units["planeacion"]),
        admit(session, "beto", "Beto", ["legal"]),
        admit(session, "carla", "Carla", ["planning"]),
        dario,
        admit(session, "elsa", "Elsa", ["auditor"]),
        admit(session, "fabio", "Fabio", ["producer"], organization=units["salud"]),
    )
