"""The bar of the desk: its sections, and for whom each is."""

from dataclasses import dataclass
from typing import Any

from ...catalog import access
from ...records.person import Person
from ..signing import signed_in


@dataclass(frozen=True)
class Section:
    """``verb``: only for those whose roles reach it; empty is for everybody. ``seldom``
    is what one with many sections finds under *Más*.
    """

    endpoint: str
    label: str
    verb: str = ""
    seldom: bool = False


ACCOUNT = "desk.account"  # on a wide screen its name is a link already
FITTING = 9  # sections on one line of a small screen for a desk
# To register and to load are buttons of the first two: the bar has one line.
SECTIONS: tuple[Section, ...] = (
    Section("desk.home", "Me espera"),
    Section("desk.records", "Registros", "read"),
    Section("desk.decisions", "Decisiones", "classify"),
    Section("desk.opinions", "Conceptos", "opine", seldom=True),
    Section("desk.norms", "Normograma", "read"),
    Section("desk.instruments", "Instrumentos", "oversee", seldom=True),
    Section("desk.tomorrow", "datos.gov.co", "foresee", seldom=True),
    Section("petitions.waiting", "Solicitudes", "attend"),
    Section("desk.harvests", "Cosechas", "follow"),
    Section("desk.quality", "Calidad", "read"),
    Section("desk.demands", "Demandas", "heed", seldom=True),
    Section("desk.synonyms", "Buscador", "enrich", seldom=True),
    Section("desk.history", "Historia", "history"),
    Section("desk.jobs", "Tareas", "admit", seldom=True),
    Section("desk.people", "Personas", "admit"),
    Section(ACCOUNT, "Mi cuenta"),
)


def sections(person: Person) -> tuple[list[Section], list[Section]]:
    """The sections that this person may open: those of the bar, and those under *Más*,
    of whom holds many roles.
    """
    found = [
        one
        for one in SECTIONS
        if not one.verb or access.may(person, one.verb, person.organization)
    ]
    if sum(one.endpoint != ACCOUNT for one in found) <= FITTING:
        return found, []
    return (
        [one for one in found if not one.seldom],
        [one for one in found if one.seldom],
    )


def context() -> dict[str, Any]:
    """What the templates of the desk ask for: called when they do, not before."""
    return {"desk_person": signed_in, "desk_sections": sections}
