"""Looking into a batch with no transaction open: what is new, and what it says in our words."""

import hashlib
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...records.asset import Asset
from ...records.harvest import HarvestItem, HarvestSource
from ...schemas import harvest as schema
from ...schemas.harvest import Found, Item
from ...schemas.tables import Entry
from ...schemas.vocabularies import fold
from . import identity, keeping, publishers, terms
from .work import Known, Ready, Work

log = logging.getLogger("tumbaga.harvests")

MOST_NAMES = 1_000
KEEPS = ("present", "ours")
"""States that an item which did not change stays in. A twin is looked at each time: the
record that it is a twin of may be gone.
"""

TWICE_ID = (
    "El identificador «{id}» ya vino en esta misma cosecha con otro contenido. Avise a "
    "la fuente: aquí quedó el primero."
)
TWICE = "El código «{code}» ya vino en «{first}». Cambie el de uno de los dos."
NO_ORGANIZATION = (
    "No dice de qué dependencia es. Diga en la fuente de cuál es lo que no diga la suya "
    "(en una orden, con --organization)."
)
UNKNOWN_ORGANIZATION = (
    "No hay ninguna dependencia que se llame «{name}». Diga cuál es en la página de nombres "
    "de entidades, o en la fuente de cuál es lo que no diga la suya (en una orden, con "
    "--organization)."
)
WAITS = (
    "Quien publica, «{name}», no está entre las dependencias: quedó en la de esta "
    "fuente. Si es una de ellas, dígalo en la página de nombres de entidades."
)
STUMBLED = (
    "No lo supimos leer: es un error de este programa ({error}), y quedó anotado. Los "
    "demás siguieron. Avise a quien administra el catálogo."
)
OURS = "Es un registro de este mismo catálogo que volvió a casa: {address}"
TWIN = "Ya está aquí como «{code}», que vino de la fuente «{source}»."


def prepare(
    session: Session, work: Work, batch: Sequence[Item], seconds: float
) -> tuple[list[Ready], Sequence[Item]]:
    """Say of each item what is to be done with it; writes nothing.

    What is not reached in these seconds comes back, to be asked about again: some
    harvesters ask the source for each item.
    """
    begun = time.monotonic()
    left: Sequence[Item] = ()
    work.title = work.title or _title(session, work)
    ids = [identity.remote_id(one.id) for one in batch]
    known = keeping.known(session, work, ids)
    seen = work.seen.told(ids)
    fresh: dict[str, int] = {}
    ready = []
    for place, item in enumerate(batch, start=1):
        name = identity.storable(item.name)
        item = replace(item, id=identity.remote_id(item.id), name=name)
        mark = hash(item.digest)  # in this process alone: nobody makes two alike
        if item.id not in seen:
            seen[item.id] = fresh[item.id] = mark
            ready.append(_look(session, work, item, known.get(item.id)))
        elif seen[item.id] != mark:  # the very same again is a page that shifted
            text = TWICE_ID.format(id=item.id)
            ready.append(Ready(item, result="repeated", reason=text))
        if time.monotonic() - begun > seconds:
            left = batch[place:]
            break
    work.seen.add_all(fresh)
    return _against_others(session, work, ready, known), left


def _look(session: Session, work: Work, item: Item, known: Known | None) -> Ready:
    """What an item is, by itself."""
    if item.deleted:
        return Ready(item, result="deleted")
    if item.problem:
        return Ready(item, result="failed", reason=item.problem)
    item = replace(item, digest=_digest(work, item))
    if known and known.state in KEEPS and known.digest == item.digest:
        result = "unchanged" if known.state == "present" else known.state
        return Ready(item, result=result, known=known)
    found = _mapped(work, item)
    if found.entry is None:
        return Ready(item, found, result="failed", reason=found.problem)
    return _drafted(session, work, item, found, known)


def _mapped(work: Work, item: Item) -> Found:
    """What the harvester makes of an item; one that it stumbles over stops no other."""
    try:
        return work.job.map(item)
    except Exception as error:
        log.exception("harvest of %s: item %r", work.job.source, item.id)
        return Found(item.name, problem=STUMBLED.format(error=type(error).__name__))


def _digest(work: Work, item: Item) -> str:
    """Rises with the harvester, so that a better reading is not held for no change."""
    if not item.digest:
        return ""
    said = f"{work.job.version}:{item.digest}".encode()
    return hashlib.sha256(said).hexdigest()


