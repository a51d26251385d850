"""The transparency menu: what each numeral is met by, and how the entity stands (ITA)."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.base import now
from ..records.person import Person
from ..records.transparency import STATES, TransparencyLink
from ..schemas import transparency as schema
from ..schemas import vocabularies
from . import access, audit
from .refusals import Incomplete, Refusal

MENU = vocabularies.get("transparency_menu")
# Ours once the catalogue holds something of it; until then the administrator says where.
ONCE_FILLED = frozenset({"2", "7.1.4", "7.1.5"})
SAID = {"si": "Sí", "no": "No", "no_aplica": "No aplica"}


@dataclass(frozen=True)
class Numeral:
    """``state`` is ``si``, ``no`` or ``no_aplica``; ``url`` is the evidence."""

    code: str
    label: str
    state: str
    url: str
    note: str
    ours: bool

    @property
    def said(self) -> str:
        return SAID[self.state]


def menu(
    session: Session, language: str = "es", *, filled: Collection[str] = ()
) -> list[Numeral]:
    """The numerals in their order (Resolución 1519 de 2020, anexo 2): ours are met.

    ``filled`` are those of ``ONCE_FILLED`` of which the catalogue holds something.
    """
    rows = {one.numeral: one for one in session.scalars(select(TransparencyLink))}
    found = []
    for term in MENU:
        own, set_by = term.extra["ours"], rows.get(term.code)
        label = MENU.label(term.code, language)
        if own and (term.code not in ONCE_FILLED or term.code in filled):
            found.append(Numeral(term.code, label, "si", own, "", ours=True))
        elif set_by is not None:
            url, note = set_by.url or "", set_by.note or ""
            found.append(Numeral(term.code, label, set_by.state, url, note, ours=False))
        else:
            found.append(Numeral(term.code, label, "no", "", "", ours=False))
    return found


def put(
    session: Session, numeral: str, state: str, url: str, note: str, *, by: Person
) -> None:
    """Say where a numeral is answered. Raises ``Refusal`` for what cannot be."""
    access.require(by, "organize", None)
    term = MENU.terms.get(numeral)
    ours = term is not None and term.extra["ours"] and numeral not in ONCE_FILLED
    if term is None or ours or state not in STATES:
        raise Refusal("Ese numeral lo responde el catálogo, o no existe.")
    values, problems = schema.load({"url": url, "note": note})
    if problems:
        raise Incomplete(f"El numeral {numeral} tiene datos por corregir.", problems)
    address = str(values.get("url") or "")
    if state == "si" and not address:
        raise Refusal(
            f"Numeral {numeral}: para decir que sí se cumple, dé la dirección donde está."
        )
    row = session.get(TransparencyLink, numeral) or TransparencyLink(numeral=numeral)
    before = {"state": row.state or "", "url": row.url or ""}
    row.state, row.url, row.note = state, address or None, values.get("note")
    row.modified = now()
    session.add(row)
    session.flush()
    after = {"state": state, "url": address}
    audit.record(session, by, "transparency", numeral, before=before, after=after)
