"""DDI where it is asked for: by suffix, by Accept, whole, and never of another kind."""

from lxml import etree
from public_records import dataset, process

CODEBOOK = "{ddi:codebook:2_5}codeBook"


def test_a_suffix_gives_the_codebook_of_a_process(site):
    site.publish(process("a"))

    answer = site.get("/ppi/a-registro.ddi.xml")

    assert answer.status_code == 200
    assert answer.content_type.startswith("application/xml")
    assert etree.fromstring(answer.data).tag == CODEBOOK


def test_an_accept_header_gives_it_too(site):
    site.publish(process("a"))

    answer = site.get("/ppi/a-registro", headers={"Accept": "application/xml"})

    assert etree.fromstring(answer.data).tag == CODEBOOK
    assert "Accept" in answer.vary


def test_a_browser_still_gets_the_page(site):
    site.publish(process("a"))
    usual = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

    answer = site.get("/ppi/a-registro", headers={"Accept": usual})

    assert answer.mimetype == "text/html"
    assert "/ppi/a-registro.ddi.xml" in answer.text


def test_another_kind_has_no_codebook(site):
    site.publish(dataset("d"))

    assert site.get("/datos/d-registro.ddi.xml").status_code == 404
    assert ".ddi.xml" not in site.get("/datos/d-registro").text


def test_plain_xml_of_another_kind_is_no_format_and_gives_the_page(site):
    site.publish(dataset("d"))

    answer = site.get("/datos/d-registro", headers={"Accept": "application/xml"})

    assert answer.mimetype == "text/html"


def test_the_whole_holds_one_codebook_for_each_process(site):
    site.publish(process("a"), dataset("d"), process("b"))

    whole = etree.fromstring(site.get("/catalogo.ddi.xml").data)

    assert [one.tag for one in whole] == [CODEBOOK, CODEBOOK]
