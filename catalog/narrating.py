"""An entry of the audit as a person reads it: names instead of codes, and what changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.audit import AuditEntry
from ..records.demand import InformationDemand
from ..records.organization import Organization
from ..records.person import Person
from ..records.synonym import Synonym
from ..records.unmet_search import UnmetSearch
from ..schemas import vocabularies
from . import audit, comparing
from .comparing import Difference, words
from .history import VERBS
from .workflow import STATE_NAMES

VEILED = "cambiado"
KEEPING = ("register", "revise")
LABELS = {
    "state": "Estado",
    "reasons": "Razones",
    "reason": "Motivo",
    "class": "Clase",
    "articles": "Literales",
    "version": "Versión",
    "successor": "Lo reemplaza",
    "date": "Fecha",
    "path": "Campo",
    "roles": "Papeles",
    "name": "Nombre",
    "observations": "Cifras",
    "word": "Palabra",
    "meanings": "También busca",
    "both_ways": "Vale al revés",
    "text": "Búsqueda",
    "need": "Qué información se pide",
    "user": "Quién la pide",
    "coverage": "¿Está satisfecha?",
    "difficulty": "Qué lo impide",
    "record": "Registro que la atiende",
    "remarks": "Observaciones",
}
# What is no record, person or office, and has a name of its own.
NAMED = (
    (Synonym.word, Synonym.uid),
    (UnmetSearch.text, UnmetSearch.uid),
    (InformationDemand.need, InformationDemand.uid),
)
# What only helps the house itself.
INNER = frozenset({"digest", "uid", "kind", "comment", "token"})


@dataclass(frozen=True)
class Told:
    """``does`` is the verb in Spanish; ``record`` says whether ``uid`` is of a record."""

    number: int
    at: datetime
    person: str
    name: str
    verb: str
    does: str
    uid: str
    title: str
    kind: str
    changes: list[Difference]

    @property
    def is_record(self) -> bool:
        return bool(self.kind)


def tell(session: Session, entries: Sequence[AuditEntry]) -> list[Told]:
    """Tell entries, with what each of them changed."""
    subjects = _subjects(session, {one.subject for one in entries})
    names = _names(session, {one.person for one in entries})
    found = []
    for one in entries:
        title, kind = subjects.get(one.subject, (one.subject, ""))
        found.append(
            Told(
                one.id,
                one.at,
                one.person,
                names.get(one.person, one.person),
                one.verb,
                VERBS.get(one.verb, one.verb),
                one.subject,
                title,
                kind,
                changes(session, one, kind),
            )
        )
    return found


def changes(session: Session, entry: AuditEntry, kind: str) -> list[Difference]:
    """What the entry changed; of a revision, against the one before it."""
    if entry.verb in KEEPING and kind:
        return _veil(comparing.drafts(kind, _before(session, entry), entry.after))
    names = [n for n in dict.fromkeys([*entry.before, *entry.after]) if n not in INNER]
    found = []
    for name in names:
        old, new = _said(name, entry.before), _said(name, entry.after)
        if old != new:
            label = LABELS.get(name, name)
            found.append(Difference(name, label, old, new, *words(old, new)))
    return found


def _before(session: Session, entry: AuditEntry) -> dict[str, Any]:
    if entry.verb == "register":
        return {}
    earlier = session.scalar(
        select(AuditEntry.after)
        .where(
            AuditEntry.subject == entry.subject,
            AuditEntry.id < entry.id,
            AuditEntry.verb.in_(KEEPING),
        )
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )
    return dict(earlier or {})


def _veil(found: list[Difference]) -> list[Difference]:
    """Of personal data the history says that they changed, and nothing else."""
    told = []
    for one in found:
        if one.path.partition(".")[0] in audit.PERSONAL:
            veiled = Difference(one.path, one.label, "", VEILED, *words("", VEILED))
            told.append(veiled)
        else:
            told.append(one)
    return told


def _said(name: str, values: dict[str, Any]) -> str:
    value = values.get(name)
    if value in (None, "", [], {}):
        return ""
    if name in audit.PERSONAL:
        return VEILED
    return WRITERS.get(name, _any)(value)


def _any(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        named = ((LABELS.get(k, k), _said(k, value)) for k in value if k not in INNER)
        return " · ".join(f"{label}: {text}" for label, text in named)
    return str(value)


WRITERS: dict[str, Callable[[Any], str]] = {
    "state": lambda value: STATE_NAMES.get(str(value), str(value)),
    "class": lambda value: vocabularies.get("access_classes").label(str(value)),
    "coverage": lambda value: vocabularies.get("demand_coverage").label(str(value)),
    "user": lambda value: vocabularies.get("user_types").label(str(value)),
    "difficulty": lambda value: vocabularies.get("demand_difficulties").label(
        str(value)
    ),
    "both_ways": lambda value: "sí" if value else "",
}


def _subjects(session: Session, uids: set[str]) -> dict[str, tuple[str, str]]:
    """The name and the kind of each record; of an office or a person, no kind."""
    wanted = list(uids)
    found: dict[str, tuple[str, str]] = {}
    for uid, name in session.execute(
        select(Person.uid, Person.name).where(Person.uid.in_(wanted))
    ):
        found[uid] = (name, "")
    for uid, name in session.execute(
        select(Organization.uid, Organization.name).where(Organization.uid.in_(wanted))
    ):
        found[uid] = (name, "")
    for column, uid_of in NAMED:
        named = select(uid_of, column).where(uid_of.in_(wanted))
        found |= {uid: (name, "") for uid, name in session.execute(named)}
    for uid, title, kind in session.execute(
        select(Asset.uid, Asset.title, Asset.kind).where(Asset.uid.in_(wanted))
    ):
        found[uid] = (title, kind)
    return found


def _names(session: Session, codes: set[str]) -> dict[str, str]:
    rows = session.execute(
        select(Person.code, Person.name).where(Person.code.in_(list(codes)))
    )
    return dict(rows.all())
