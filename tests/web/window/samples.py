"""Made-up public documents, one of each kind and disclosure, for the window's tests."""

import json
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session
from tumbaga.catalog import ledger

OFFICE = {
    "uid": "00000000-0000-4000-8000-0000000000a1",
    "name": "Departamento de Ejemplos",
    "short_name": "Ejemplos",
    "acronym": "DE",
    "slug": "departamento-de-ejemplos",
}
UIDS = {
    name: f"00000000-0000-4000-8000-00000000000{place}"
    for place, name in enumerate(
        (
            "indicator",
            "dataset",
            "process",
            "document",
            "reserved",
            "classified",
            "bare",
        )
    )
}
PUBLIC = {"class": "publica", "class_label": "Pública"}


def asset(name: str, kind: str, title: str, **more: Any) -> dict[str, Any]:
    return {
        "uid": UIDS[name],
        "kind": kind,
        "title": title,
        "description": f"Descripción de ejemplo: {title}.",
        "organization": OFFICE,
        "custodian": OFFICE,
        "theme": "educacion",
        "keywords": ["ejemplo", "prueba"],
        "language": "es",
        "licence": "CC-BY-SA-4.0",
        "personal_data": "ninguno",
        "frequency": "anual",
        "contact": {"position": "Oficina de datos", "email": "datos@ejemplo.gov.co"},
        "version": 1,
        "first_published": "2026-11-20",
        "classification": PUBLIC,
        **more,
    }


INDICATOR = asset(
    "indicator",
    "indicator",
    "Escuelas de ejemplo con biblioteca",
    code="EJ-1",
    unit="Número de escuelas",
    objective="Saber cuántas escuelas inventadas tienen biblioteca.",
    formula="V1 / V2 × 100",
    formula_variables=[{"symbol": "V1", "name": "Escuelas con biblioteca"}],
    baseline={"period": "2015", "value": 57},
    targets=[{"year": 2018, "value": 79}, {"year": 2019, "value": 87}],
    plan={"name": "Plan de ejemplo", "action_code": "EJ-1", "cost": 26250000},
    latest={"period": "2019", "value": 81},
    observation_count=5,
    notes=["Dos fuentes no cuadran: 57 y 58."],
    relations=[{"type": "generado_por", "uid": UIDS["process"]}],
)
DATASET = asset(
    "dataset",
    "dataset",
    "Inversión de ejemplo por dependencia",
    notes=["Las sumas se comprobaron."],
    source={"title": "Libro inventado", "url": "https://ejemplo.gov.co/libro"},
)
PROCESS = asset(
    "process",
    "production_process",
    "Encuesta de ejemplo a bibliotecas",
    ppi_type="operacion_estadistica",
    objective="Contar bibliotecas inventadas.",
    norms=["Acuerdo 1 de ejemplo", "Acuerdo 2 de ejemplo"],
    collection_periods=[{"start": "2013-01-01", "end": "2014-02-01", "cycle": "Uno"}],
    disseminates=True,
    variables=[
        {
            "name": "tiene_biblioteca",
            "label": "Tiene biblioteca",
            "type": "categoria",
            "question": "¿Tiene biblioteca?",
            "categories": [{"code": "1", "label": "Sí"}, {"code": "2", "label": "No"}],
        }
    ],
)
DOCUMENT = asset(
    "document",
    "document",
    "Boletín de ejemplo",
    document_type="boletin",
    authors=["Departamento de Ejemplos"],
    publication_date="2015-06",
    pages=48,
    distributions=[
        {"uid": "d1", "title": "Sitio", "url": "https://ejemplo.gov.co/b.pdf",
         "format": "PDF"}
    ],
)  # fmt: skip
RESERVED = {
    "uid": UIDS["reserved"],
    "kind": "document",
    "title": "Expedientes de ejemplo",
    "category": "Procesos de ejemplo",
    "organization": OFFICE,
    "language": "es",
    "generated": "2024-02-01",
    "classification": {
        "class": "reservada",
        "class_label": "Pública reservada",
        "articles": ["19-d"],
        "norm": "Norma de ejemplo, artículo 1",
        "motivation": "Conocerlos antes puede hacer perder las pruebas.",
        "scope": "total",
        "act": "Resolución 1 de ejemplo",
        "act_date": "2024-03-14",
        "starts": "2024-03-14",
        "ends": "2029-03-14",
        "term_years": 5,
    },
}
CLASSIFIED = {
    "uid": UIDS["classified"],
    "kind": "dataset",
    "title": "Registro de ejemplo de personas",
    "organization": OFFICE,
    "classification": {
        "class": "clasificada",
        "class_label": "Pública clasificada",
        "articles": ["18-a"],
        "motivation": "Dice la salud de personas con nombre.",
        "unlimited": True,
    },
}
BARE = {
    "uid": UIDS["bare"],
    "kind": "indicator",
    "title": "Indicador sin cifras",
    "classification": PUBLIC,
}
FIGURES = [("2015", 57), ("2016", 62), ("2017", 63), ("2018", 74), ("2019", 81)]


def observation(period: str, value: Any, **more: Any) -> dict[str, Any]:
    return {
        "period": period,
        "territory": None,
        "breakdown": {},
        "value": None if value is None else Decimal(str(value)),
        "status": None,
        "source": None,
        "note": None,
        **more,
    }


def entry(
    document: dict[str, Any],
    slug: str,
    *,
    state: str = "published",
    disclosure: str = "full",
    figures: Any = (),
) -> ledger.Entry:
    return ledger.Entry(
        document["uid"],
        document["kind"],
        slug,
        state,
        disclosure,
        json.dumps(document, ensure_ascii=False),
        figures,
    )


def fill(session: Session, dataset: dict[str, Any] | None = None) -> None:
    """Append everything above as it would have come through the door."""
    office = {"kind": "organization", **OFFICE, "email": "de@ejemplo.gov.co"}
    ledger.append(
        session,
        [
            entry(office, OFFICE["slug"]),
            entry(PROCESS, "encuesta"),
            entry(INDICATOR, "ej-1", figures=[observation(*pair) for pair in FIGURES]),
            entry(dataset or DATASET, "inversion"),
            entry(DOCUMENT, "boletin"),
            entry(BARE, "sin-cifras"),
            entry(RESERVED, UIDS["reserved"], disclosure="index"),
            entry(CLASSIFIED, UIDS["classified"], disclosure="index"),
        ],
    )
