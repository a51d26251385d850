"""Whatever a title says, every form is valid and gives the same title back."""

import csv
import io
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from public_records import CATALOGUE, dataset
from rdflib import DCTERMS, Graph, URIRef
from tumbaga import exporters
from tumbaga.exporters import citations, ckan, feeds, ogc_records, schema_org
from tumbaga.exporters.base import assemble, keeper, single
from tumbaga.exporters.feeds import Feed
from tumbaga.exporters.tables_of_kinds import TableOfKind
from tumbaga.exporters.values import clean, said
from tumbaga.schemas import texts as cleaning

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
SIGNS = [
    "</script>",
    "]]>",
    "<!--",
    "-->",
    "<?xml?>",
    "&amp;",
    "&#0;",
    '"""',
    "\\",
    "\x00\x01\x0b\x1f\x7f\x85",
    "\u202e\u2066\u200f",
    "\u2028\u2029",
    "\ufffe\uffff",
    "\ud800",
    "\r\n@prefix x: <y> .\n",
    "=1+1",
    "TY  - ",
    "@misc{x,",
    "{{nombre}}",
    "🐦ñ\u0301",
    "http://sitio/con espacio",
]
TITLES = st.lists(st.sampled_from(SIGNS) | st.text(max_size=12), max_size=6).map(
    "".join
)
FEED = Feed(
    "Novedades", "https://x.example/a", "https://x.example/", dataset().modified
)


def every(function):
    for sign in SIGNS:
        function = example(f"Título {sign} fin")(function)
    function = example("\u202e\u2066\u200f")(function)
    return settings(deadline=None, max_examples=40)(given(title=TITLES)(function))


def record_of(title):
    return dataset(
        "uno", title=title, description=title, keywords=[title], notes=[title]
    )


def expected(title):
    """What every form should say: the title without what no form can carry."""
    return said(title) or "DAT-01"


@every
@pytest.mark.parametrize("prefix", exporters.METADATA)
def test_xml_of_oai(prefix, title):
    made = exporters.METADATA[prefix].write(record_of(title), CATALOGUE)
    tree = etree.fromstring(made)
    names = {"oai_ddi25": "titl"}

    texts = [one.text for one in tree.iter(f"{{*}}{names.get(prefix, 'title')}")]

    # DDI is read back by our own schemas, which drop signs that turn a text around
    told = {expected(title), cleaning.clean(said(title)) or "DAT-01"}
    assert (told | {expected(cleaning.clean(title))}) & set(texts)


@every
@pytest.mark.parametrize("key", ["ttl", "rdf", "nt", "jsonld"])
def test_rdf(key, title):
    form = {"ttl": "turtle", "rdf": "xml", "nt": "nt", "jsonld": "json-ld"}[key]
    made = single(exporters.get(key), record_of(title), CATALOGUE)
    found = Graph().parse(data=made, format=form)

    value = found.value(URIRef(CATALOGUE.identifier("uno")), DCTERMS.title)

    assert str(value) == expected(title)


@every
def test_json_in_all_its_forms(title):
    record = record_of(title)
    wanted = expected(title)

    data = json.loads(single(exporters.get("json"), record, CATALOGUE))
    assert data["dataset"][0]["title"] == wanted
    federal = json.loads(single(exporters.get("dcat-us"), record, CATALOGUE))
    assert federal["dataset"][0]["title"] == wanted
    fields = json.loads(single(exporters.get("datosgov"), record, CATALOGUE))
    assert fields[0]["name"] == wanted
    assert ckan.package(record, CATALOGUE)["title"] == wanted
    assert ogc_records.feature(record, CATALOGUE)["properties"]["title"] == wanted
    embedded = schema_org.embedded(record, CATALOGUE)
    assert not set("<>&\u2028\u2029") & set(embedded)
    assert json.loads(embedded)["name"] == wanted
    feed = json.loads(feeds.json_feed(FEED, [record], CATALOGUE))
    assert feed["items"][0]["title"] == wanted


@every
def test_atom(title):
    tree = etree.fromstring(feeds.atom(FEED, [record_of(title)], CATALOGUE))

    assert tree.findtext("{*}entry/{*}title") == expected(title)


@every
def test_citations_keep_to_their_lines(title):
    record = record_of(title)
    ris = citations.ris(record, CATALOGUE)
    starts = [line[:6] for line in ris.split("\r\n") if line]

    assert starts == [
        "TY  - ",
        "AU  - ",
        "PY  - ",
        "TI  - ",
        "ET  - ",
        "PB  - ",
        "UR  - ",
        "LA  - ",
        "ER  - ",
    ]
    assert json.loads(citations.csl(record, CATALOGUE))[0]["id"] == "uno"
    assert citations.apa(record, CATALOGUE).count("\n") == 1
    assert citations.bibtex(record, CATALOGUE).count("@misc{uno,\n") == 1


@every
def test_tables_have_one_row_and_no_formula(title):
    table = TableOfKind("dataset")
    bodies = [keeper(table, CATALOGUE).make(record_of(title))]
    text = b"".join(assemble(table.frame(CATALOGUE), bodies)).decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(text, newline="")))

    assert len(rows) == 1
    assert not rows[0]["titulo"].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert rows[0]["titulo"].removeprefix("'") == clean(said(title)).removeprefix("'")
