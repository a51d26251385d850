"""Addresses, dates and text at the edge of what the formats can carry."""

import pytest
from tumbaga.exporters.values import (
    address,
    clean,
    mailbox,
    media_type,
    partial_date,
    said,
    telephone,
)

BASE = "https://c.example"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("/archivos/a b.csv", f"{BASE}/archivos/a%20b.csv"),
        ("https://x.org/ñ?q=á#é", "https://x.org/%C3%B1?q=%C3%A1#%C3%A9"),
        ("http://x.org/a%20b%", "http://x.org/a%20b%25"),
        ("http://u:clave@x.org:8080/", "http://x.org:8080/"),
        ("https://ciudad-ñ.co/", "https://xn--ciudad--b0a.co/"),
        ("http://[2001:db8::1]:80/x", "http://[2001:db8::1]:80/x"),
        ("ftp://x.org/a|b<c>\"d'", "ftp://x.org/a%7Cb%3Cc%3E%22d'"),
        ("//otro.org/x", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("no es una dirección", None),
        ("http://", None),
        ("https://exa mple.org/x", None),
        ("https://a<b>.org/x", None),
        ("http://x.org:puerto/", None),
        ("http://[::1", None),
        ("{{url}}", None),
        (None, None),
        (7, None),
    ],
)
def test_an_address_is_whole_or_nothing(given, expected):
    assert address(given, BASE) == expected


@pytest.mark.parametrize("given", ["2015", "2015-02", "2024-02-29"])
def test_dates_that_exist_pass(given):
    assert partial_date(given) == given


@pytest.mark.parametrize(
    "given", ["31/02/2024", "2023-02-29", "2015-13", "15", "0000", "2015-1", "", None]
)
def test_dates_that_do_not_are_left_out(given):
    assert partial_date(given) is None


def test_text_keeps_everything_but_what_xml_cannot_say():
    assert clean(" a\x00b\x0b\ud800c\r\nd\u2028 ") == "ab\ufffdc\nd"
    assert clean("a\u2028b\u200dc") == "a\u2028b\u200dc"


@pytest.mark.parametrize("given", ["{{name}}", " ${x} ", "<% y %>", "", "\x00", None])
def test_placeholders_say_nothing(given):
    assert said(given) == ""


def test_mailboxes_telephones_and_media_types():
    assert mailbox("a.b@cali.gov.co") == "a.b@cali.gov.co"
    assert mailbox("a b@cali") is None
    assert mailbox("ñ@cali.gov.co") is None
    assert telephone("(602) 885 6100 ext. 12") == "6028856100"
    assert telephone("+57 602 8856100 / 8856101") == "+576028856100"
    assert telephone("línea 123") is None
    assert media_type("Text/CSV; charset=utf-8") == "text/csv"
    assert media_type("csv") is None
