"""What datos.gov.co will show tomorrow, and how that differs from what it shows today."""

import logging
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ...catalog import door, moments
from ...catalog.comparing import Difference, words
from ...catalog.moments import Turn
from ...catalog.refusals import NotFound, Refusal
from ...exporters import datajson, federation
from ...exporters.base import Catalogue
from ...exporters.dcat.record import title
from ...exporters.left_out import CANNOT, seen
from ...records import reading
from ...records.reading import PublicRecord
from ...schemas.spelling import BOGOTA
from ..access import desk
from ..request import house, session

log = logging.getLogger("tumbaga.left_out")
KINDS = ("dataset", "indicator", "document")
MOST = 500  # touched records that one page tells of
TOLD = 50  # records of a list


@dataclass(frozen=True)
class Change:
    """A record that datos.gov.co will see otherwise: entered, left or changed."""

    uid: str
    title: str
    how: str
    fields: list[Difference]


@desk("foresee")
def tomorrow() -> ResponseReturnValue:
    """The changes since the day began, and what will be wrong there, by problem."""
    day = _day()
    opened = session()
    catalogue = house().catalogue(reading.head(opened))
    moment = datetime.combine(day, time(), BOGOTA)
    since = moments.seq_before(opened, moment)
    touched = moments.count(opened, since, KINDS)
    turns = moments.turns(opened, since, KINDS, limit=MOST)
    watch = house().federated
    watch.look(house().session, catalogue)
    changes = [one for turn in turns if (one := _change(turn, catalogue))]
    return render_template(
        "desk/tomorrow.html",
        day=day,
        is_today=day == door.today(),
        changes={how: [c for c in changes if c.how == how] for how in HOW},
        unseen=max(0, touched - MOST),
        total=len(watch.listed),
        counts={code: n for code, n in watch.counts().items() if n},
        problems=federation.PROBLEMS,
        advice=federation.ADVICE,
        heading=_heading(changes, len(watch.listed)),
        how=HOW,
    )


HOW = {
    "entered": "Entran",
    "left": "Salen",
    "changed": "Cambian",
}


@desk("foresee")
def lacking(problem: str) -> ResponseReturnValue:
    """The records that have one problem there, to be mended one by one."""
    if problem not in federation.PROBLEMS:
        raise NotFound("No hay ese problema.")
    watch = house().federated
    watch.look(house().session, house().catalogue(reading.head(session())))
    uids = watch.having(problem)
    page = request.args.get("pagina", 1, type=int)
    start = (min(max(1, page), 10**6) - 1) * TOLD
    shown = reading.by_uids(session(), uids[start : start + TOLD])
    return render_template(
        "desk/tomorrow_lacking.html",
        problem=problem,
        label=federation.PROBLEMS[problem],
        advice=federation.ADVICE[problem],
        total=len(uids),
        found=[(one.uid, title(one)) for one in shown.values()],
        page=page,
        more=start + TOLD < len(uids),
    )


@desk("foresee")
def one(uid: str) -> ResponseReturnValue:
    """How one record will be shown there, with its empty fields."""
    found = reading.by_uid(session(), uid)
    if found is None or not datajson.accepts(found):
        raise NotFound("Ese registro no sale en datos.gov.co.")
    catalogue = house().catalogue(reading.head(session()))
    return render_template(
        "desk/tomorrow_one.html",
        uid=uid,
        title=title(found),
        sets=federation.shown(found, catalogue),
        wrong=federation.problems(found, catalogue),
        advice=federation.ADVICE,
        problems=federation.PROBLEMS,
    )


def _day() -> date:
    """The day whose beginning is compared with; today, unless an earlier one is asked."""
    given = request.args.get("desde", "")
    if not given:
        return door.today()
    try:
        asked = date.fromisoformat(given)
    except ValueError:
        raise Refusal(
            f"«{given[:20]}» no es una fecha. Escríbala así: 2026-11-24."
        ) from None
    return min(max(asked, date(2000, 1, 1)), door.today() + timedelta(days=1))


def _heading(changes: list[Change], total: int) -> str:
    many = f"{total} registro{'s' if total != 1 else ''}"
    if not changes:
        return f"Mañana datos.gov.co mostrará lo mismo: {many}"
    told = f"{len(changes)} cambio{'s' if len(changes) != 1 else ''}"
    return f"Mañana datos.gov.co mostrará {many}, con {told}"


def _change(turn: Turn, catalogue: Catalogue) -> Change | None:
    before, after = (_listed(one) for one in (turn.before, turn.after))
    if before is None and after is None:
        return None
    if before is None or after is None:
        named: Any = after or before
        return Change(turn.uid, title(named), "entered" if after else "left", [])
    fields = _differences(
        federation.flat(before, catalogue), federation.flat(after, catalogue)
    )
    return Change(turn.uid, title(after), "changed", fields) if fields else None


def _listed(one: PublicRecord | None) -> PublicRecord | None:
    if one is None:
        return None
    try:
        return one if datajson.accepts(one) else None
    except Exception:
        log.exception(CANNOT, one.uid, datajson.KEY, extra=seen(one, datajson.KEY))
        return None


def _differences(before: dict[str, str], after: dict[str, str]) -> list[Difference]:
    found = []
    for name in dict.fromkeys([*after, *before]):
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            found.append(Difference(name, name, old, new, *words(old, new)))
    return found


def install(blueprint: Blueprint) -> None:
    place = "/datos-gov-co"
    blueprint.get(place, endpoint="tomorrow")(tomorrow)
    blueprint.get(f"{place}/falta/<problem>", endpoint="tomorrow_lacking")(lacking)
    blueprint.get(f"{place}/<uid>", endpoint="tomorrow_one")(one)
