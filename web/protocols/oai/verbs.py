"""The six verbs: what each of them says, page by page in the order of ``seq``."""

import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from .... import exporters
from ....catalog import fragments, selecting
from ....catalog.selecting import All, Is, Modified
from ....exporters.base import Catalogue, keeper
from ....exporters.left_out import CANNOT, seen
from ....exporters.xml import element, words
from ....records import reading
from ....records.reading import Head, PublicRecord
from ...request import house
from . import sets, tokens
from .arguments import SECOND, Asked, Refused, check_prefix, period
from .envelope import address
from .tokens import Walk

log = logging.getLogger("tumbaga.left_out")
PAGE = {"ListRecords": 200, "ListIdentifiers": 1000}
_MAIL = re.compile(r"\S+@(\S+\.)+\S+")


def identify(session: Session, _asked: Asked) -> bytes:
    settings, head = house().settings, reading.head(session)
    assets = Is("kind", selecting.ASSETS)
    first = selecting.page(session, assets, limit=1, gone=True)
    earliest = min((one.modified for one in first), default=head.modified)
    return _within(
        "Identify",
        element("repositoryName", f"{settings.title} · {settings.city}"),
        element("baseURL", address()),
        element("protocolVersion", "2.0"),
        element("adminEmail", _mailbox()),
        element("earliestDatestamp", earliest.strftime(SECOND)),
        element("deletedRecord", "persistent"),
        element("granularity", "YYYY-MM-DDThh:mm:ssZ"),
        element("compression", "gzip"),
    )


def _mailbox() -> str:
    """The standard demands a mailbox; a house that names none has one at its host."""
    given = house().settings.contact_email
    return given if _MAIL.fullmatch(given) else f"catalogo@{_host()}.invalid"


def _host() -> str:
    return urlsplit(house().settings.base_url).hostname or "catalogo"


def list_metadata_formats(session: Session, asked: Asked) -> bytes:
    known = exporters.METADATA
    wanted = list(known)
    if asked.get("identifier"):
        record = _found(session, asked)
        wanted = [p for p in known if record.kind in known[p].kinds]
    return _within("ListMetadataFormats", *map(_format, wanted))


def _format(prefix: str) -> str:
    made = exporters.METADATA[prefix]
    return (
        f"<metadataFormat>{element('metadataPrefix', prefix)}"
        f"{element('schema', made.schema)}"
        f"{element('metadataNamespace', made.namespace)}</metadataFormat>"
    )


def list_sets(session: Session, asked: Asked) -> bytes:
    if asked.get("resumptionToken"):
        raise Refused(
            "badResumptionToken", "ListSets se responde de una vez.", asked.echoed
        )
    return _within(
        "ListSets",
        *(
            f"<set>{element('setSpec', name)}{element('setName', said)}</set>"
            for name, said in sets.listed(session)
        ),
    )


def get_record(session: Session, asked: Asked) -> bytes:
    record, prefix = _found(session, asked), asked.get("metadataPrefix")
    said = _record(record, prefix, house().catalogue(reading.head(session)), {})
    if record.kind not in exporters.METADATA[prefix].kinds or not said:
        raise Refused(
            "cannotDisseminateFormat",
            f"Este registro no se ofrece en «{prefix}».",
            asked.echoed,
        )
    return _within("GetRecord", said)


def _found(session: Session, asked: Asked) -> PublicRecord:
    start = f"oai:{_host()}:"
    given = asked.get("identifier")
    uid = given.removeprefix(start)
    record = selecting.find(session, uid) if given.startswith(start) else None
    if record is None:
        raise Refused(
            "idDoesNotExist",
            f"No hay ese identificador; tienen la forma {start}… y los da ListIdentifiers.",
            asked.echoed,
        )
    return record


def list_identifiers(session: Session, asked: Asked) -> bytes:
    return _listed(session, asked, _named)


def list_records(session: Session, asked: Asked) -> bytes:
    return _listed(session, asked, _record)


Kept = Mapping[int, bytes]
Writer = Callable[[PublicRecord, str, Catalogue, Kept], str]


