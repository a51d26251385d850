"""One production process as a DDI Codebook 2.5: a ``codeBook`` that can stand alone.

A codebook speaks of one study, so the whole catalogue is a plain container of ours
around them; OAI-PMH and the NADA package hand them out one by one.
"""

from typing import Any

from lxml import etree

from ...records.reading import PublicRecord
from ...schemas import vocabularies
from ...schemas.crosswalks import ddi
from ..base import Catalogue, Frame
from ..dcat.coverage import term
from ..dcat.record import title
from ..dcat.rights import ground
from ..values import address

KEY = "ddi"
MEDIA_TYPE = "application/xml"
SUFFIX = ".ddi.xml"
VERSION = "1"
KEPT = True

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def accepts(one: PublicRecord) -> bool:
    """Only a production process is a study (DESIGN, section 3)."""
    return one.kind == "production_process"


def fragment(one: PublicRecord, catalogue: Catalogue) -> bytes:
    """The ``codeBook`` element with its namespace, without an XML declaration."""
    root = ddi.to_ddi(prepared(one, catalogue))
    body: bytes = etree.tostring(root, encoding="utf-8")
    return body


def frame(catalogue: Catalogue) -> Frame:
    return around(catalogue, b"codeBooks")


def around(catalogue: Catalogue, root: bytes) -> Frame:
    """Around one record only the declaration; ``head`` says that it is the whole, which
    stands in an element of this name.
    """
    if not catalogue.head:
        return Frame(head=_DECLARATION, tail=b"\n")
    head = _DECLARATION + b"<" + root + b">\n"
    return Frame(head=head, separator=b"\n", tail=b"\n</" + root + b">\n")


def prepared(record: PublicRecord, catalogue: Catalogue) -> dict[str, Any]:
    """The public document with whole addresses, and what the catalogue says of it."""
    document = record.document
    language = term("languages", document.get("language"))
    known = {
        "title": title(record),
        "language": language.code if language else catalogue.language,
        "distributions": _distributions(document, catalogue),
        "source": _source(document, catalogue),
        "catalogue": {
            "identifier": catalogue.identifier(record.uid),
            "page": catalogue.page(record),
            "publisher": catalogue.publisher_name,
            "modified": record.modified.date().isoformat(),
            "ground": ground(document, record.disclosure),
            "related": _related(document, catalogue),
        },
    }
    return {**document, **known}


def _distributions(
    document: dict[str, Any], catalogue: Catalogue
) -> list[dict[str, Any]]:
    given = document.get("distributions") or []
    return [
        {**item, "url": address(item.get("url"), catalogue.base_url)} for item in given
    ]


def _source(document: dict[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    given = dict(document.get("source") or {})
    if "url" in given:
        given["url"] = address(given["url"], catalogue.base_url)
    return given


def _related(document: dict[str, Any], catalogue: Catalogue) -> list[str]:
    """Other records by their permanent address, with what they are to this one."""
    known = vocabularies.get("relation_types")
    return [
        f"{known.label(str(link.get('type') or 'relacionado'))}: "
        f"{catalogue.identifier(link['uid'])}"
        for link in document.get("relations") or []
        if link.get("uid")
    ]
