"""One record for each way of not being public, each with its own word in every text."""

import hashlib
import io
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from city import RESERVED, City
from sqlalchemy.orm import Session
from tumbaga.catalog import (
    assets,
    classification,
    commenting,
    decision_drafts,
    editions,
    publishing,
    return_letters,
    withdrawing,
    workflow,
)
from tumbaga.catalog.files import Files, Stored
from tumbaga.records.asset import Asset

CANARY = "zorzal"  # a word that nothing else in the catalogue says
PARTIAL = {
    **RESERVED,
    "access_class": "clasificada",
    "articles": ["18-a"],
    "scope": "partial",
    "public_leaves": ["title", "description", "variables/comuna"],
    "term_years": None,
    "unlimited": True,
    "index_title": "Personas atendidas",
}
CLASSIFIED = {**PARTIAL, "scope": "total", "public_leaves": []}
EXPIRED = {
    **RESERVED,
    "act": "Resolución 0001",
    "act_date": "2010-01-01",
    "starts": "2010-01-01",
}
# Every way of not being public, and what an anonymous visitor's page answers to it.
STATES = {
    "borrador": 404,
    "enviado": 404,
    "sindecidir": 404,
    "reservada": 200,
    "clasificada": 200,
    "vencida": 200,
    "reclasificada": 200,
    "retirada": 410,
    "parcial": 200,
    "editada": 200,
}


# The draft of every record of the scene: W is its word.
DRAFT: dict[str, Any] = {
    "kind": "indicator",
    "title": "Título W",
    "acronym": "W",
    "description": "Descripción W",
    "keywords": ["W"],
    "notes": ["W"],
    "source": {"title": "W", "url": "https://ejemplo.gov.co/W"},
    "contact": {"position": "W", "email": "W@ejemplo.gov.co"},
    "place": "W",
    "trd_series": "W",
    "desk": {"contact_name": "W", "remarks": "W"},
    "proposal": {"motivation": "W"},
    "relations": [{"type": "fuente", "code": "ABIERTO"}],
    "objective": "W",
    "unit": "W",
    "definition": "W",
    "formula": "V1",
    "formula_variables": [{"symbol": "V1", "name": "W", "source": "W"}],
    "observations": [
        {
            "period": year,
            "value": 417,
            "note": "W",
            "source": "W",
            "breakdown": [{"name": "W", "value": "W"}],
            "components": [{"symbol": "V1", "value": 417}],
        }
        for year in ("2018", "2019", "2020")
    ],
    "variables": [
        {"name": "W", "label": "W", "categories": [{"code": "1", "label": "W"}]}
    ],
    "distributions": [
        {
            "title": "W",
            "url": "https://ejemplo.gov.co/W.csv",
            "columns": [{"name": "W", "description": "W"}],
        },
        {"title": "W en archivo", "file_name": "W.csv", "media_type": "text/csv"},
    ],
}
OPEN = {"code": "ABIERTO", "title": "Un registro abierto"}


@dataclass
class Scene:
    """The records by their state; ``editada`` is public and links to them all."""

    records: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def put(self, state: str, asset: Asset) -> None:
        self.records[state] = (asset.uid, asset.code, asset.kind)


def word(state: str) -> str:
    return f"{CANARY}{state}"


def hidden(state: str, **values: Any) -> dict[str, Any]:
    """A draft that says its word in every text that it has."""
    said: dict[str, Any] = _worded(DRAFT, word(state))
    if state in ("borrador", "enviado", "sindecidir"):
        said["category"] = word(state)  # the índice shows that of the others, by law
    said["distributions"][1]["checksum"] = checksum(state)
    return {**said, "code": f"C-{state.upper()}", **values}


def content(state: str) -> bytes:
    """A private file of the record, which says its word too."""
    return f"nombre,valor\n{word(state)},417\n".encode()


def checksum(state: str) -> str:
    return hashlib.sha256(content(state)).hexdigest()


def keep_files(files: Files) -> None:
    """Put the files of the scene where a house keeps what people upload."""
    for one in (edition(), *map(content, STATES)):
        files.put(io.BytesIO(one))


def _worded(value: Any, said: str) -> Any:
    if isinstance(value, dict):
        return {name: _worded(one, said) for name, one in value.items()}
    if isinstance(value, list):
        return [_worded(one, said) for one in value]
    return value.replace("W", said) if isinstance(value, str) else value


