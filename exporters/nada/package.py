"""The package that a NADA imports: DDI, RDF of external resources and JSON, in one ZIP."""

import io
import zipfile
from typing import Any

import orjson
from lxml import etree

from ...records.reading import PublicRecord
from ...schemas.texts import clean
from ..base import Catalogue, single
from ..ddi import codebook
from . import study

KEY = "nada"
MEDIA_TYPE = "application/zip"
SUFFIX = ".nada.zip"
VERSION = "1"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
ELEMENTS = {
    "title": DC,
    "dctype": DC,
    "dcformat": DC,
    "language": DC,
    "description": DC,
    "country": TERMS,
}
NAMES = {"dctype": "type", "dcformat": "format", "country": "spatial"}
LABELS = {
    "doc/oth": "Document, Other [doc/oth]",
    "dat": "Database [dat]",
    "map": "Map [map]",
    "web": "Web Site [web]",
}
EARLIEST = (1980, 1, 1, 0, 0, 0)


def build(record: PublicRecord, catalogue: Catalogue) -> bytes:
    """The ZIP; the same record gives the same bytes."""
    moment = max(EARLIEST, record.modified.timetuple()[:6])
    name = study.idno(record)
    listed = study.resources(record, catalogue)
    body = study.metadata(record, catalogue)
    parts = {
        f"{name}.xml": single(codebook, record, catalogue),
        f"{name}.rdf": resources_rdf(listed),
        f"{name}.json": orjson.dumps(body, option=orjson.OPT_INDENT_2),
        "resources.json": orjson.dumps(listed, option=orjson.OPT_INDENT_2),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for file, content in parts.items():
            entry = zipfile.ZipInfo(file, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, content)
    return out.getvalue()


def resources_rdf(listed: list[dict[str, Any]]) -> bytes:
    """The external resources as NADA and Nesstar write them (RDF, Dublin Core)."""
    spaces = {"rdf": RDF, "dc": DC, "dcterms": TERMS}
    root: Any = etree.Element(f"{{{RDF}}}RDF", nsmap=spaces)
    for one in listed:
        node = etree.SubElement(root, f"{{{RDF}}}Description")
        node.set(f"{{{RDF}}}about", clean(one["filename"]))
        for name, space in ELEMENTS.items():
            if one.get(name):
                said = LABELS.get(one[name], one[name])
                element = f"{{{space}}}{NAMES.get(name, name)}"
                etree.SubElement(node, element).text = clean(said)
    body: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return body
