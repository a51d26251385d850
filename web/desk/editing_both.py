"""Two people on one record: the second is shown both versions, and chooses."""

from dataclasses import dataclass
from typing import Any

import orjson
from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...catalog import drafting, revising, revisions
from ...records.asset import Asset
from ...records.person import Person
from ...records.revision import Revision
from ...schemas.forms import sections
from ...schemas.forms.sections import Section
from ...schemas.forms.shown import spoken
from . import editing_files, forms

MINE, THEIRS = "mio", "actual"
MOST_KEPT = 2_000_000  # letters of a section that waits for a choice


@dataclass(frozen=True)
class Difference:
    """A field on which the two versions differ; ``who`` says who changed it."""

    path: str
    label: str
    mine: str
    theirs: str
    who: str
    usual: str


def page(
    session: Session, asset: Asset, section: Section, mine: dict[str, Any], text: str
) -> ResponseReturnValue:
    """Both versions, field by field, with what was typed kept in the page itself."""
    theirs = drafting.typed(asset)
    before = _revision(session, asset)
    last = revisions.latest(session, asset)
    page_text = render_template(
        "desk/both.html",
        asset=asset,
        section=section,
        text=text,
        differences=list(_differences(asset, section, mine, theirs, before)),
        kept=orjson.dumps(mine, default=str).decode(),
        files=editing_files.promise(mine),
        mark=revising.mark(asset),
        base=last.id if last else 0,
        other=_name(session, last),
        moment=last.at if last else asset.modified,
        address=forms.section_address(asset, section),
    )
    return page_text, 409


def chosen(asset: Asset, section: Section) -> dict[str, Any] | None:
    """What was chosen on that page: some of one version, some of the other."""
    kept = request.form.get("_mine", "")
    if not kept or len(kept) > MOST_KEPT:
        return None
    try:
        mine = orjson.loads(kept)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(mine, dict):
        return None
    theirs = forms.part_of(section, drafting.typed(asset))
    wanted = {
        name
        for name in section.names
        if request.form.get(f"_choice.{name}", MINE) == THEIRS
    }
    ours = sections.placed({}, section.names, mine)
    return sections.placed(ours, tuple(wanted), theirs)


def base_of(session: Session, asset: Asset, mark: str) -> dict[str, Any]:
    """The record as the form's author saw it, to put a part of a list in its place."""
    if revising.mark(asset) != mark:
        before = _revision(session, asset)
        if before is not None:
            return dict(before.values)
    return drafting.typed(asset)


def _differences(
    asset: Asset,
    section: Section,
    mine: dict[str, Any],
    theirs: dict[str, Any],
    before: Revision | None,
) -> Any:
    for path, control in sections.controls_of(asset.kind, section.key):
        said = [
            spoken(control, sections.value_at(one, path))
            for one in (mine, theirs, before.values if before else {})
        ]
        if said[0] == said[1]:
            continue
        who, usual = "Los dos lo cambiaron.", MINE
        if before is None:
            who = ""
        elif said[1] == said[2]:
            who = "Solo usted lo cambió."
        elif said[0] == said[2]:
            who, usual = "Solo la otra persona lo cambió.", THEIRS
        yield Difference(path, control.label, said[0], said[1], who, usual)


def _revision(session: Session, asset: Asset) -> Revision | None:
    """The revision that the form was made from, as the form says it."""
    number = request.form.get("_base", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    found = session.get(Revision, int(number))
    return found if found is not None and found.asset_id == asset.id else None


def _name(session: Session, last: Revision | None) -> str:
    if last is None:
        return ""
    found = session.scalar(select(Person.name).where(Person.code == last.person))
    return found or last.person