def fill(city: City) -> Scene:
    """Make one record of each state, and an open one; it and they name one another."""
    session, scene = city.session, Scene()
    publishing.publish_organizations(session, [city.ana.organization], by=city.dario)
    opened = city.published(**OPEN)
    scene.put("borrador", city.asset(**hidden("borrador")))
    scene.put("enviado", _sent(city))
    scene.put("sindecidir", city.approved(**hidden("sindecidir")))
    for state, decision in (
        ("reservada", RESERVED),
        ("clasificada", CLASSIFIED),
        ("vencida", EXPIRED),
    ):
        scene.put(state, _decided(city, state, decision))
    again = city.published(**hidden("reclasificada"))
    _adopted(city)
    classification.decide(session, again, RESERVED, by=city.beto)
    scene.put("reclasificada", again)
    gone = city.published(**hidden("retirada"))
    withdrawing.withdraw(session, gone, "Tenía un error.", by=city.beto)
    scene.put("retirada", gone)
    scene.put("parcial", _part(city))
    links = [{"type": "relacionado", "code": one[1]} for one in scene.records.values()]
    scene.put("editada", _edited(city, opened, links))
    scene.put("ladron", _thief(city))
    return scene


def edition() -> bytes:
    """A dated edition of the registro, adopted before what it names was closed."""
    named = f"Título {word('reclasificada')}"
    return (
        "Nombre,Dirección en el catálogo\r\n"
        f"{named},https://ejemplo.gov.co/indicadores/c-reclasificada\r\n"
    ).encode()


def _adopted(city: City) -> None:
    session, found = city.session, edition()
    stored = Stored(hashlib.sha256(found).hexdigest(), len(found))
    city.carla.organization = city.ana.organization
    files = {".csv": (stored, "text/csv")}
    title, key = "Registro de Activos", "registro-de-activos"
    day = date(2026, 1, 31)
    made = editions.prepare(session, key, title, files, by=city.carla, day=day)
    classification.decide(session, made, {"access_class": "publica"}, by=city.beto)
    publishing.publish(session, made, by=city.carla)
    city.carla.organization = None


def _edited(city: City, opened: Asset, links: list[dict[str, str]]) -> Asset:
    """An open record that names all the others, with a working draft over it."""
    session, named = city.session, {**OPEN, "relations": links}
    assets.save(session, city.draft(**named), by=city.ana)
    workflow.submit(session, opened, by=city.ana)
    workflow.approve(session, opened, by=city.carla)
    publishing.publish(session, opened, by=city.carla)
    draft = city.draft(**{**named, "title": f"Borrador {word('editada')}"})
    assets.save(session, draft, by=city.ana)
    return opened


def _thief(city: City) -> Asset:
    """An open record that says the checksum of every private file."""
    named = [
        {
            "title": f"Robado {number}",
            "url": f"https://ejemplo.gov.co/{number}.csv",
            "checksum": checksum(state),
            "media_type": "text/csv",
        }
        for number, state in enumerate(STATES)
    ]
    return city.published(code="LADRON", title="Uno que sabe", distributions=named)


def _sent(city: City) -> Asset:
    asset = city.asset(**hidden("enviado"))
    workflow.submit(city.session, asset, by=city.ana)
    _remark(city.session, city, asset)
    _begun(city, asset)
    return asset


def _begun(city: City, asset: Asset) -> None:
    """A decision kept as draft says the word too; a letter names it by its code."""
    said = {"motivation": word("enviado"), "index_title": word("enviado")}
    decision_drafts.keep(city.session, [asset], said, {}, by=city.beto)
    city.session.info["post"], city.ana.email = True, "ana@ejemplo.gov.co"
    return_letters.returned(city.session, asset, "legal", by=city.beto)


def _remark(session: Session, city: City, asset: Asset) -> None:
    """A reviewer's comment says the word as well."""
    commenting.comment(session, asset, "title", word("enviado"), by=city.carla)


def _decided(city: City, state: str, decision: dict[str, Any]) -> Asset:
    asset = city.approved(**hidden(state))
    classification.decide(city.session, asset, decision, by=city.beto)
    publishing.publish(city.session, asset, by=city.carla)
    return asset


def _part(city: City) -> Asset:
    """A public version: what the decision does not name stays inside."""
    shown = {
        "title": "Personas atendidas por comuna",
        "description": "Casos por comuna y año.",
        "variables": [
            {"name": "comuna", "label": "Comuna"},
            {"name": word("parcial"), "label": word("parcial")},
        ],
    }
    asset = city.approved(**hidden("parcial", **shown))
    classification.decide(city.session, asset, PARTIAL, by=city.beto)
    publishing.publish(city.session, asset, by=city.carla)
    return asset
