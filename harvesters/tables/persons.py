"""Tell a post or an office from a person. In doubt it is a person, and stays inside."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

from .columns import normal

_LISTS = {
    line["list"]: frozenset(line["words"].split())
    for line in csv.DictReader(
        (files(__package__) / "words.csv").read_text(encoding="utf-8").splitlines()
    )
}
_POSTS, _NAMES, _OFFICES = _LISTS["posts"], _LISTS["names"], _LISTS["offices"]
SURNAMES = _LISTS["surnames"]

_SAINTS = re.compile(r"\b(?:santiago de|san|santa|santo) [a-z]+(?: de [a-z]+)?\b")
_MAIL = re.compile(r"^([^@\s]+)@([^@\s]+)$")
_WEBMAIL = re.compile(
    r"^(?:gmail|hotmail|outlook|yahoo|live|icloud|msn)\.", re.IGNORECASE
)
_PARTS = re.compile(r"[._\-+\d]+")


def is_post(text: str) -> bool:
    """Whether a text names a post or an office, and no person beside it.

    Places that bear a person's name are kept inside too, but for saints: that costs a
    remark, while the other error would publish a name (Ley 1581 de 2012).
    """
    words = set(_SAINTS.sub(" ", normal(text)).split())
    return bool(_POSTS & words) and not _NAMES & words


def is_office_mailbox(address: str) -> bool:
    """Whether the part before the @ is the name of an office or of a service."""
    found = _MAIL.match(address.strip())
    if found is None or _WEBMAIL.match(found[2]):
        return False
    words = [normal(word) for word in _PARTS.split(found[1]) if word]
    if any(word in _NAMES for word in words):
        return False
    return any(word in _OFFICES or word in _POSTS for word in words)


def is_mailbox(text: str) -> bool:
    return _MAIL.match(text.strip()) is not None
