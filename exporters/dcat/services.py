"""The catalogue's own APIs as data services, so that a harvester finds the other doors."""

from dataclasses import dataclass

from ..base import Catalogue
from . import agents, coverage, rights
from .nodes import Node, node, part, ref, text


@dataclass(frozen=True, slots=True)
class Service:
    """One API: where it is, the standard that it keeps, and what explains it."""

    name: str
    title: str
    description: str
    path: str
    standard: str
    explained: str


SERVICES = (
    Service(
        "ckan",
        "API de acciones de CKAN",
        "Búsqueda y registros completos en JSON, como en CKAN. Solo lectura.",
        "/api/3/action",
        "https://docs.ckan.org/en/latest/api/",
        "/api/3/action/status_show",
    ),
    Service(
        "oai",
        "OAI-PMH 2.0",
        "Cosecha selectiva por fecha y por conjuntos, con los registros eliminados.",
        "/oai",
        "http://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm",
        "/oai?verb=Identify",
    ),
    Service(
        "sdmx",
        "SDMX REST",
        "Estructuras y datos de los indicadores en SDMX-ML, SDMX-JSON y SDMX-CSV.",
        "/sdmx",
        "https://github.com/sdmx-twg/sdmx-rest",
        "/sdmx/dataflow/all/all/latest",
    ),
    Service(
        "ogc",
        "OGC API Records",
        "Los registros como GeoJSON, por texto, tiempo, lugar y tipo.",
        "/ogc",
        "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core",
        "/ogc/conformance",
    ),
)


def describe(catalogue: Catalogue) -> list[Node]:
    return [_service(one, catalogue) for one in SERVICES]


def _service(one: Service, catalogue: Catalogue) -> Node:
    language, owner = catalogue.language, catalogue.address
    return node(
        part(owner, f"servicio-{one.name}"),
        "dcat:DataService",
        {
            "dct:title": text(one.title, language),
            "dct:description": text(one.description, language),
            "dct:identifier": part(owner, f"servicio-{one.name}"),
            "dcat:endpointURL": ref(catalogue.base_url + one.path),
            "dcat:endpointDescription": ref(catalogue.base_url + one.explained),
            "dct:conformsTo": _standard(one),
            "dct:publisher": agents.entity(catalogue),
            "dct:license": rights.licence(catalogue.licence, owner, catalogue.base_url),
            "dct:accessRights": rights.access({"classification": {"class": "publica"}}),
            "dct:language": coverage.language(language),
        },
    )


def _standard(one: Service) -> Node:
    return node(one.standard, "dct:Standard", {"dct:title": text(one.title)})
