"""Public records made by hand: one of each kind, the least, the nastiest, and many."""

import json
import random
from datetime import UTC, date, datetime
from typing import Any

from tumbaga.exporters.base import Catalogue
from tumbaga.records.reading import PublicRecord

MOMENT = datetime(2026, 11, 20, 15, 4, 5, tzinfo=UTC)
OFFICE = {"uid": "org-dap", "name": "Departamento Administrativo de Planeación"}
OFFICE |= {"acronym": "DAP", "slug": "planeacion"}
PUBLIC = {"class": "publica", "class_label": "Pública"}
CATALOGUE = Catalogue(
    base_url="https://datos.cali.example",
    title="Tumbaga · Santiago de Cali",
    description="Catálogo de los activos de información.",
    publisher_name="Alcaldía de Santiago de Cali",
    publisher_url="https://www.cali.gov.co",
    licence="CC-BY-SA-4.0",
    spatial="76001",
    contact_email="datos@cali.gov.co",
    issued=date(2026, 1, 1),
    modified=MOMENT,
    head=9,
)

COMMON: dict[str, Any] = {
    "description": "Mide lo que su nombre dice, cada año, desde 2015.",
    "organization": OFFICE,
    "custodian": {"uid": "org-datic", "name": "DATIC", "slug": "datic"},
    "producer_position": "Subdirector de Desarrollo Integral",
    "contact": {
        "position": "Oficina de estadística",
        "email": "estadistica@cali.gov.co",
        "telephone": "(602) 885 6100 ext. 12",
    },
    "theme": "trabajo",
    "keywords": ["empleo", "planeación", "empleo"],
    "language": "es",
    "frequency": "anual",
    "spatial": ["76001", "76", "99999999"],
    "temporal_start": "2015",
    "temporal_end": "2019-06",
    "issued": "2016-02-29",
    "licence": "CC-BY-4.0",
    "notes": ["El dato de 2017 es provisional."],
    "source": {
        "title": "Plan Estadístico Territorial",
        "url": "https://cali.gov.co/a b",
    },
    "classification": PUBLIC,
    "version": 2,
    "first_published": "2026-11-01",
}
FILE = {
    "uid": "dist-1",
    "title": "Empleo por comuna",
    "url": "/archivos/ab12/empleo por comuna.csv",
    "media_type": "text/csv",
    "format": "CSV",
    "size": 447997,
    "checksum": "0f" * 32,
    "licence": "CC-BY-4.0",
}
NASTY = (
    'Título </script><script>alert(1)</script> """ \u2028\u2029 \x00\x1f\x7f '
    "\r\n@prefix x: <y> .\n{{name}} & <b> ]]> \\ \\u0041 'ñandú 🐦 \ufffe"
)


def record(kind: str, uid: str, document: dict[str, Any], **row: Any) -> PublicRecord:
    given = {"uid": uid, "kind": kind, **document}
    values = {
        "seq": 1,
        "uid": uid,
        "kind": kind,
        "slug": f"{uid}-registro",
        "state": "published",
        "disclosure": "full",
        "modified": MOMENT,
        "etag": f"etag-{uid}",
        "text": json.dumps(given),
    }
    return PublicRecord(**values | row)


def dataset(uid: str = "dato-1", **more: Any) -> PublicRecord:
    service = {"uid": "dist-2", "title": "Visor", "url": "https://idesc.cali.gov.co/v"}
    own = {"code": "DAT-01", "title": "Empleo", "distributions": [FILE, service]}
    return record("dataset", uid, COMMON | own | more)


def indicator(uid: str = "ind-1", **more: Any) -> PublicRecord:
    own = {
        "code": "MAJA01.01.18.FT03",
        "title": "Tasa de desempleo",
        "observation_count": 5,
        "relations": [
            {"type": "generado_por", "uid": "ppi-1"},
            {"type": "relacionado", "uid": "dato-1"},
            {"type": "inventada", "uid": "doc-1"},
        ],
    }
    return record("indicator", uid, COMMON | own | more)


def process(uid: str = "ppi-1", **more: Any) -> PublicRecord:
    variables = [{"name": "edad", "label": "Edad", "unit": "años"}, {"name": "sexo"}]
    own = {"code": "PPI-7", "title": "Encuesta de empleo", "variables": variables}
    return record("production_process", uid, COMMON | own | more)


