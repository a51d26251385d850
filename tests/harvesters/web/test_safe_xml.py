"""XML that means harm (attacks 28 and 29 of the peers): refused, and nothing is fetched."""

import pytest
from local_server import client, serving
from speaking_sources import PLACES, Source
from tumbaga import harvesters
from tumbaga.harvesters import xml
from tumbaga.schemas.harvest import Order
from tumbaga.schemas.tables import Unreadable

DEEP = b"<a>" * 10_000 + b"</a>" * 10_000
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><l>&c;</l>'
)
FILE = '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><r>&f;</r>'
PARAMETER = '<!DOCTYPE r [<!ENTITY % p SYSTEM "{url}"> %p;]><r/>'
EXTERNAL = '<!DOCTYPE r SYSTEM "{url}"><r/>'


@pytest.mark.parametrize("text", [LAUGHS, FILE, "<!DOCTYPE r><r/>"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(text, coding):
    with pytest.raises(Unreadable, match="DOCTYPE"):
        xml.parse(text.encode(coding), "x")


@pytest.mark.parametrize("text", [PARAMETER, EXTERNAL])
def test_nothing_outside_is_fetched(text):
    with serving({"/x": ("<!ENTITY a 'b'>",)}) as server, pytest.raises(Unreadable):
        xml.parse(text.format(url=server.url("/x")).encode(), "x")

    assert server.seen == []


def test_inclusions_and_locations_of_schemas_are_only_words():
    with serving({"/x": ("<b/>",)}) as server:
        where = server.url("/x")
        root = xml.parse(
            f'<r xmlns:xi="http://www.w3.org/2001/XInclude" '
            f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            f'xsi:schemaLocation="urn:x {where}"><xi:include href="{where}"/></r>'.encode(),
            "x",
        )

    assert len(root) == 1
    assert server.seen == []


def test_ten_thousand_levels_are_refused():
    with pytest.raises(Unreadable, match="más de 200 niveles"):
        xml.parse(DEEP, "x")


def test_three_hundred_levels_are_refused_too():
    with pytest.raises(Unreadable, match="más de 200 niveles"):
        xml.parse(b"<a>" * 240 + b"</a>" * 240, "x")


def test_a_huge_text_is_refused():
    with pytest.raises(Unreadable):
        xml.parse(b"<a>" + b"x" * 20_000_000 + b"</a>", "x")


@pytest.mark.parametrize("text", [b"", b"   ", b"<a>", b"{}", b"<html><body/></html>"])
def test_what_is_no_xml_says_so(text):
    with pytest.raises(Unreadable):
        xml.parse(text, "x")


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        (b"Salud & vida", "Salud & vida"),
        (b"Salud &amp; vida &lt;b&gt;", "Salud & vida <b>"),
        (b"A&nbsp;&ntilde;o &nada; &LT;i>", "A\xa0ño &nada; &LT;i>"),
        (b"A&#1;B&#x0;C&#xD800;D\x0bE", "A\ufffdB\ufffdC\ufffdD\ufffdE"),
        ("Población".encode("cp1252") + " y niñez".encode(), "Población y niñez"),
        (b"<![CDATA[a & b &nbsp; <c>]]> & d", "a & b &nbsp; <c> & d"),
        (b"&#99999999;", "&#99999999;"),
    ],
)
def test_what_real_servers_get_wrong_is_mended(inside, read):
    root = xml.parse(b"<?xml version='1.0'?>\n<r><t>" + inside + b"</t></r>", "x")

    assert root[0].text == read


@pytest.mark.parametrize(
    "text", [b"<r><t>a & b</r>", b"<r t=a>&</r>", b"<r>&</r><r/>", b"<r>& <b"]
)
def test_what_is_broken_beyond_that_is_refused(text):
    with pytest.raises(Unreadable, match="mal formado"):
        xml.parse(text, "x")


def test_mending_opens_no_door():
    hidden = b"<?xml version='1.0' encoding='utf-8'?><\x01!DOCTYPE r [<!ENTITY a 'b'>]><r>&a; & </r>"

    with pytest.raises(Unreadable):
        xml.parse(hidden, "x")


@pytest.mark.parametrize("kind", ["oai", "csw", "ddi"])
def test_one_wrong_sign_in_a_feed_costs_no_record(kind):
    things = {f"t{n}": f"Cosa {n}" for n in range(4)} | {"t9": "Aguas & más\x0b &#2;"}
    source = Source(things)

    with serving({PLACES[kind]: source.answer}) as server:
        order = Order(server.url(PLACES[kind]))
        items = list(harvesters.get(kind).read(order, client()))

    assert [one.problem for one in items] == [""] * 5
    assert items[-1].name.startswith("Aguas & más")
