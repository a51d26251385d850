"""The bar of the desk: its sections, and for whom each is."""

from dataclasses import dataclass
from typing import Any

from ...catalog import access
from ...records.person import Person
from ..signing import signed_in


@dataclass(frozen=True)
class Section:
    """``verb``: only for those whose roles reach it; empty is for everybody."""

    endpoint: str
    label: str
    verb: str = ""


# To register and to load are buttons of the first two: the bar has one line.
SECTIONS: tuple[Section, ...] = (
    Section("desk.home", "Me espera"),
    Section("desk.records", "Registros", "read"),
    Section("desk.decisions", "Decisiones", "classify"),
    Section("desk.opinions", "Conceptos", "opine"),
    Section("desk.norms", "Normograma", "read"),
    Section("desk.instruments", "Instrumentos", "oversee"),
    Section("desk.tomorrow", "datos.gov.co", "foresee"),
    Section("petitions.waiting", "Solicitudes", "attend"),
    Section("desk.harvests", "Cosechas", "follow"),
    Section("desk.quality", "Calidad", "read"),
    Section("desk.demands", "Demandas", "heed"),
    Section("desk.synonyms", "Buscador", "enrich"),
    Section("desk.history", "Historia", "history"),
    Section("desk.jobs", "Tareas", "admit"),
    Section("desk.people", "Personas", "admit"),
    Section("desk.account", "Mi cuenta"),
)


def sections(person: Person) -> list[Section]:
    """The sections that this person may open."""
    return [
        one
        for one in SECTIONS
        if not one.verb or access.may(person, one.verb, person.organization)
    ]


def context() -> dict[str, Any]:
    """What the templates of the desk ask for: called when they do, not before."""
    return {"desk_person": signed_in, "desk_sections": sections}
