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
from ..records.harvest import HarvestSource
from ..records.norm import Norm
from ..records.organization import Organization
from ..records.person import Person
from ..records.synonym import Synonym
from ..records.unmet_search import UnmetSearch
from ..schemas import norm, vocabularies
from ..schemas.errors import label_of
from ..schemas.general_decision import General
from . import audit, comparing, sources
from .comparing import Difference, words
from .history_verbs import LABELS, VALUES, VERBS
from .workflow import STATE_NAMES

VEILED = "cambiado"
KEEPING = ("register", "revise")
FORMS = (General(), *norm.FORMS.values())
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
            label = _label(name)
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
    known = VALUES.get((name, str(value)))
    return known or WRITERS.get(name, _any)(value)


def _label(name: str) -> str:
    """What a value is called: here, or in the form where it is filled in."""
    if name in LABELS:
        return LABELS[name]
    for form in FORMS:
        if name in form.fields:
            return label_of(form.fields[name], name)
    return name


def _any(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        named = ((_label(k), _said(k, value)) for k in value if k not in INNER)
        return " · ".join(f"{label}: {text}" for label, text in named)
    return str(value)


def _state(value: Any) -> str:
    """A state of a record, of a norm or of a source."""
    known = STATE_NAMES | sources.STATE_NAMES
    return known.get(str(value)) or vocabularies.get("norm_states").label(str(value))


WRITERS: dict[str, Callable[[Any], str]] = {
    "state": _state,
    "class": lambda value: vocabularies.get("access_classes").label(str(value)),
    "coverage": lambda value: vocabularies.get("demand_coverage").label(str(value)),
    "user": lambda value: vocabularies.get("user_types").label(str(value)),
    "difficulty": lambda value: vocabularies.get("demand_difficulties").label(
        str(value)
    ),
    "both_ways": lambda value: "sí" if value else "",
}


# What else than a record an entry may be about, and what it is called.
NAMED = (
    (Person.name, Person.uid),
    (Organization.name, Organization.uid),
    (Norm.name, Norm.uid),
    (HarvestSource.title, HarvestSource.uid),
    (Synonym.word, Synonym.uid),
    (UnmetSearch.text, UnmetSearch.uid),
    (InformationDemand.need, InformationDemand.uid),
)


def _subjects(session: Session, uids: set[str]) -> dict[str, tuple[str, str]]:
    """The name and the kind of each record; of anything else, no kind."""
    wanted = list(uids)
    found: dict[str, tuple[str, str]] = {}
    for named, key in NAMED:
        for one, said in session.execute(select(key, named).where(key.in_(wanted))):
            found[one] = (said, "")
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