def document(uid: str = "doc-1", **more: Any) -> PublicRecord:
    file = FILE | {"uid": "d", "url": "/archivos/cd/plan.pdf", "format": "PDF"}
    file |= {"media_type": "application/pdf"}
    own = {"title": "Plan Estadístico", "authors": ["Planeación"], "pages": 80}
    return record("document", uid, COMMON | own | {"distributions": [file]} | more)


def organization(uid: str = "org-dap") -> PublicRecord:
    own = {
        "name": OFFICE["name"],
        "acronym": "DAP",
        "parent": {"uid": "org-cali", "name": "Alcaldía", "slug": "alcaldia"},
        "email": "planeacion@cali.gov.co",
        "telephone": "602 885 61 00",
        "url": "https://www.cali.gov.co/planeacion/",
    }
    return record("organization", uid, own)


def least(kind: str, uid: str) -> PublicRecord:
    return record(kind, uid, {})


def partial() -> PublicRecord:
    decision = {
        "class": "clasificada",
        "class_label": "Pública clasificada",
        "articles": ["18-a"],
        "norm": "Ley 1581 de 2012, artículo 5.",
        "motivation": "Contiene datos de salud de personas que se pueden reconocer. "
        * 9,
        "scope": "partial",
    }
    return record(
        "dataset",
        "parcial-1",
        {"organization": OFFICE, "classification": decision},
        disclosure="partial",
    )


def nasty(kind: str = "dataset", uid: str = "feo-1") -> PublicRecord:
    bad = {
        "url": "https://exa mple.org/a b|c?d=e f&g=[1]#h#i",
        "media_type": "text/html; charset=latin-1<",
        "checksum": "no es",
        "size": -3,
        "title": "{{name}}",
    }
    dead = [{"url": "javascript:alert(1)"}, {"url": "http://[::1"}, {"title": "x"}]
    strange = {
        "title": NASTY,
        "description": NASTY,
        "code": NASTY,
        "acronym": "{{acronym}}",
        "keywords": [NASTY, "", "{{tag}}", "\x00"],
        "organization": {"uid": "org <x>\n", "name": NASTY},
        "contact": {"position": NASTY, "email": "a b@c", "telephone": "no tiene"},
        "theme": "tema que no hay",
        "frequency": "cuando se pueda",
        "language": "klingon",
        "spatial": ["x", "Cali"],
        "temporal_start": "31/02/2024",
        "temporal_end": "2024-02-31",
        "licence": 'Uso "libre" con permiso',
        "source": {"url": "no es una dirección", "title": NASTY},
        "place": "http://sitio.gov.co/con espacio",
        "notes": [NASTY],
        "variables": [{"name": NASTY, "label": NASTY}],
        "relations": [{"type": NASTY, "uid": 'otro "uid"'}],
        "distributions": [bad, *dead, FILE | {"licence": "http://x.org/una licencia"}],
        "observation_count": 1,
        "classification": {"class": "reservada", "articles": ["19-z"], "norm": NASTY},
    }
    return record(kind, uid, strange)


def everything() -> list[PublicRecord]:
    """One of each, complete and minimal, and the strangest that may get here."""
    kinds = ("production_process", "indicator", "dataset", "document", "organization")
    return [
        dataset(),
        indicator(),
        process(),
        document(),
        organization(),
        partial(),
        dataset("serie-1", is_series=True, distributions=[]),
        dataset("parte-1", relations=[{"type": "en_serie", "uid": "serie-1"}]),
        nasty(),
        nasty("indicator", "feo-2"),
        *(least(kind, f"minimo-{kind}") for kind in kinds),
    ]


def many(count: int, seed: int = 7) -> list[PublicRecord]:
    """Synthetic records of every kind, the same for the same seed."""
    chance = random.Random(seed)
    makers = (dataset, indicator, process, document)
    words = [
        "agua",
        "empleo",
        "salud",
        "vía",
        "comuna",
        "educación",
        "vivienda",
        "año",
        "niñez",
        "riesgo",
    ]
    found = []
    for number in range(1, count + 1):
        title = " ".join(chance.choices(words, k=6)).capitalize()
        text = " ".join(chance.choices(words, k=40))
        make = chance.choice(makers)
        found.append(make(f"r{number:06}", title=f"{title} {number}", description=text))
    return found
