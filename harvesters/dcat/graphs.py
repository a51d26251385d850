"""RDF as an index by subject; small, because a catalogue comes by pages or files."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

import orjson
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from ...schemas.tables import Unreadable
from .. import jsonstream, xml
from ..answers import Answer
from .contexts import PREFIXES, made_local

Term = NamedNode | BlankNode | Literal
LANGUAGES = ("es", "es-co", "", "en")
MOST = 5_000_000
DEPTH = 4

NOT_RDF = "«{name}» no se pudo leer como RDF: {why}."
TOO_MANY = (
    "«{name}» trae más de {most} triples: pida a la fuente que lo dé por páginas."
)

_SUFFIXES = {
    "ttl": RdfFormat.TURTLE,
    "n3": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "xml": RdfFormat.RDF_XML,
    "owl": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "json": RdfFormat.JSON_LD,
}
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")


@dataclass
class Graph:
    """``trouble`` says where reading had to stop; what came before it is here."""

    base: str
    about: dict[Term, dict[str, list[Term]]] = field(default_factory=dict)
    trouble: str = ""
    _marks: dict[tuple[Term, int], str] = field(default_factory=dict)

    def mark(self, term: Term, depth: int) -> str:
        """The digest of what is said of a node, so deep; each is worked out once."""
        known = self._marks.get((term, depth))
        if known is None:
            lines = [
                orjson.dumps([name, self._object(one, depth)])
                for name, values in self.about.get(term, {}).items()
                for one in values
            ]
            known = hashlib.sha256(b"\n".join(sorted(lines))).hexdigest()
            self._marks[term, depth] = known
        return known

    def _object(self, one: Term, depth: int) -> object:
        if isinstance(one, Literal):
            return [one.value, one.language or ""]
        name = one.value if isinstance(one, NamedNode) else ""
        if depth == 0 or one not in self.about or self._is_whole(one):
            return name
        return [name, self.mark(one, depth - 1)]

    def _is_whole(self, term: Term) -> bool:
        """Whether a node is a dataset or a catalogue of its own."""
        types = self.about[term].get(RDF_TYPE, ())
        return any(getattr(one, "value", "") in WHOLES for one in types)

    def of_type(self, *names: str) -> list[Node]:
        """The nodes of these classes, in the order in which they came."""
        wanted = {iri(name) for name in names}
        return [
            Node(self, term)
            for term, said in self.about.items()
            if any(
                getattr(one, "value", "") in wanted for one in said.get(RDF_TYPE, ())
            )
        ]


@dataclass(frozen=True)
class Node:
    """A resource and what the graph says of it."""

    graph: Graph
    term: Term

    @property
    def iri(self) -> str:
        return self.term.value if isinstance(self.term, NamedNode) else ""

    def all(self, *names: str) -> list[Term]:
        """Every value of these properties."""
        said = self.graph.about.get(self.term, {})
        return [one for name in names for one in said.get(iri(name), ())]

    def nodes(self, *names: str) -> list[Node]:
        return [
            Node(self.graph, one)
            for one in self.all(*names)
            if not isinstance(one, Literal)
        ]

    def words(self, *names: str) -> list[str]:
        """Every value as text: the literals, and the addresses of nodes."""
        return [one.value for one in self.all(*names) if not isinstance(one, BlankNode)]

    def text(self, *names: str) -> str:
        """The literal in the language that is nearest to ours."""
        literals = [one for one in self.all(*names) if isinstance(one, Literal)]
        literals = [one for one in literals if one.value.strip()]
        return min(literals, key=_likeness).value if literals else ""

    def label(self, *names: str) -> str:
        """A value as people would say it: its literal, or the name of its node."""
        said = self.text(*names)
        if said:
            return said
        named = ("skos:prefLabel", "rdfs:label", "foaf:name", "dct:title", "vcard:fn")
        for node in self.nodes(*names):
            found = node.text(*named, "schema:name", "vcard:organization-name")
            if found:
                return found
        return ""

    def digest(self) -> str:
        """The same for the same statements, whatever their order and blank names.

        Of other datasets, and of the catalogue, only the name counts: what is said of
        them is no change of this one.
        """
        return self.graph.mark(self.term, DEPTH)


def iri(name: str) -> str:
    """A prefixed name in full."""
    if "://" in name:
        return name
    prefix, local = name.split(":", 1)
    return PREFIXES[prefix] + local


RDF_TYPE = iri("rdf:type")
WHOLES = frozenset(
    map(
        iri,
        (
            "dcat:Dataset",
            "dcat:DatasetSeries",
            "dcat:Catalog",
            "schema:Dataset",
            "schema:DataCatalog",
            "https://schema.org/Dataset",
            "https://schema.org/DataCatalog",
        ),
    )
)


def read(answer: Answer) -> Graph:
    """The graph of a document. Raises ``Unreadable`` if not one statement can be read."""
    kind = _format(answer)
    graph = Graph(answer.url if "://" in answer.url else "http://archivo.invalid/")
    count = 0
    try:
        for triple in parse(
            _content(answer, kind), format=kind, base_iri=graph.base, lenient=True
        ):
            said = graph.about.setdefault(triple.subject, {})
            said.setdefault(triple.predicate.value, []).append(triple.object)
            count += 1
            if count > MOST:
                raise Unreadable(TOO_MANY.format(name=answer.url, most=MOST))
    except (SyntaxError, OSError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        graph.trouble = NOT_RDF.format(name=answer.url, why=_why(error))
        if not graph.about:
            raise Unreadable(graph.trouble) from None
    return graph


def _why(error: Exception) -> str:
    """Where it is wrong, in Spanish where the reader says it, and its own words."""
    said = " ".join(str(error).split())[:200]
    line = getattr(error, "lineno", None)
    return f"no está bien formado en la línea {line} ({said})" if line else said


def _content(answer: Answer, kind: RdfFormat) -> bytes:
    if kind == RdfFormat.JSON_LD:
        return orjson.dumps(made_local(jsonstream.whole(answer), answer.url))
    if kind == RdfFormat.RDF_XML:
        # Also as it is decoded: some encodings hide what the bytes would show.
        text = answer.text().encode("utf-8", "replace")
        xml.refuse_doctype(answer.content(), answer.url)
        xml.refuse_doctype(text, answer.url)
        return _DECLARATION.sub(b"", text)
    return answer.text().encode("utf-8", "replace")


def _format(answer: Answer) -> RdfFormat:
    """By its first signs, for servers and names are often wrong."""
    first = answer.start(400)
    if first.startswith((b"{", b"[")):
        return RdfFormat.JSON_LD
    if first.startswith((b"<?xml", b"<rdf:", b"<RDF", b"<!--", b"<!DOCTYPE")):
        return RdfFormat.RDF_XML
    said = RdfFormat.from_media_type(answer.media_type) if answer.media_type else None
    suffix = answer.url.split("?")[0].rsplit(".", 1)[-1].lower()
    found = said or _SUFFIXES.get(suffix) or RdfFormat.TURTLE
    wrong = found in {RdfFormat.JSON_LD, RdfFormat.RDF_XML}
    return RdfFormat.TURTLE if wrong else found


def _likeness(one: Literal) -> int:
    language = (one.language or "").lower()
    return LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES)


def short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
