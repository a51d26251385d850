"""Many codebooks in one answer of OAI-PMH: valid together, and each still whole."""

import pytest
from lxml import etree
from protocol_site import opened
from public_records import process
from tumbaga.web import following

DDI = "{ddi:codebook:2_5}"
ASKED = "/oai?verb=ListRecords&metadataPrefix=oai_ddi25"
VARIABLES = [
    {"name": 'edad"<&', "label": "Edad", "file": "Hogares"},
    {"name": "sexo", "label": '<var ID="V1" files="F1"/>', "file": "Personas"},
]


@pytest.fixture
def site(tmp_path):
    with opened(tmp_path) as site:
        site.publish(process("a"), process("b"))
        site.publish(process("c", variables=VARIABLES), process("d", variables=[]))
        yield site


def codebooks(site):
    whole = etree.fromstring(site.get(ASKED).data)
    return whole, list(whole.iter(f"{DDI}codeBook"))


@pytest.mark.parametrize("kept", [False, True])
def test_several_codebooks_in_one_answer_are_valid(site, shared, kept):
    if kept:
        following.keep_up(site.house)
    schema = etree.XMLSchema(
        etree.parse(shared / "data" / "oai-pmh" / "xsd" / "oai-all.xsd")
    )
    whole, found = codebooks(site)
    assert len(found) == 4
    schema.assertValid(whole)


def test_each_variable_still_names_its_own_file(site):
    _whole, found = codebooks(site)
    for book in found:
        files = {one.get("ID") for one in book.iter(f"{DDI}fileDscr")}
        named = {one.get("files") for one in book.iter(f"{DDI}var")}
        assert files == named
    third = [one for one in found if len(list(one.iter(f"{DDI}fileDscr"))) == 2]
    labels = [one.findtext(f"{DDI}labl") for one in third[0].iter(f"{DDI}var")]
    assert labels == ["Edad", '<var ID="V1" files="F1"/>']


def test_alone_a_codebook_keeps_the_short_names_that_nada_gives(site):
    book = etree.fromstring(site.get("/ppi/a-registro.ddi.xml").data)
    assert [one.get("ID") for one in book.iter(f"{DDI}var")] == ["V1", "V2"]
