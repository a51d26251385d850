"""Reading a catalogue page after page, and finding the datasets of each."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from ...schemas.harvest import Cut, Item, Order
from ...schemas.tables import Unreadable
from ..answers import Answer
from ..http import Client
from ..places import documents
from ..words import line, number
from . import graphs
from .graphs import Graph, Node

SUFFIXES = ("ttl", "rdf", "xml", "jsonld", "nt", "n3")
ACCEPT = "text/turtle, application/rdf+xml;q=0.9, application/ld+json;q=0.8, */*;q=0.1"
MOST_PAGES = 10_000
DATASETS = ("dcat:Dataset", "dcat:DatasetSeries", "schema:Dataset")
EXTRA_DATASETS = (
    "https://schema.org/Dataset",
    "http://dati.gov.it/onto/dcatapit#Dataset",
)
CONTROLS = ("hydra:next", "hydra:nextPage")

NONE = "«{name}» es RDF, pero no trae ningún conjunto de datos (dcat:Dataset)."
AGAIN = "«{name}» vuelve a una página que ya dio: se dejó de leer y no se tocó lo que falta."
ENDLESS = "«{name}» no termina nunca: se leyeron {pages} páginas."
SHORT = "«{name}» dijo tener {total} registros y dio {came}: lo que falta no se tocó."
NO_ID = "No trae identificador ni dirección: no se podría reconocer la próxima vez."

# The standards by which catalogues are read: a service that keeps one is a door.
DOORS = (
    "https://docs.ckan.org/",
    "http://www.openarchives.org/OAI/",
    "https://github.com/sdmx-twg/sdmx-rest",
    "http://www.opengis.net/spec/ogcapi-records",
    "http://www.opengis.net/spec/csw",
)


def read(order: Order, http: Client) -> Iterator[Item]:
    """Every dataset of a catalogue, and every service that stands by itself."""
    if "://" in order.location:
        yield from _pages(order, http)
        return
    for document in documents(order.location, http, SUFFIXES):
        if isinstance(document, Item):
            yield document
            continue
        try:
            yield from _items(_graph(document))
        except (Unreadable, Cut) as error:
            yield Item(f"archivo:{document.url}", document.url, problem=str(error))


def _pages(order: Order, http: Client) -> Iterator[Item]:
    here, seen, came, total = order.location, set[str](), 0, 0
    for turn in range(MOST_PAGES):
        # Only the first is asked about: with pages, it may stay while others change.
        answer = http.get(here, accept=ACCEPT).require_data()
        seen.add(here)
        graph = _graph(answer, first=turn == 0)
        for one in _items(graph):
            came += 1
            yield one
        total = total or _total(graph)
        following = _next(graph)
        if not following:
            break
        here = urljoin(answer.url, following)
        if here in seen:
            raise Unreadable(AGAIN.format(name=order.location))
    else:
        raise Unreadable(ENDLESS.format(name=order.location, pages=MOST_PAGES))
    if came < total:
        raise Cut(SHORT.format(name=order.location, total=total, came=came))


def _graph(answer: Answer, *, first: bool = True) -> Graph:
    graph = graphs.read(answer)
    if first and not datasets(graph) and not graph.of_type("dcat:DataService"):
        raise Unreadable(graph.trouble or NONE.format(name=answer.url))
    return graph


def _items(graph: Graph) -> Iterator[Item]:
    served = {
        one.term
        for part in graph.of_type("dcat:Distribution")
        for one in part.nodes("dcat:accessService")
    }
    services = [one for one in graph.of_type("dcat:DataService") if not _is_door(one)]
    for node in [*datasets(graph), *(s for s in services if s.term not in served)]:
        yield item(node)
    if graph.trouble:
        raise Cut(graph.trouble)


def _is_door(service: Node) -> bool:
    """Whether a service is another way into the same catalogue, and no information."""
    standards = service.words("dct:conformsTo")
    return any(one.startswith(DOORS) for one in standards)


def datasets(graph: Graph) -> list[Node]:
    """What stands in the graph as a dataset, whatever its profile calls it."""
    return graph.of_type(*DATASETS, *EXTRA_DATASETS)


def item(node: Node) -> Item:
    """A dataset by its identifier (``dct:identifier``), or else by its address."""
    name = line(node.text("dct:title", "schema:name", "rdfs:label")) or node.iri
    given = node.words("dct:identifier", "schema:identifier")
    identifier = next(filter(None, map(line, given)), "") or node.iri
    mark = node.digest()
    if not identifier:
        mark_id = f"sin-id:{mark[:16]}"
        if not name:
            return Item(mark_id, "?", mark, problem=NO_ID)
        return Item(f"sin-id:{graphs.short(name)}", name, mark, node)
    return Item(identifier, name or identifier, mark, node)


def _total(graph: Graph) -> int:
    """How many things the catalogue says to have, on all its pages (Hydra)."""
    nodes = graph.of_type("dcat:Catalog", "hydra:PagedCollection", "hydra:Collection")
    said = [word for node in nodes for word in node.words("hydra:totalItems")]
    return max(map(number, said), default=0)


def _next(graph: Graph) -> str:
    """The address of the page that follows (Hydra)."""
    views = graph.of_type("hydra:PartialCollectionView", "hydra:PagedCollection")
    for node in views:
        found = node.words(*CONTROLS)
        if found:
            return found[0]
    return ""