def _drafted(
    session: Session, work: Work, item: Item, found: Found, known: Known | None
) -> Ready:
    entry = found.entry
    if entry is None:
        raise ValueError("an item without an entry has no draft")
    own = bool(entry.code)
    code = entry.code or (known.code if known else "")
    code = code or identity.code_of(work.job.source, item.id)
    first = _first(work, code, item.name, own=own)
    if first:
        return _failed(item, found, TWICE.format(code=code, first=first))
    unit, waits, problem = _organization(session, work, found)
    if problem:
        return _failed(item, found, problem, waits)
    data, left = terms.translated(entry.data, found.unmapped, work.terms)
    data |= {"code": code, "organization": unit}
    if not own:
        data.setdefault("source", _source(work, found))
    draft, told = schema.settle(entry.kind, data)
    if draft.problems:
        return _failed(item, found, " ".join(str(one) for one in draft.problems))
    remarks = [*_said(entry), *map(terms.told, left), *told]
    if waits:
        remarks.append(WAITS.format(name=waits))
    return Ready(
        item,
        found,
        draft,
        remarks=tuple(remarks),
        fingerprint=identity.fingerprint(data),
        identity=identity.everywhere(found.identity),
        publisher=fold(found.organization)[: publishers.LONGEST],
        waits=waits,
        unmapped=tuple(left),
        covers=entry.covers,
    )


def _first(work: Work, code: str, name: str, *, own: bool) -> str:
    """Who brought this code before, if the source says it of another thing as well."""
    if not own:
        work.made.add(code)
        return ""
    said = identity.storable(code) if code in work.made else name
    before = work.codes.first(code, said)
    first = said if before is None else str(before)
    return first if first != name else ""


def _failed(item: Item, found: Found, reason: str, waits: str = "") -> Ready:
    return Ready(item, found, result="failed", reason=reason, waits=waits)


def _said(entry: Entry) -> list[str]:
    return [one.text for one in entry.remarks]


def _source(work: Work, found: Found) -> dict[str, str]:
    """Where the record came from, to be told on its page."""
    said = {"title": work.title[:300]}
    url = next((one for one in found.addresses if "://" in one), "")
    return {**said, "url": url} if url else said


def _organization(session: Session, work: Work, found: Found) -> tuple[str, str, str]:
    """The organisation's code, the name that waits to be settled, or what is wrong."""
    name, other = found.organization, work.job.organization
    if not name:
        return other, "", "" if other else NO_ORGANIZATION
    resolved = work.publishers.get(name)
    if resolved is None:
        if len(work.publishers) >= MOST_NAMES:
            work.publishers.clear()  # a source where each thing has a name of its own
        resolved = work.publishers[name] = publishers.resolve(session, name)
    if resolved.code:
        return resolved.code, "", ""
    waits = "" if resolved.settled else name
    if not other:
        return "", waits, UNKNOWN_ORGANIZATION.format(name=name)
    return other, waits, ""


def _against_others(
    session: Session, work: Work, ready: list[Ready], known: Mapping[str, Known]
) -> list[Ready]:
    """Tell new items from our own records, and from those of another source."""
    fresh = [one for one in ready if one.draft and not _has_record(known, one)]
    twins = _twins(session, work, {one.identity for one in fresh if one.identity})
    taken = _taken(session, [one.code for one in fresh])
    names = {one.item.id for one in fresh}
    return [
        _told_apart(work, one, twins, taken) if one.item.id in names else one
        for one in ready
    ]


def _has_record(known: Mapping[str, Known], one: Ready) -> bool:
    there = known.get(one.item.id)
    return there is not None and bool(there.code)


def _told_apart(
    work: Work, one: Ready, twins: Mapping[str, tuple[str, str]], taken: set[str]
) -> Ready:
    ours = identity.our_uid(one.found, work.job.base_url) if one.found else ""
    if ours:
        return replace(one, draft=None, result="ours", reason=OURS.format(address=ours))
    if one.identity in twins:
        code, source = twins[one.identity]
        text = TWIN.format(code=code, source=source)
        return replace(one, draft=None, result="twin", reason=text)
    own = bool(one.found and one.found.entry and one.found.entry.code)
    if one.draft is not None and one.code in taken and not own:
        values = {**one.draft.values, "code": f"{one.code[:74]}-{_tail(one)}"}
        return replace(one, draft=replace(one.draft, values=values))
    return one


def _tail(one: Ready) -> str:
    return identity.short(one.item.id)[:5]


def _twins(
    session: Session, work: Work, identities: set[str]
) -> dict[str, tuple[str, str]]:
    if not identities:
        return {}
    query = (
        select(HarvestItem.identity, Asset.code, HarvestItem.source_id)
        .join(Asset, HarvestItem.asset_id == Asset.id)
        .where(
            HarvestItem.identity.in_(identities),
            HarvestItem.source_id != work.source_id,
            HarvestItem.state == "present",
        )
    )
    titles = _titles(session)
    return {
        str(name): (code, titles.get(source, ""))
        for name, code, source in session.execute(query)
    }


def _titles(session: Session) -> dict[int, str]:
    rows = session.execute(select(HarvestSource.id, HarvestSource.title))
    return {row.id: row.title for row in rows}


def _title(session: Session, work: Work) -> str:
    return _titles(session).get(work.source_id, work.job.source)


def _taken(session: Session, codes: Sequence[str]) -> set[str]:
    return set(session.scalars(select(Asset.code).where(Asset.code.in_(codes))))