def _listed(session: Session, asked: Asked, write: Writer) -> bytes:
    head = reading.head(session)
    walk, size = _walk(asked, head), PAGE[asked.verb]
    kinds = exporters.METADATA[walk.prefix].kinds
    since, before = period(walk.since, walk.until)
    condition = All((sets.condition(walk.set, kinds), Modified(since, before)))
    if walk.size is None:
        total = selecting.count(session, condition, head, gone=True)
        walk = replace(walk, size=total)
    catalogue = house().catalogue(head)
    while True:
        rows = selecting.page(
            session, condition, after=walk.seq, limit=size + 1, gone=True
        )
        given = rows[:size] if write is _record else []
        kept = _kept(session, walk.prefix, catalogue, given)
        said = [write(one, walk.prefix, catalogue, kept) for one in rows[:size]]
        if any(said) or len(rows) <= size:
            break
        walk = _onward(walk, rows, size)  # none of a whole page could be written
    if not any(said):
        code = "badResumptionToken" if walk.cursor else "noRecordsMatch"
        raise Refused(code, "Nada responde a esa petición.", asked.echoed)
    return _within(asked.verb, *said, _token(walk, rows, size, head))


def _kept(
    session: Session, prefix: str, catalogue: Catalogue, rows: Sequence[PublicRecord]
) -> Kept:
    """The fragments that are kept of these records, where the format can use them."""
    key = exporters.METADATA[prefix].kept
    if not key or not rows:
        return {}
    version = keeper(exporters.get(key), catalogue).version
    seqs = [one.seq for one in rows if selecting.is_open(one)]
    return fragments.stored_of(session, key, version, seqs)


def _walk(asked: Asked, head: Head) -> Walk:
    token = asked.get("resumptionToken")
    if not token:
        return Walk(
            asked.get("metadataPrefix"),
            asked.get("set"),
            asked.get("from"),
            asked.get("until"),
        )
    try:
        walk = tokens.read(token, head.ledger_id)
        check_prefix(walk.prefix)
    except Refused as refusal:
        raise Refused("badResumptionToken", refusal.text, asked.echoed) from refusal
    return walk


def _token(walk: Walk, rows: list[PublicRecord], size: int, head: Head) -> str:
    """Where to go on; the last page of several ends with an empty one."""
    told = f' completeListSize="{walk.size}" cursor="{walk.cursor}"'
    if len(rows) <= size:
        return f"<resumptionToken{told}/>" if walk.cursor else ""
    token = words(tokens.write(_onward(walk, rows, size), head.ledger_id))
    return f"<resumptionToken{told}>{token}</resumptionToken>"


def _onward(walk: Walk, rows: list[PublicRecord], size: int) -> Walk:
    return replace(walk, seq=rows[size - 1].seq, cursor=walk.cursor + size)


def _header(record: PublicRecord) -> str:
    gone = not selecting.is_open(record)
    status = ' status="deleted"' if gone else ""
    specs = "".join(element("setSpec", one) for one in sets.of(record, gone=gone))
    return (
        f"<header{status}>{element('identifier', f'oai:{_host()}:{record.uid}')}"
        f"{element('datestamp', record.modified.strftime(SECOND))}{specs}</header>"
    )


def _record(record: PublicRecord, prefix: str, catalogue: Catalogue, kept: Kept) -> str:
    """A record; one that cannot be written is left out, and the log says which."""
    if not selecting.is_open(record):
        return f"<record>{_header(record)}</record>"
    try:
        form, body = exporters.METADATA[prefix], kept.get(record.seq)
        made = form.element(body) if body else form.write(record, catalogue)
        said = made.decode()
        return f"<record>{_header(record)}<metadata>{said}</metadata></record>"
    except Exception:
        log.exception(CANNOT, record.uid, prefix, extra=seen(record, prefix))
        return ""


def _named(
    record: PublicRecord, _prefix: str, _catalogue: Catalogue, _kept: Kept
) -> str:
    """The same of a header alone."""
    try:
        return _header(record)
    except Exception:
        log.exception(CANNOT, record.uid, "oai", extra=seen(record, "oai"))
        return ""


def _within(verb: str, *parts: str) -> bytes:
    return _encoded((f"<{verb}>", *parts, f"</{verb}>"))


def _encoded(parts: Iterable[str]) -> bytes:
    return "".join(parts).encode()


VERBS: dict[str, Callable[[Session, Asked], bytes]] = {
    "Identify": identify,
    "ListMetadataFormats": list_metadata_formats,
    "ListSets": list_sets,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
    "GetRecord": get_record,
}
