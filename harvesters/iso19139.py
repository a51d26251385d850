"""Geographic metadata (ISO 19139, and 19115-3 by the same local names) as drafts."""

from __future__ import annotations

from lxml import etree

from ..schemas.harvest import Found
from . import xml
from .sketch import Sketch
from .words import line

# Topic categories (ISO 19115, MD_TopicCategoryCode) as themes of ours.
TOPICS = {
    "farming": "agricultura-y-desarrollo-rural",
    "biota": "ambiente-y-desarrollo-sostenible",
    "boundaries": "ordenamiento-territorial",
    "climatologymeteorologyatmosphere": "ambiente-y-desarrollo-sostenible",
    "economy": "economia-y-finanzas",
    "elevation": "mapas-nacionales",
    "environment": "ambiente-y-desarrollo-sostenible",
    "geoscientificinformation": "minas-y-energia",
    "health": "salud-y-proteccion-social",
    "imagerybasemapsearthcover": "mapas-nacionales",
    "inlandwaters": "ambiente-y-desarrollo-sostenible",
    "intelligencemilitary": "seguridad-y-defensa",
    "location": "mapas-nacionales",
    "oceans": "ambiente-y-desarrollo-sostenible",
    "planningcadastre": "ordenamiento-territorial",
    "society": "inclusion-social-y-reconciliacion",
    "structure": "vivienda-ciudad-y-territorio",
    "transportation": "transporte",
    "utilitiescommunication": "vivienda-ciudad-y-territorio",
}
RHYTHMS = {
    "continual": "continua",
    "daily": "diaria",
    "weekly": "semanal",
    "fortnightly": "quincenal",
    "monthly": "mensual",
    "quarterly": "trimestral",
    "biannually": "semestral",
    "annually": "anual",
    "asneeded": "irregular",
    "irregular": "irregular",
    "notplanned": "solo_una_vez",
}


def identifier(node: etree._Element) -> str:
    """The file identifier of a record (``fileIdentifier``)."""
    return xml.text(_below(node, "fileIdentifier"))


def title(node: etree._Element) -> str:
    return line(xml.text(_below(_below(node, "identificationInfo"), "title")))


def draft(name: str, node: etree._Element) -> Found:
    """The draft of an ``MD_Metadata``."""
    about = _below(node, "identificationInfo")
    sketch = Sketch(name)
    sketch.line("title", title(node))
    sketch.text("description", xml.text(_below(about, "abstract")))
    sketch.keywords([line(xml.text(one), 100) for one in _all(about, "keyword")])
    _topic(sketch, about)
    _rhythm(sketch, about)
    language = _below(node, "language")
    sketch.term("language", "languages", _code(language) or xml.text(language))
    _rights(sketch, about)
    sketch.period([_said(about, "beginPosition"), _said(about, "endPosition")])
    dates = [xml.text(one) for one in _all(about, "Date") + _all(about, "DateTime")]
    if dates:
        sketch.day("issued", min(dates), "Fecha")
    sketch.places(*[xml.text(one) for one in _all(about, "geographicIdentifier")])
    party = _below(about, "pointOfContact")
    party = _below(node, "contact") if party is None else party
    sketch.contact(
        _said(party, "positionName") or _said(party, "individualName"),
        _said(party, "electronicMailAddress"),
        _said(party, "voice"),
    )
    for one in _all(_below(node, "distributionInfo"), "CI_OnlineResource"):
        sketch.part(
            title=_said(one, "name"),
            url=_said(one, "linkage"),
            description=_said(one, "description"),
            formats=tuple(filter(None, [_format(_said(one, "protocol"))])),
        )
    identity = identifier(node)
    sketch.known_by(_said(node, "dataSetURI"), identity)
    return sketch.found(
        organization=_said(party, "organisationName"), identity=identity
    )


def _topic(sketch: Sketch, about: etree._Element | None) -> None:
    for one in _all(about, "MD_TopicCategoryCode"):
        code = TOPICS.get(xml.text(one).lower())
        if code:
            sketch.data.setdefault("theme", code)


def _rhythm(sketch: Sketch, about: etree._Element | None) -> None:
    given = _code(_below(about, "MD_MaintenanceFrequencyCode"))
    code = RHYTHMS.get(given.lower(), "")
    if code:
        sketch.data["frequency"] = code


def _rights(sketch: Sketch, about: etree._Element | None) -> None:
    """Limitations and licences, in the words or the addresses in which they stand."""
    found = [*_all(about, "useLimitation"), *_all(about, "otherConstraints")]
    said = [line(xml.text(one), 300) for one in found]
    if said:
        sketch.term("licence", "licences", *said)


def _format(protocol: str) -> str:
    """Services say their protocol; only downloads have a format."""
    return "" if "OGC" in protocol or "WWW" in protocol else protocol


def _code(node: etree._Element | None) -> str:
    if node is None:
        return ""
    for one in node.iter():
        if one.get("codeListValue"):
            return str(one.get("codeListValue"))
    return ""


def _said(node: etree._Element | None, name: str) -> str:
    return xml.text(_below(node, name))


def _below(node: etree._Element | None, name: str) -> etree._Element | None:
    if node is None:
        return None
    return next((one for one in node.iter() if xml.local(one) == name), None)


def _all(node: etree._Element | None, name: str) -> list[etree._Element]:
    if node is None:
        return []
    return [one for one in node.iter() if xml.local(one) == name]
