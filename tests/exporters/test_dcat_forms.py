"""The four serialisations say the same, alone and put together; readers are not ours."""

import json

import pytest
from public_records import CATALOGUE, everything, many, nasty, record
from rdflib import DCAT, DCTERMS, RDF, BNode, Graph, Literal
from rdflib.compare import isomorphic
from tumbaga import exporters
from tumbaga.exporters.base import assemble, keeper, single
from tumbaga.exporters.dcat import graph

# rdflib's own JSON-LD reader still uses its deprecated class
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
READERS = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml", "nt": "nt"}
KEYS = list(READERS)


def whole(key, records, catalogue=CATALOGUE):
    exporter = exporters.get(key)
    bodies = [keeper(exporter, catalogue).make(one) for one in records]
    return b"".join(assemble(exporter.frame(catalogue), bodies))


def read(key, text):
    return Graph().parse(data=text, format=READERS[key])


@pytest.mark.parametrize("one", everything(), ids=lambda one: one.uid)
def test_one_record_is_the_same_graph_in_every_form(one):
    graphs = [read(key, single(exporters.get(key), one, CATALOGUE)) for key in KEYS]

    assert len(graphs[0]) > 20
    assert all(set(graphs[0]) == set(other) for other in graphs[1:])
    assert isomorphic(graphs[0], graphs[1])
    assert not any(isinstance(term, BNode) for triple in graphs[0] for term in triple)


@pytest.mark.thorough
@pytest.mark.parametrize("key", KEYS)
def test_three_hundred_fragments_in_a_row_are_their_union(key):
    records = many(300)

    together = read(key, whole(key, records))

    apart = Graph()
    for one in records:
        apart += read(key, single(exporters.get(key), one, CATALOGUE))
    assert set(together) == set(apart)
    assert len(set(together.subjects(RDF.type, DCAT.Dataset))) == 300


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_catalogue_is_valid(key):
    found = read(key, whole(key, []))

    assert list(found.subjects(RDF.type, DCAT.Catalog))
    assert not list(found.objects(None, DCAT.dataset))


@pytest.mark.parametrize("key", KEYS)
def test_the_same_record_gives_the_same_bytes(key):
    first = whole(key, everything())
    graph.of_record.cache_clear()

    assert whole(key, everything()) == first


@pytest.mark.parametrize("key", KEYS)
def test_strange_text_arrives_whole(key):
    one = nasty()

    found = read(key, single(exporters.get(key), one, CATALOGUE))

    subject = next(
        found.subjects(
            DCTERMS.identifier, Literal("https://datos.cali.example/id/feo-1")
        )
    )
    title = str(found.value(subject, DCTERMS.title))
    for part in (
        "</script>",
        '"""',
        "\u2028\u2029",
        "@prefix x: <y> .",
        "{{name}}",
        "]]>",
        "\\u0041",
        "ñandú 🐦",
    ):
        assert part in title
    assert "\x00" not in title
    assert "\r" not in title


def test_fragments_use_only_what_the_frame_declares():
    body = keeper(exporters.get("ttl"), CATALOGUE).make(nasty())

    assert not any(line.startswith(b"@prefix") for line in body.splitlines())
    assert b"_:" not in keeper(exporters.get("nt"), CATALOGUE).make(nasty())


def test_a_text_that_looks_like_xml_declarations_stays_in_the_fragment():
    one = record("dataset", "x", {"title": 'x xmlns:p="q" </rdf:RDF> <rdf:RDF>'})

    found = read("rdf", single(exporters.get("rdf"), one, CATALOGUE))

    titles = {str(title) for title in found.objects(None, DCTERMS.title)}
    assert 'x xmlns:p="q" </rdf:RDF> <rdf:RDF>' in titles


def test_json_ld_needs_nothing_from_elsewhere_and_may_stand_in_a_page():
    text = single(exporters.get("jsonld"), nasty(), CATALOGUE)

    assert b"</script>" not in text
    assert all(isinstance(v, str) for v in json.loads(text)["@context"].values())


def test_a_blank_node_or_a_foreign_property_is_refused():
    with pytest.raises(KeyError, match="@id"):
        graph.triples(
            [
                {
                    "@id": "x:a",
                    "dct:title": "b",
                    "dct:relation": {"dct:title": "sin nombre"},
                }
            ]
        )
    with pytest.raises(ValueError, match="outside the frame"):
        graph.triples([{"@id": "x:a", "http://otra.org/p": "b"}])
