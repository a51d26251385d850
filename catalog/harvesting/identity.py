"""Who an item is: its code here, its mark when identifiers change, and our own."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ...schemas.harvest import Found
from ...schemas.vocabularies import fold

LONGEST_CODE = 80
LONGEST_ID = 500
_PLAIN = re.compile(r"[\w.\-]{1,40}")
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_OURS = re.compile(r"/id/([0-9a-f\-]{36})")
_EVERYWHERE = re.compile(
    r"(?:https?://[^/\s]+/\S+|doi:\S+|10\.\d{4,9}/\S+"
    r"|(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})",
    re.IGNORECASE,
)


def code_of(source: str, remote_id: str) -> str:
    """A code that no other source can make, readable where the identifier is."""
    tail = remote_id if _PLAIN.fullmatch(remote_id) else short(remote_id)
    if len(f"{source}:{tail}") > LONGEST_CODE:
        tail = short(remote_id)
    return f"{source}:{tail}"


def short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def remote_id(text: str) -> str:
    """An identifier as the table can hold it; another is known by its digest as well."""
    clean = storable(text)
    if clean != text:
        return f"{clean[: LONGEST_ID - 70]}…#{short(text)}"
    if len(text) <= LONGEST_ID:
        return text
    return f"{text[: LONGEST_ID - 70]}…#{short(text)}"


def storable(text: str) -> str:
    """The text without the signs that no database takes: control and half characters."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def everywhere(text: str) -> str:
    """The identifier if it means the same to all the world, else nothing."""
    text = text.strip()
    if not _EVERYWHERE.fullmatch(text):
        return ""
    plain = re.sub(
        r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "doi:", text, flags=re.IGNORECASE
    )
    plain = re.sub(r"^http://", "https://", plain).rstrip("/")
    return plain.removeprefix("urn:uuid:")[:LONGEST_ID]


def our_uid(found: Found, base_url: str) -> str:
    """The uid of the record of ours that this item is, or nothing."""
    for address in found.addresses:
        if base_url and address.startswith(f"{base_url}/"):
            match = _OURS.search(address)
            return match[1] if match else address
    return ""


def fingerprint(data: Mapping[str, Any]) -> str:
    """What stays when only the identifier changes: the title, and where the data are."""
    places = sorted(_addresses(data.get("distributions") or []))
    title = fold(str(data.get("title") or ""))
    return hashlib.sha256("\n".join([title, *places]).encode()).hexdigest()


def _addresses(parts: Iterable[Any]) -> list[str]:
    return [
        str(one.get("url") or one.get("title") or "")
        for one in parts
        if isinstance(one, Mapping)
    ]
