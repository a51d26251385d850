"""What every page of a record's form needs: its controls, its progress, what it lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...catalog import access, commenting, drafting, revising, revisions, workflow
from ...records.asset import Asset
from ...records.comment import Comment
from ...records.organization import Organization
from ...records.person import Person
from ...schemas.errors import Problem
from ...schemas.forms import salvage, sections
from ...schemas.forms.sections import Section
from ...schemas.forms.shown import Showing, Shown
from ...schemas.spelling import BOGOTA
from ..filters import short_date

AWAY = {
    "submitted": "Está en revisión. Si lo cambia, vuelve a borrador y hay que enviarlo de "
    "nuevo.",
    "approved": "Ya está aprobado. Si lo cambia, vuelve a borrador y hay que enviarlo de "
    "nuevo.",
    "published": "Está publicado. Lo que cambie aquí no se ve afuera hasta que se vuelva "
    "a publicar.",
    "retired": "Está retirado: su página lo dice. Lo que cambie aquí no se ve afuera.",
    "withdrawn": "Salió del público. Lo que cambie aquí no se ve afuera.",
}
QUIET = frozenset({"draft", "returned"})
"""States in which what is typed may be saved without being asked."""


@dataclass(frozen=True)
class Step:
    """A section as the side of the page lists it."""

    section: Section
    address: str
    filled: int
    total: int
    wrong: int

    @property
    def done(self) -> bool:
        return self.filled == self.total and not self.wrong


@dataclass(frozen=True)
class Lack:
    """Something that stands before submission, and where it is asked for."""

    label: str
    text: str
    address: str


class Sheet:
    """A record as its form shows it now."""

    def __init__(self, session: Session, person: Person, asset: Asset) -> None:
        self.session, self.person, self.asset = session, person, asset

    @cached_property
    def data(self) -> dict[str, Any]:
        return drafting.typed(self.asset)

    @cached_property
    def problems(self) -> list[Problem]:
        return salvage.told(self.asset.incomplete)

    @cached_property
    def mark(self) -> str:
        return revising.mark(self.asset)

    @cached_property
    def base(self) -> int:
        """The newest revision, from which a conflict will tell who changed what."""
        last = revisions.latest(self.session, self.asset)
        return last.id if last is not None else 0

    @cached_property
    def steps(self) -> list[Step]:
        return [self._step(one) for one in sections.SECTIONS[self.asset.kind]]

    @property
    def main_steps(self) -> list[Step]:
        return [one for one in self.steps if not one.section.block]

    @property
    def blocks(self) -> list[Step]:
        return [one for one in self.steps if one.section.block]

    @property
    def filled(self) -> int:
        return sum(one.filled for one in self.main_steps)

    @property
    def total(self) -> int:
        return sum(one.total for one in self.main_steps)

    @cached_property
    def lacking(self) -> list[Lack]:
        return [self._lack(one) for one in workflow.lacking(self.asset)]

    @cached_property
    def remarks(self) -> dict[str, list[Comment]]:
        """What reviewers said and nobody settled, by the field that it is about."""
        return commenting.open_by_path(self.session, self.asset)

    def beside(self, path: str) -> list[Comment]:
        """The remarks on a field and on what is inside it; empty is the whole record."""
        inside = f"{path}."
        return [
            one
            for place, said in self.remarks.items()
            for one in said
            if place == path or (path and place.startswith(inside))
        ]

    @property
    def may_submit(self) -> bool:
        return not self.lacking and self.asset.workflow_state in QUIET

    @property
    def notice(self) -> str:
        return AWAY.get(self.asset.workflow_state, "")

    def of(self, section: Section) -> list[Problem]:
        """What is said of the fields of a section."""
        return [
            one
            for one in self.problems
            if sections.holding(self.asset.kind, one.path) == section
        ]

    def shown(self, section: Section, extra: str = "", first: int = 0) -> list[Shown]:
        """The controls of a section with what they hold."""
        offices = all_offices(self.session)
        showing = Showing(
            problems=self.problems,
            organizations=[(one.code, one.name) for one in offices],
            own_organizations=own_offices(self.person, offices),
            extra=extra,
            first=first,
            most=section.rows,
        )
        asked = sections.controls_of(self.asset.kind, section.key)
        return [
            showing.show(control, path, sections.value_at(self.data, path))
            for path, control in asked
        ]

    def _step(self, section: Section) -> Step:
        filled, total = sections.progress(self.asset.kind, section, self.data)
        address = section_address(self.asset, section)
        return Step(section, address, filled, total, len(self.of(section)))

    def _lack(self, one: Problem) -> Lack:
        section = sections.holding(self.asset.kind, one.path)
        address = section_address(self.asset, section)
        row = one.path.split(".")[1:2]
        if section.rows and row and row[0].isdigit():
            address += f"?desde={int(row[0]) // section.rows * section.rows}"
        place = one.path.replace(".", "-")
        return Lack(one.label, one.text, f"{address}#c-{place}")


def section_address(asset: Asset, section: Section) -> str:
    """Where a section is written."""
    if section.figures:
        return url_for("desk.figures", uid=asset.uid)
    return url_for("desk.edit", uid=asset.uid, key=section.key)


def record_address(asset: Asset) -> str:
    """The record's own page at the desk."""
    return f"/escritorio/registros/{asset.uid}"


def all_offices(session: Session) -> list[Organization]:
    """Every organisation, by name."""
    return list(session.scalars(select(Organization).order_by(Organization.name)))


def own_offices(person: Person, offices: list[Organization]) -> list[tuple[str, str]]:
    """Those in whose name the person may register."""
    return [
        (one.code, one.name) for one in offices if access.may(person, "register", one)
    ]


def next_of(asset: Asset, section: Section) -> Section | None:
    """The section after this one: of the interview, the next block."""
    listed = [
        one
        for one in sections.SECTIONS[asset.kind]
        if bool(one.block) == bool(section.block)
    ]
    after = listed.index(section) + 1
    return listed[after] if after < len(listed) else None


def part_of(section: Section, whole: Mapping[str, Any]) -> dict[str, Any]:
    """What a whole draft says of the fields of a section."""
    return sections.placed({}, section.names, whole)


def context() -> dict[str, Any]:
    """What the templates of the form ask for."""
    return {"record_page": record_address, "held_rows": _held_rows}


def bogota(value: datetime) -> str:
    """Write «20 nov 2026, 10:42» as clocks in Colombia say it."""
    local = value.astimezone(BOGOTA)
    return f"{short_date(local.date().isoformat())} a las {local:%H:%M}"


def _held_rows(sheet: Sheet, path: str) -> int:
    return len(sheet.data.get(path) or ())


def first_of(asset: Asset) -> Section:
    """The section with which a record begins."""
    return sections.SECTIONS[asset.kind][0]
