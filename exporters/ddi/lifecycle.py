"""One production process as DDI Lifecycle 3.3: a ``DDIInstance`` with one study unit.

What it carries: who, what, when and where, the universe, and the variables with their
questions' words as descriptions, categories and code lists. The rest is in the codebook.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from ...records.reading import PublicRecord
from ...schemas import vocabularies
from ...schemas.crosswalks import ddi
from ...schemas.crosswalks.table import listed
from ...schemas.texts import clean
from ..base import Catalogue, Frame
from ..values import said
from . import codebook

KEY = "ddi-l"
MEDIA_TYPE = codebook.MEDIA_TYPE
SUFFIX = ".ddi-l.xml"
VERSION = "1"
KEPT = False

SPACES = {
    None: "ddi:instance:3_3",
    "r": "ddi:reusable:3_3",
    "s": "ddi:studyunit:3_3",
    "c": "ddi:conceptualcomponent:3_3",
    "l": "ddi:logicalproduct:3_3",
}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_ID = re.compile(r"[^A-Za-z0-9_-]")
_NO_LABEL = re.compile(r"[^A-Za-z0-9-]+")


def accepts(one: PublicRecord) -> bool:
    return codebook.accepts(one)


def fragment(one: PublicRecord, catalogue: Catalogue) -> bytes:
    """The ``DDIInstance`` with its namespaces, without an XML declaration."""
    body: bytes = etree.tostring(_Study(one, catalogue).instance(), encoding="utf-8")
    return body


def frame(catalogue: Catalogue) -> Frame:
    return codebook.around(catalogue, b"instances")


def agency(catalogue: Catalogue) -> str:
    """The house as DDI names agencies: the host turned round, ``co.gov.cali``."""
    host = urlsplit(catalogue.base_url).hostname or "catalogo"
    labels = [_NO_LABEL.sub("-", one)[:63] for one in reversed(host.split("."))]
    return ".".join(filter(None, labels)) or "catalogo"


class _Study:
    """Writes one study; every identifier begins with the record's own."""

    def __init__(self, record: PublicRecord, catalogue: Catalogue) -> None:
        self.record, self.agency = record, agency(catalogue)
        self.document = ddi.complete(codebook.prepared(record, catalogue))
        self.language = said(self.document.get("language")) or catalogue.language
        self.own = "".join(
            one if not _NO_ID.match(one) else f"_{ord(one):x}" for one in record.uid
        )

    def instance(self) -> Any:
        root = etree.Element(f"{{{SPACES[None]}}}DDIInstance", nsmap=SPACES)
        self._identified(root, "instancia")
        self._citation(root)
        study = _add(root, "s:StudyUnit")
        self._identified(study, "estudio")
        self._citation(study)
        self._content(study, "r:Abstract", self._summary())
        universe = said(self.document.get("target_population"))
        if universe:
            self._refer(study, "r:UniverseReference", "universo", "Universe")
        if purpose := said(self.document.get("objective")):
            self._content(study, "r:Purpose", purpose)
        self._coverage(study)
        if universe:
            self._universe(study, universe)
        variables = self.document["variables"]
        if variables:
            self._logical(study, variables)
        return root

    def _summary(self) -> str:
        return said(self.document.get("description")) or self.document["title"]

    def _identified(self, node: Any, name: str) -> None:
        """Agency, identifier and version, which everything that can be named has."""
        parts = (self.agency, self._name(name), str(self.record.seq))
        for element, value in zip(("Agency", "ID", "Version"), parts, strict=True):
            _add(node, f"r:{element}", value)

    def _name(self, name: str) -> str:
        return f"{self.own}-{name}"

    def _refer(self, node: Any, element: str, name: str, kind: str) -> None:
        to = _add(node, element)
        self._identified(to, name)
        _add(to, "r:TypeOfObject", kind)

    def _said(self, node: Any, element: str, inner: str, text: object) -> None:
        one = _add(_add(node, element), inner, str(text))
        one.set(_LANGUAGE, self.language)

    def _content(self, node: Any, element: str, text: object) -> None:
        self._said(node, element, "r:Content", text)

    def _citation(self, node: Any) -> None:
        document = self.document
        cited = _add(node, "r:Citation")
        self._said(cited, "r:Title", "r:String", document["title"])
        if acronym := said(document.get("acronym")):
            self._said(cited, "r:AlternateTitle", "r:String", acronym)
        office = said((document.get("organization") or {}).get("name"))
        if office:
            self._said(_add(cited, "r:Creator"), "r:CreatorName", "r:String", office)
        publisher = document["catalogue"]["publisher"]
        self._said(_add(cited, "r:Publisher"), "r:PublisherName", "r:String", publisher)
        day = self.record.modified.date().isoformat()
        _add(_add(cited, "r:PublicationDate"), "r:SimpleDate", day)

    def _coverage(self, node: Any) -> None:
        words = [said(one) for one in listed(self.document.get("keywords"))]
        edges = [one["date"] for one in self.document["periods"]]
        if not any(words) and not edges:
            return
        covered = _add(node, "r:Coverage")
        if any(words):
            topics = _add(covered, "r:TopicalCoverage")
            self._identified(topics, "temas")
            for word in dict.fromkeys(filter(None, words)):
                _add(topics, "r:Keyword", word).set(_LANGUAGE, self.language)
        if edges:
            times = _add(covered, "r:TemporalCoverage")
            self._identified(times, "periodo")
            dated = _add(times, "r:ReferenceDate")
            for name, day in zip(("StartDate", "EndDate"), edges, strict=False):
                _add(dated, f"r:{name}", day)

    def _universe(self, node: Any, text: str) -> None:
        part = _add(node, "c:ConceptualComponent")
        self._identified(part, "conceptos")
        scheme = _add(part, "c:UniverseScheme")
        self._identified(scheme, "universos")
        universe = _add(scheme, "c:Universe")
        self._identified(universe, "universo")
        self._content(universe, "r:Label", text)

    def _logical(self, node: Any, variables: list[Mapping[str, Any]]) -> None:
        """Categories, the lists that use them, and the variables that use these."""
        part = _add(node, "l:LogicalProduct")
        self._identified(part, "producto")
        coded = [one for one in variables if _codes(one)]
        if coded:
            scheme = _add(part, "l:CategoryScheme")
            self._identified(scheme, "categorias")
            for one in coded:
                self._categories(scheme, one)
            scheme = _add(part, "l:CodeListScheme")
            self._identified(scheme, "listas")
            for one in coded:
                self._codes(scheme, one)
        scheme = _add(part, "l:VariableScheme")
        self._identified(scheme, "variables")
        for one in variables:
            self._variable(scheme, one)

    def _categories(self, scheme: Any, variable: Mapping[str, Any]) -> None:
        for place, one in enumerate(_codes(variable), start=1):
            category = _add(scheme, "l:Category")
            self._identified(category, f"{variable['id']}-C{place}")
            self._content(category, "r:Label", said(one.get("label")) or one["code"])

    def _codes(self, scheme: Any, variable: Mapping[str, Any]) -> None:
        codes = _add(scheme, "l:CodeList")
        self._identified(codes, f"{variable['id']}-lista")
        for place, one in enumerate(_codes(variable), start=1):
            code = _add(codes, "l:Code")
            self._identified(code, f"{variable['id']}-K{place}")
            name = f"{variable['id']}-C{place}"
            self._refer(code, "r:CategoryReference", name, "Category")
            _add(code, "r:Value", said(one["code"]))

    def _variable(self, scheme: Any, one: Mapping[str, Any]) -> None:
        variable = _add(scheme, "l:Variable")
        self._identified(variable, one["id"])
        name = said(one.get("name")) or one["id"]
        self._said(variable, "l:VariableName", "r:String", name)
        self._content(variable, "r:Label", said(one.get("label")) or name)
        told = (one.get(part) for part in ("question", "definition", "universe"))
        if words := " · ".join(_sentences(told)):
            self._content(variable, "r:Description", words)
        kind = vocabularies.get("variable_types").find(said(one.get("type")))
        if _codes(one):
            shown = _add(variable, "l:VariableRepresentation")
            coded = _add(shown, "r:CodeRepresentation")
            self._refer(coded, "r:CodeListReference", f"{one['id']}-lista", "CodeList")
        elif kind is not None and kind.extra.get("ddi") == "numeric":
            shown = _add(variable, "l:VariableRepresentation")
            number = _add(shown, "r:NumericRepresentation")
            whole = kind.extra.get("json") == "integer"
            _add(number, "r:NumericTypeCode", "Integer" if whole else "Decimal")
        elif kind is not None and kind.code == "texto":
            _add(_add(variable, "l:VariableRepresentation"), "r:TextRepresentation")


def _codes(variable: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Its categories that have a code."""
    given = listed(variable.get("categories"))
    return [one for one in given if clean(said(one.get("code")))]


def _sentences(texts: Iterable[object]) -> list[str]:
    return [text for one in texts for part in listed(one) if (text := said(part))]


def _add(node: Any, name: str, text: str | None = None) -> Any:
    prefix, _, local = name.rpartition(":")
    made = etree.SubElement(node, f"{{{SPACES[prefix]}}}{local}")
    if text is not None:
        made.text = clean(text)
    return made
