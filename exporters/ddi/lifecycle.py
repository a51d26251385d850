"""One production process as DDI Lifecycle 3.3: a ``DDIInstance`` with one study unit.

What it carries: who, what, when and where, the universe, how the data were collected,
the files, and the variables with their questions' words as descriptions, categories and
code lists. The rest is in the codebook.
"""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from ...records.reading import PublicRecord
from ...schemas import vocabularies
from ...schemas.crosswalks.table import listed
from ...schemas.texts import clean
from ..base import Catalogue, Frame
from ..values import said
from . import codebook, collection_33
from .nodes_33 import SPACES, Writer, add, texts

KEY = "ddi-l"
MEDIA_TYPE = codebook.MEDIA_TYPE
SUFFIX = ".ddi-l.xml"
VERSION = "2"
KEPT = False


def accepts(one: PublicRecord) -> bool:
    return codebook.accepts(one)


def fragment(one: PublicRecord, catalogue: Catalogue) -> bytes:
    """The ``DDIInstance`` with its namespaces, without an XML declaration."""
    body: bytes = etree.tostring(_Study(one, catalogue).instance(), encoding="utf-8")
    return body


def frame(catalogue: Catalogue) -> Frame:
    return codebook.around(catalogue, b"instances")


class _Study(Writer):
    """Writes one study."""

    def instance(self) -> Any:
        root = etree.Element(f"{{{SPACES[None]}}}DDIInstance", nsmap=SPACES)
        self.identified(root, "instancia")
        self._citation(root)
        study = self.part(root, "s:StudyUnit", "estudio")
        self._citation(study)
        self.content(study, "r:Abstract", self._summary())
        universe = said(self.document.get("target_population"))
        if universe:
            self.refer(study, "r:UniverseReference", "universo", "Universe")
        if purpose := said(self.document.get("objective")):
            self.content(study, "r:Purpose", purpose)
        collection_33.coverage(self, study)
        collection_33.materials(self, study)
        if universe:
            self._universe(study, universe)
        collection_33.collection(self, study)
        variables = self.document["variables"]
        if variables:
            self._logical(study, variables)
        return root

    def _summary(self) -> str:
        return said(self.document.get("description")) or self.document["title"]

    def _citation(self, node: Any) -> None:
        document = self.document
        cited = add(node, "r:Citation")
        self.said(cited, "r:Title", "r:String", document["title"])
        if acronym := said(document.get("acronym")):
            self.said(cited, "r:AlternateTitle", "r:String", acronym)
        office = said((document.get("organization") or {}).get("name"))
        if office:
            self.said(add(cited, "r:Creator"), "r:CreatorName", "r:String", office)
        publisher = document["catalogue"]["publisher"]
        self.said(add(cited, "r:Publisher"), "r:PublisherName", "r:String", publisher)
        day = self.record.modified.date().isoformat()
        add(add(cited, "r:PublicationDate"), "r:SimpleDate", day)

    def _universe(self, node: Any, text: str) -> None:
        part = self.part(node, "c:ConceptualComponent", "conceptos")
        scheme = self.part(part, "c:UniverseScheme", "universos")
        universe = self.part(scheme, "c:Universe", "universo")
        self.content(universe, "r:Label", text)

    def _logical(self, node: Any, variables: list[Mapping[str, Any]]) -> None:
        """Categories, the lists that use them, and the variables that use these."""
        part = self.part(node, "l:LogicalProduct", "producto")
        coded = [one for one in variables if _codes(one)]
        if coded:
            scheme = self.part(part, "l:CategoryScheme", "categorias")
            for one in coded:
                self._categories(scheme, one)
            scheme = self.part(part, "l:CodeListScheme", "listas")
            for one in coded:
                self._codes(scheme, one)
        scheme = self.part(part, "l:VariableScheme", "variables")
        for one in variables:
            self._variable(scheme, one)

    def _categories(self, scheme: Any, variable: Mapping[str, Any]) -> None:
        for place, one in enumerate(_codes(variable), start=1):
            category = self.part(scheme, "l:Category", f"{variable['id']}-C{place}")
            self.content(category, "r:Label", said(one.get("label")) or one["code"])

    def _codes(self, scheme: Any, variable: Mapping[str, Any]) -> None:
        codes = self.part(scheme, "l:CodeList", f"{variable['id']}-lista")
        for place, one in enumerate(_codes(variable), start=1):
            code = self.part(codes, "l:Code", f"{variable['id']}-K{place}")
            name = f"{variable['id']}-C{place}"
            self.refer(code, "r:CategoryReference", name, "Category")
            add(code, "r:Value", said(one["code"]))

    def _variable(self, scheme: Any, one: Mapping[str, Any]) -> None:
        variable = self.part(scheme, "l:Variable", one["id"])
        name = said(one.get("name")) or one["id"]
        self.said(variable, "l:VariableName", "r:String", name)
        self.content(variable, "r:Label", said(one.get("label")) or name)
        told = (one.get(part) for part in ("question", "definition", "universe"))
        if words := " · ".join(texts(told)):
            self.content(variable, "r:Description", words)
        kind = vocabularies.get("variable_types").find(said(one.get("type")))
        if _codes(one):
            shown = add(variable, "l:VariableRepresentation")
            coded = add(shown, "r:CodeRepresentation")
            self.refer(coded, "r:CodeListReference", f"{one['id']}-lista", "CodeList")
        elif kind is not None and kind.extra.get("ddi") == "numeric":
            shown = add(variable, "l:VariableRepresentation")
            number = add(shown, "r:NumericRepresentation")
            whole = kind.extra.get("json") == "integer"
            add(number, "r:NumericTypeCode", "Integer" if whole else "Decimal")
        elif kind is not None and kind.code == "texto":
            add(add(variable, "l:VariableRepresentation"), "r:TextRepresentation")


def _codes(variable: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Its categories that have a code."""
    given = listed(variable.get("categories"))
    return [one for one in given if clean(said(one.get("code")))]
