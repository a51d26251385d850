"""OAI-PMH: the richest format is asked for, and each is read as what it is."""

import pytest
from local_server import client, serving
from tumbaga import harvesters
from tumbaga.harvesters import payloads
from tumbaga.schemas.harvest import Order
from tumbaga.schemas.tables import Unreadable

DC = ("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/")
DDI = ("oai_ddi25", "ddi:codebook:2_5")
DCAT = ("dcat", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
ISO = ("iso19139", "http://www.isotc211.org/2005/gmd")
DDI3 = ("oai_ddi", "ddi:instance:3_2")


@pytest.mark.parametrize(
    ("offered", "prefix"),
    [
        ([DC, DDI, DCAT], "dcat"),
        ([DC, DDI], "oai_ddi25"),
        ([DC, ISO], "iso19139"),
        ([DC, DDI3], "oai_dc"),
        ([DC, ("didl", "urn:mpeg:mpeg21")], "oai_dc"),
        ([], "oai_dc"),
    ],
)
def test_the_richest_that_is_listed_is_asked_for(offered, prefix):
    assert payloads.richest(offered) == prefix


ANSWER = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{}</OAI-PMH>"""
FORMATS = """<ListMetadataFormats><metadataFormat><metadataPrefix>{}</metadataPrefix>
<metadataNamespace>{}</metadataNamespace></metadataFormat></ListMetadataFormats>"""
RECORD = """<ListRecords><record><header><identifier>oai:x:1</identifier></header>
<metadata>{}</metadata></record></ListRecords>"""
STUDY = """<codeBook xmlns="ddi:codebook:2_5" version="2.5"><stdyDscr><citation><titlStmt>
<titl>Encuesta de hogares</titl><IDNo>EH-1</IDNo></titlStmt></citation></stdyDscr></codeBook>"""
GRAPH = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/">
<dcat:Dataset rdf:about="https://x.gov.co/1"><dct:title xml:lang="es">Árboles</dct:title>
<dcat:keyword xml:lang="es">parques</dcat:keyword></dcat:Dataset></rdf:RDF>"""
EMPTY = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dct="http://purl.org/dc/terms/"><rdf:Description rdf:about="https://x.gov.co/1">
<dct:title>Nada</dct:title></rdf:Description></rdf:RDF>"""


def repository(offered, metadata):
    def answer(asked):
        listing = asked.query["verb"] == "ListMetadataFormats"
        said = FORMATS.format(*offered) if listing else RECORD.format(metadata)
        asked.send(ANSWER.format(said), "text/xml")

    return {"/oai": answer}


def read(offered, metadata):
    harvester = harvesters.get("oai")
    with serving(repository(offered, metadata)) as server:
        [item] = harvester.read(Order(server.url("/oai")), client())
    assert server.seen[-1].query["metadataPrefix"] == offered[0]
    return item, None if item.problem else harvester.map(item)


def test_a_codebook_is_a_production_process_known_by_its_own_number():
    item, found = read(DDI, STUDY)

    assert item.id == "oai:x:1"
    assert (found.entry.kind, found.identity) == ("production_process", "EH-1")
    assert found.entry.data["title"] == "Encuesta de hogares"


def test_a_graph_is_read_as_dcat():
    item, found = read(DCAT, GRAPH)

    assert (item.id, item.name) == ("oai:x:1", "Árboles")
    assert found.entry.data["keywords"] == ["parques"]
    assert found.identity == "https://x.gov.co/1"


def test_a_graph_without_a_dataset_is_a_reason():
    item, _none = read(DCAT, EMPTY)

    assert "dcat:Dataset" in item.problem


def test_a_server_that_fails_at_the_formats_is_not_asked_for_less():
    def answer(asked):
        failed = asked.query["verb"] == "ListMetadataFormats"
        asked.send(ANSWER.format(RECORD.format(GRAPH)), status=404 if failed else 200)

    with serving({"/oai": answer}) as server, pytest.raises(Unreadable):
        list(harvesters.get("oai").read(Order(server.url("/oai")), client()))
