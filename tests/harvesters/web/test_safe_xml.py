"""XML that means harm (attacks 28 and 29 of the peers): refused, and nothing is fetched."""

import pytest
from local_server import serving
from tumbaga.harvesters import xml
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
    with pytest.raises(Unreadable):
        xml.parse(DEEP, "x")


def test_three_hundred_levels_are_refused_too():
    with pytest.raises(Unreadable):
        xml.parse(b"<a>" * 240 + b"</a>" * 240, "x")


def test_a_huge_text_is_refused():
    with pytest.raises(Unreadable):
        xml.parse(b"<a>" + b"x" * 20_000_000 + b"</a>", "x")


@pytest.mark.parametrize("text", [b"", b"   ", b"<a>", b"{}", b"<html><body/></html>"])
def test_what_is_no_xml_says_so(text):
    with pytest.raises(Unreadable):
        xml.parse(text, "x")
