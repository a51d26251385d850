"""What does not depend on a question: the landing page, the collection, one record."""

from typing import Any

from ....exporters import ogc_records
from ....exporters.base import Catalogue
from ....exporters.ogc_records import COLLECTION
from ....records import reading
from ....schemas import vocabularies
from ...request import house, session

CONFORMANCE = (
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/json",
    "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-api",
    "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core",
    "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core-query-parameters",
    "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-collection",
    "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/sorting",
)
GEOJSON, JSON = ogc_records.MEDIA_TYPE, "application/json"
SCHEMA = "application/schema+json"
PARAMETERS = {
    "q": "palabras; con coma, cualquiera de ellas",
    "type": "tipo de registro, uno o varios con coma",
    "ids": "identificadores, con coma",
    "externalIds": "códigos de la ciudad, con coma",
    "bbox": "oeste,sur,este,norte en grados (WGS 84)",
    "datetime": "un día, o un intervalo como 2015-01-01/2019-12-31",
    "sortby": "title, updated o id; con «-» al revés",
    "limit": "cuántos por página, hasta 1000",
    "offset": "desde cuál",
}

_TEXT, _MOMENT = {"type": "string"}, {"type": "string", "format": "date-time"}
SORTABLE: dict[str, tuple[str, dict[str, str]]] = {
    "title": ("Nombre", _TEXT),
    "updated": ("Última actualización", _MOMENT),
    "id": ("Identificador", _TEXT),
}
QUERYABLE: dict[str, tuple[str, dict[str, str]]] = {
    "type": ("Tipo de registro", _TEXT),
    "ids": ("Identificador", _TEXT),
    "externalIds": ("Código de la ciudad", _TEXT),
    "bbox": ("Dónde", {"format": "geometry-any"}),
    "datetime": ("Cuándo", _MOMENT),
}
_OGC = "http://www.opengis.net/def/rel/ogc/1.0"


def catalogue() -> Catalogue:
    return house().catalogue(reading.head(session()))


def root() -> str:
    return f"{house().settings.base_url}/ogc"


def link(relation: str, href: str, media: str, title: str) -> dict[str, str]:
    return {"rel": relation, "href": href, "type": media, "title": title}


def landing() -> dict[str, Any]:
    base, said = root(), catalogue()
    openapi = "application/vnd.oai.openapi+json;version=3.0"
    return {
        "title": said.title,
        "description": said.description,
        "links": [
            link("self", base, JSON, "Esta página"),
            link("service-desc", f"{base}/api", openapi, "Definición de la API"),
            link("service-doc", f"{said.base_url}/acerca", "text/html", "Qué es esto"),
            link("conformance", f"{base}/conformance", JSON, "Normas que cumple"),
            link("data", f"{base}/collections", JSON, "Colecciones"),
        ],
    }


def collections() -> dict[str, Any]:
    address = f"{root()}/collections"
    return {
        "links": [link("self", address, JSON, "Colecciones")],
        "collections": [collection()],
    }


def collection() -> dict[str, Any]:
    """The catalogue as a collection; its extent is where the city is."""
    said = catalogue()
    address = f"{root()}/collections/{COLLECTION}"
    place = vocabularies.get("territories").terms.get(said.spatial or "")
    found: dict[str, Any] = {
        "id": COLLECTION,
        "type": "Collection",
        "itemType": "record",
        "title": said.title,
        "description": said.description,
        "license": said.licence or "other",
        "crs": ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
        "links": [
            link("self", address, JSON, said.title),
            link("items", f"{address}/items", GEOJSON, "Los registros"),
            link(f"{_OGC}/sortables", f"{address}/sortables", SCHEMA, "Órdenes"),
            link(f"{_OGC}/queryables", f"{address}/queryables", SCHEMA, "Filtros"),
            link("alternate", f"{said.base_url}/catalogo.ttl", "text/turtle", "DCAT"),
        ],
    }
    if place is not None and place.extra.get("longitude"):
        longitude, latitude = (
            float(place.extra["longitude"]),
            float(place.extra["latitude"]),
        )
        box = [longitude, latitude, longitude, latitude]
        found["extent"] = {"spatial": {"bbox": [box]}}
    return found


def items() -> str:
    return f"{root()}/collections/{COLLECTION}/items"


def properties(name: str) -> dict[str, Any]:
    """What records may be sorted or chosen by: a schema of the names and their texts."""
    of = SORTABLE if name == "sortables" else QUERYABLE
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{root()}/collections/{COLLECTION}/{name}",
        "type": "object",
        "title": catalogue().title,
        "properties": {
            key: {"title": text, **form} for key, (text, form) in of.items()
        },
        "additionalProperties": False,
    }


def api() -> dict[str, Any]:
    """The OpenAPI document, by hand: eight paths and one list of parameters."""
    said = catalogue()
    items = f"/collections/{COLLECTION}/items"
    parameters = [
        {
            "name": name,
            "in": "query",
            "description": words,
            "schema": {"type": "string"},
        }
        for name, words in PARAMETERS.items()
    ]
    uid = {"name": "recordId", "in": "path", "required": True}
    paths: dict[str, Any] = {
        "/": _path("La página de entrada"),
        "/conformance": _path("Las normas que cumple"),
        "/collections": _path("Las colecciones"),
        f"/collections/{COLLECTION}": _path("La colección"),
        f"/collections/{COLLECTION}/sortables": _path("Los órdenes", None, SCHEMA),
        f"/collections/{COLLECTION}/queryables": _path("Los filtros", None, SCHEMA),
        items: _path("Los registros", parameters, GEOJSON),
        f"{items}/{{recordId}}": _path(
            "Un registro", [uid | {"schema": {"type": "string"}}], GEOJSON
        ),
    }
    return {
        "openapi": "3.0.3",
        "info": {
            "title": said.title,
            "description": said.description,
            "version": "1.0",
        },
        "servers": [{"url": root()}],
        "paths": paths,
    }


def _path(
    summary: str, parameters: list[dict[str, Any]] | None = None, media: str = JSON
) -> dict[str, Any]:
    content = {media: {"schema": {"type": "object"}}}
    answer = {"200": {"description": summary, "content": content}}
    said: dict[str, Any] = {"summary": summary, "responses": answer}
    return {"get": said | ({"parameters": parameters} if parameters else {})}
