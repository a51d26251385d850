"""How a node of DDI Lifecycle 3.3 is written: its names, its references, its texts."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from ...records.reading import PublicRecord
from ...schemas.crosswalks import ddi
from ...schemas.crosswalks.table import listed
from ...schemas.texts import clean
from ..base import Catalogue
from ..values import said
from . import codebook

SPACES = {
    None: "ddi:instance:3_3",
    "r": "ddi:reusable:3_3",
    "s": "ddi:studyunit:3_3",
    "c": "ddi:conceptualcomponent:3_3",
    "d": "ddi:datacollection:3_3",
    "l": "ddi:logicalproduct:3_3",
}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_ID = re.compile(r"[^A-Za-z0-9_-]")
_NO_LABEL = re.compile(r"[^A-Za-z0-9-]+")


def agency(catalogue: Catalogue) -> str:
    """The house as DDI names agencies: the host turned round, ``co.gov.cali``."""
    host = urlsplit(catalogue.base_url).hostname or "catalogo"
    labels = [_NO_LABEL.sub("-", one)[:63] for one in reversed(host.split("."))]
    return ".".join(filter(None, labels)) or "catalogo"


class Writer:
    """Writes the nodes of one study; every identifier begins with the record's own."""

    def __init__(self, record: PublicRecord, catalogue: Catalogue) -> None:
        self.record, self.agency = record, agency(catalogue)
        self.document = ddi.complete(codebook.prepared(record, catalogue))
        self.language = said(self.document.get("language")) or catalogue.language
        self.own = "".join(
            one if not _NO_ID.match(one) else f"_{ord(one):x}" for one in record.uid
        )

    def identified(self, node: Any, name: str) -> None:
        """Agency, identifier and version, which everything that can be named has."""
        parts = (self.agency, f"{self.own}-{name}", str(self.record.seq))
        for element, value in zip(("Agency", "ID", "Version"), parts, strict=True):
            add(node, f"r:{element}", value)

    def part(self, node: Any, element: str, name: str) -> Any:
        """A node inside another that has a name of its own."""
        made = add(node, element)
        self.identified(made, name)
        return made

    def refer(self, node: Any, element: str, name: str, kind: str) -> None:
        to = self.part(node, element, name)
        add(to, "r:TypeOfObject", kind)

    def said(self, node: Any, element: str, inner: str, text: object) -> None:
        one = add(add(node, element), inner, str(text))
        one.set(_LANGUAGE, self.language)

    def content(self, node: Any, element: str, text: object) -> None:
        self.said(node, element, "r:Content", text)

    def word(self, node: Any, element: str, text: str) -> None:
        add(node, element, text).set(_LANGUAGE, self.language)


def add(node: Any, name: str, text: str | None = None) -> Any:
    prefix, _, local = name.rpartition(":")
    made = etree.SubElement(node, f"{{{SPACES[prefix]}}}{local}")
    if text is not None:
        made.text = clean(text)
    return made


def texts(values: Iterable[object]) -> list[str]:
    """The texts among these values and in their lists, without the blank ones."""
    return [text for one in values for part in listed(one) if (text := said(part))]
