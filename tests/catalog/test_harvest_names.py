"""Identifiers made to do harm (attack 27 of the peers): each is a thing of its own."""

import re
import unicodedata

import pytest
from harvest_runs import approved, counts, harvest, stored, thing
from sqlalchemy import select
from tumbaga.records.asset import Asset

CRAFTED = (
    "../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "..",
    "CON",
    "nul.txt",
    "x" * 300,
    "x" * 3_000,
    "x" * 2_999 + "y",
    unicodedata.normalize("NFC", "población"),
    unicodedata.normalize("NFD", "población"),
    "a\u202efdp.exe",
    "a\x00b",
    "a\x01b",
    "a\ud800b",
    "%2e%2e%2f",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    " ",
)


@pytest.fixture
def source(city):
    return approved(city)


def test_crafted_identifiers_become_records_with_harmless_codes(city, source):
    things = {one: thing(f"Cosa {n}") for n, one in enumerate(CRAFTED)}

    first, again = (counts(harvest(city, things)) for _turn in range(2))

    assert first == {"created": len(CRAFTED)}
    assert again == {"unchanged": len(CRAFTED)}
    codes = city.session.scalars(select(Asset.code)).all()
    assert len(set(codes)) == stored(city) == len(CRAFTED)
    assert all(re.fullmatch(r"otra:[\w.\-]{1,75}", one) for one in codes), codes
