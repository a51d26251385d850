"""DDI Codebook 2.5, both ways: a production process and its ``codeBook``.

Elements are read by local name, so 1.2.2, 2.0 and 2.5 come in through the same table.
What depends on two fields is in ``complete`` (before writing) and ``repair`` (after
reading); ``LOST`` names what the format cannot carry.
"""

from typing import Any

from ..texts import clean
from .ddi_study import DATE, STUDY
from .ddi_variables import DATA
from .elements import Element, Elements
from .table import WHOLE, Document, Row, listed, read, write

NAMESPACE = "ddi:codebook:2_5"
SHAPE = Elements(NAMESPACE)

# The record about the record; "catalogue" is ours to say and nobody's to read back.
ABOUT = (
    Row("title", "docDscr/citation/titlStmt/titl"),
    Row("catalogue.identifier", "docDscr/citation/titlStmt/IDNo[agency=URI]"),
    Row("catalogue.publisher", "docDscr/citation/prodStmt/producer"),
    Row("catalogue.modified", "docDscr/citation/prodStmt/prodDate/@date"),
    Row("=Tumbaga", "docDscr/citation/prodStmt/software"),
    Row("first_published", "docDscr/citation/distStmt/distDate/@date", DATE),
    Row("version", "docDscr/citation/verStmt/version[type=ficha]", WHOLE),
    Row("catalogue.modified", "docDscr/citation/verStmt/version/@date"),
    Row("catalogue.page", "docDscr/citation/holdings/@URI"),
    Row("source.title", "docDscr/docSrc/titlStmt/titl"),
    Row("source.url", "docDscr/docSrc/holdings/@URI"),
    Row("source.detail", "docDscr/docSrc/notes"),
)
MATERIALS = (
    Row(
        "distributions",
        "otherMat",
        many=True,
        table=(
            Row("=study", "@level"),
            Row("media_type", "@type"),
            Row("url", "@URI"),
            Row("title", "labl"),
            Row("description", "txt"),
        ),
    ),
)
CODEBOOK = (
    Row("language", "@xml:lang"),
    *ABOUT,
    *STUDY,
    *DATA,
    *MATERIALS,
)
# Groups and fields that a codebook has no place for (DDI 2.5); the rest comes back.
LOST = frozenset({
    "kind", "slug", "classification", "producer_position", "custodian_position",
    "custodian", "asset_type", "category", "medium", "support", "format", "generated",
    "archived", "process", "process_code", "subprocess", "records_code", "trd_series",
    "trd_subseries", "personal_data", "minors", "personal_data_types",
    "personal_data_purpose", "maturity", "maturity_reason", "storage",
    "documentation_state", "dissemination_media", "disseminates", "team", "in_mop",
    "procedure_based", "phases", "continuity", "continuity_reason",
    "continuity_reviewed", "characterisation", "relations",
    "organization.uid", "organization.slug", "organization.short_name",
    "contact.telephone",
    "distributions.uid", "distributions.checksum", "distributions.size",
    "distributions.rows", "distributions.format", "distributions.licence",
    "distributions.issued", "distributions.modified", "distributions.availability",
    "distributions.columns",
})  # fmt: skip


def to_ddi(document: Document) -> Element:
    """The ``codeBook`` of a production process. Addresses in it must be absolute."""
    root = SHAPE.root("codeBook")
    root.set("version", "2.5")
    write(CODEBOOK, complete(document), root, SHAPE)
    return root


def from_ddi(root: Element) -> Document:
    """What a codebook says of a production process, as an unvalidated document."""
    return repair(read(CODEBOOK, root, SHAPE))


def complete(document: Document) -> Document:
    """What the standard demands, and dates and files as it parts them."""
    ready = dict(document)
    named = clean(str(document.get("title") or ""))  # signs alone are no title
    ready["title"] = named or document.get("code") or "Sin título"
    ready["periods"] = _moments(
        [{"start": document.get("temporal_start"), "end": document.get("temporal_end")}]
    )
    ready["collections"] = _moments(document.get("collection_periods") or [])
    ready["files"], ready["variables"] = _files(document)
    source = document.get("source") or {}
    if source and not source.get("title"):
        ready["source"] = {**source, "title": ready["title"]}
    return ready


def repair(found: Document) -> Document:
    """The same, the other way."""
    found.pop("catalogue", None)
    for period in _periods(found.pop("periods", []))[:1]:
        found |= {f"temporal_{edge}": day for edge, day in period.items()}
    if periods := _periods(found.pop("collections", [])):
        found["collection_periods"] = periods
    names = {one.get("id"): one.get("name") for one in found.pop("files", [])}
    names.pop(UNNAMED, None)
    for variable in found.get("variables", []):
        name = names.get(variable.pop("file_id", "").split(" ")[0])
        variable.pop("id", None)
        if name:
            variable["file"] = name
    return found


UNNAMED = "F0"  # the file of the variables that name none


def _files(document: Document) -> tuple[list[Document], list[Document]]:
    """The data files that the variables name, and the variables with their numbers."""
    variables = listed(document.get("variables"))
    named = list(dict.fromkeys(filter(None, (one.get("file") for one in variables))))
    numbers = {name: f"F{place}" for place, name in enumerate(named, start=1)}
    ready = [
        {**one, "id": f"V{place}", "file_id": numbers.get(one.get("file"), UNNAMED)}
        for place, one in enumerate(variables, start=1)
    ]
    known = {one.get("title"): one for one in listed(document.get("distributions"))}
    names = {number: name for name, number in numbers.items()}
    files = []
    for number in dict.fromkeys(one["file_id"] for one in ready):
        name = names.get(number, document.get("title") or "Datos")
        size = sum(one["file_id"] == number for one in ready)
        same = known.get(name, {})
        files.append({
            "id": number, "name": name, "size": size, "url": same.get("url"),
            "rows": same.get("rows"), "type": same.get("format"),
            "content": same.get("description"),
        })  # fmt: skip
    return sorted(files, key=lambda one: int(one["id"][1:])), ready


def _moments(periods: list[Any]) -> list[Document]:
    """Each edge of a period as a date of its own (``timePrd``, ``collDate``)."""
    return [
        {"event": edge, "date": period[edge], "cycle": period.get("cycle")}
        for period in periods
        for edge in ("start", "end")
        if period.get(edge)
    ]


def _periods(moments: list[Document]) -> list[Document]:
    """Edges joined again: an end closes the last beginning of its cycle."""
    found: list[Document] = []
    for one in moments:
        day = one.get("date") or one.get("text")
        if not day:
            continue
        cycle = {"cycle": one["cycle"]} if one.get("cycle") else {}
        last = found[-1] if found else {"end": ""}
        if one.get("event") != "end":
            found.append({"start": day, **cycle})
        elif "end" not in last and last.get("cycle") == one.get("cycle"):
            last["end"] = day
        else:
            found.append({"end": day, **cycle})
    return found
