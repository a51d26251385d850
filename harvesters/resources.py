"""A NADA's external resources, in JSON or in RDF: the files that stand beside a study."""

from __future__ import annotations

import html.entities
import re
from typing import Any

from lxml import etree

from . import xml
from .answers import Answer
from .words import line, link, plain

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
MOST = 500
_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30};)")
_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})


def of_json(said: Any) -> list[dict[str, str]]:
    """The list that ``/resources`` answers, or a file of it."""
    listed = said.get("resources") if isinstance(said, dict) else said
    found = []
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, dict):
            links = one.get("_links")
            more = links.get("download") if isinstance(links, dict) else None
            places = (one.get("url"), one.get("filename"), more)
            found.append(_part(one.get("title"), places, one.get("dcformat"), one))
    return [one for one in found if one][:MOST]


def of_rdf(root: etree._Element) -> list[dict[str, str]]:
    """The descriptions of Dublin Core that NADA and Nesstar write."""
    found = []
    for node in root:
        if xml.local(node) != "Description":
            continue
        said = {xml.local(one): xml.text(one) for one in node if xml.local(one)}
        places = (node.get(f"{RDF}about"), said.get("URI"), said.get("identifier"))
        found.append(_part(said.get("title"), places, said.get("format"), said))
    return [one for one in found if one][:MOST]


def document(answer: Answer) -> etree._Element:
    """The root of an XML whose names of files may be escaped as in HTML.

    NADA writes ``rdf:about`` so, and XML knows no ``&oacute;``. Raises ``Unreadable``.
    """
    return xml.parse(_NAMED.sub(_spelt, answer.content()), answer.url)


def _spelt(found: re.Match[bytes]) -> bytes:
    name = found[1].decode()
    sign = "" if name in _XML else html.entities.html5.get(name, "")
    return sign.encode() if sign not in {"", "<", "&"} else found[0]


def is_rdf(root: etree._Element) -> bool:
    return xml.local(root) == "RDF"


def _part(
    title: Any, places: tuple[Any, ...], form: Any, said: dict[str, Any]
) -> dict[str, str]:
    """A file with an address; what is only kept in the archive is no file to offer."""
    where = next(filter(None, (link(one) for one in places)), "")
    kind = _TYPE.search(line(form, 200))
    told = {
        "title": line(title, 300),
        "url": where,
        "media_type": kind[0] if kind else line(form, 200),
        "description": plain(said.get("description")),
    }
    return {key: value for key, value in told.items() if value} if where else {}
