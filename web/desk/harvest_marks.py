"""How sources, runs and what came of things are called and drawn at the desk."""

from typing import Any

from sqlalchemy.orm import Session

from ... import harvesters
from ...catalog import access
from ...catalog.harvesting import publishers, runs, terms
from ...catalog.sources import Health
from ...records.harvest import HarvestRun
from ...records.person import Person
from .. import icons
from .words import Mark

SOURCES = {
    "proposed": Mark("Por aprobar", "hourglass", "ambar"),
    "approved": Mark("Aprobada", "check-circle-fill", "verde"),
    "paused": Mark("En pausa", "pause-circle"),
}
RUNS = {
    "running": Mark("En curso", "arrow-repeat", "ambar"),
    "lost": Mark("Interrumpida", "exclamation-triangle-fill", "ambar"),
    "finished": Mark("Terminada", "check-circle-fill", "verde"),
    "partial": Mark("Terminada, con problemas", "exclamation-triangle-fill", "ambar"),
    "suspended": Mark("Espera una decisión", "pause-circle-fill", "ambar"),
    "stopped": Mark("Detenida", "pause-circle"),
    "failed": Mark("Falló", "exclamation-octagon-fill", "vino"),
}
# In the order in which they are shown: what many and one are called, and the colour.
RESULTS = {
    "created": ("nuevos", "nuevo", "verde"),
    "updated": ("cambiados", "cambiado", "verde"),
    "unchanged": ("iguales", "igual", "borde"),
    "published": ("publicados", "publicado", "verde"),
    "failed": ("con problema", "con problema", "vino"),
    "gone": ("no llegaron", "no llegó", "ambar"),
    "withdrawn": ("retirados", "retirado", "ambar"),
    "ours": ("eran de aquí", "era de aquí", "borde"),
    "twin": ("ya venían de otra fuente", "ya venía de otra fuente", "borde"),
}
ALWAYS = ("created", "updated", "unchanged", "failed")
SEEN = ("created", "updated", "unchanged", "failed", "ours", "twin")
ORIGINS = {
    "source": Mark("De la fuente", "cloud-download"),
    "corrected": Mark("Corregido aquí", "pencil", "ambar"),
    "here": Mark("Escrito aquí", "pencil"),
}
KINDS = {
    "datajson": "data.json (datos abiertos)",
    "ckan": "CKAN",
    "dcat": "DCAT en RDF",
    "oai": "OAI-PMH",
    "socrata": "Socrata (datos.gov.co)",
    "csw": "CSW (metadatos geográficos)",
    "ddi": "DDI (microdatos)",
    "nada": "NADA (archivo de microdatos)",
    "sdmx": "SDMX (estadísticas)",
    "inventory": "Inventario en CSV o Excel",
    "devinfo": "Tablas de DevInfo (indicadores)",
    "tables": "Fichas técnicas de indicador",
}

icons.choose(
    *(one.icon for group in (SOURCES, RUNS, ORIGINS) for one in group.values())
)


def kind(code: str) -> str:
    return KINDS.get(code, code)


def kinds() -> dict[str, str]:
    """Every kind that there is by its name; one that has none yet, by its code."""
    return {**KINDS, **{code: kind(code) for code in harvesters.KINDS}}


def state_of(run: HarvestRun) -> str:
    return "lost" if runs.is_lost(run) else run.state


def seen(counts: dict[str, Any]) -> int:
    """How many things of the source a run has seen."""
    return sum(int(counts.get(one, 0)) for one in SEEN)


def figures(counts: dict[str, Any]) -> list[tuple[str, str, str, int]]:
    """What came of things: its word, label, colour and number; the usual ones always."""
    return [
        (name, one if counts.get(name) == 1 else many, tone, int(counts.get(name, 0)))
        for name, (many, one, tone) in RESULTS.items()
        if name in ALWAYS or counts.get(name)
    ]


def needs_care(health: Health) -> bool:
    """Whether a person should look: it waits for one, or it fails."""
    last = health.runs[0].state if health.runs else ""
    waits = health.source.state == "proposed"
    return waits or last in {"suspended", "failed"} or bool(health.failing)


def troubled(health: Health) -> bool:
    """Whether the last run ended, but not with all of it."""
    return bool(health.runs) and health.runs[0].state == "partial"


def left(session: Session, person: Person) -> dict[str, int]:
    """How many names and words wait, for those who settle them."""
    if not access.may(person, "steer"):
        return {"names": 0, "words": 0}
    return {
        "names": len(publishers.listed(session)),
        "words": len(terms.listed(session)),
    }


WORDS: dict[str, Any] = {
    "source_marks": SOURCES,
    "run_marks": RUNS,
    "result_names": RESULTS,
    "origin_marks": ORIGINS,
    "kind_names": kinds,
    "kind_name": kind,
    "run_state": state_of,
    "seen_in": seen,
    "figures": figures,
}
