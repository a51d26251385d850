"""The legal office's pages: what waits, one decision, and many alike at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ...catalog import (
    access,
    classification,
    deciding,
    decision_drafts,
    decisions,
    door,
    edition_files,
    explaining,
    norms,
    previewing,
    revising,
    sight,
)
from ...catalog.refusals import Changed, Refusal
from ...exporters.ley1712.index import INDEX
from ...exporters.ley1712.instrument import CLOSED
from ...records.asset import Asset
from ...records.classification import Classification
from ...records.person import Person
from ...schemas import interview
from ..access import desk, desk_writing, worker
from ..request import session
from . import decision_form
from . import previewing as public_page

LOOK_FIRST = (
    "Mire primero qué cambia con la decisión: después podrá tomarla tal como la vio."
)
KEPT = "Quedó guardado el borrador. No decide nada, y nadie afuera lo ve."
DISCARDED = "El borrador quedó descartado."
MOST_TOGETHER = 200
# The columns of the índice that come of the decision.
OF_DECISION = (
    "objetivo_legitimo",
    "fundamento_constitucional_legal",
    "fundamento_juridico",
    "alcance_excepcion",
    "fecha_calificacion",
    "plazo",
)


@desk("classify")
def waiting() -> ResponseReturnValue:
    """What waits for a decision, what ended, and what ends soon."""
    today = door.today()
    found = deciding.waiting(session(), today)
    return render_template(
        "desk/decisions.html",
        found=found,
        today=today,
        spans=[
            (days, deciding.within(found.ending, today, days))
            for days in deciding.SPANS
        ],
        most=deciding.MOST,
        touched=norms.alerts(session(), by=worker()),
        drafts=decision_drafts.listed(session()),
    )


@desk("classify")
def decision(uid: str) -> ResponseReturnValue:
    """The form of one decision, with what the answers suggest."""
    asset = sight.find(session(), worker(), uid)
    access.require(worker(), "classify", asset)
    taken = decisions.in_force(session(), [asset.id]).get(asset.id)
    return _page([asset], _begun(asset, taken))


@desk("classify")
def decide(uid: str) -> ResponseReturnValue:
    """Show what a decision changes, or take it as it was shown."""
    return _decide([uid])


@desk("classify")
def together() -> ResponseReturnValue:
    """The form of one decision for several records that are alike."""
    found = _chosen(request.args.getlist("uid"))
    return _page(found, _begun(found[0]))


@desk("classify")
def decide_together() -> ResponseReturnValue:
    """The same as ``decide``, for all of them or none."""
    return _decide(request.form.getlist("uid"))


def _decide(uids: Sequence[str]) -> ResponseReturnValue:
    data, does = decision_form.data_of(request.form), request.form.get("accion")
    found = _chosen(uids)
    if request.form.get("pagina"):
        return _as_public(found, data)
    if does in ("guardar", "descartar"):
        return _draft(found, str(does))
    if does != "decidir" or not _shown(data, found):
        if does == "decidir":
            flash(LOOK_FIRST, "ambar")
        return _page(found, data, looked=True)
    with desk_writing() as (opened, person):
        assets = [
            sight.find(opened, person, uid, to_change=True) for uid in _checked(uids)
        ]
        _take(opened, assets, data, person)
        titles = [one.title for one in assets]
    many = f"la decisión sobre {len(titles)} registros"
    flash(
        f"Quedó tomada {many if len(titles) > 1 else f'la decisión sobre «{titles[0]}»'}."
    )
    return redirect(url_for("desk.decisions"), 303)


def _shown(data: dict[str, Any], assets: list[Asset]) -> bool:
    return request.form.get("visto") == decision_form.digest(data, assets)


def _as_public(found: list[Asset], data: dict[str, Any]) -> ResponseReturnValue:
    """The public page of one of them as the decision would leave it."""
    wanted = request.form["pagina"]
    one = next((asset for asset in found if asset.uid == wanted), found[0])
    page = public_page.decided(one, data)
    return _page(found, data, looked=True) if page is None else page


def _draft(found: list[Asset], does: str) -> ResponseReturnValue:
    """Keep or discard what is written; what another kept meanwhile is not lost."""
    data = decision_form.typed(request.form)
    try:
        with desk_writing() as (opened, person):
            assets = [
                sight.find(opened, person, one.uid, to_change=True) for one in found
            ]
            if does == "guardar":
                versions = (one or 0 for one in _numbers("borrador"))
                seen = dict(zip((one.id for one in assets), versions, strict=False))
                decision_drafts.keep(opened, assets, data, seen, by=person)
            else:
                decision_drafts.discard(opened, assets, by=person)
    except Changed as refusal:
        flash(str(refusal), "ambar")
        page, _status = _page(found, data)
        return page, 409
    flash(KEPT if does == "guardar" else DISCARDED)
    if len(found) > 1:
        return redirect(url_for("desk.decisions"), 303)
    return redirect(url_for("desk.decision", uid=found[0].uid), 303)


def _numbers(name: str) -> list[int | None]:
    """What the page began with of each record: its decision, or its draft's version."""
    said = request.form.get(name, "").split(",")
    return [int(one) if one.isdigit() and len(one) < 10 else None for one in said]


def _take(
    opened: Session, assets: list[Asset], data: dict[str, Any], person: Person
) -> None:
    if not _shown(data, assets):
        raise Changed(LOOK_FIRST)
    known = zip((one.id for one in assets), _numbers("decision"), strict=False)
    classification.decide_many(opened, assets, data, by=person, seen=dict(known))


def _page(
    assets: list[Asset], data: dict[str, Any], *, looked: bool = False
) -> tuple[str, int]:
    opened, asset = session(), assets[0]
    held = revising.held(asset)
    there = decisions.in_force(opened, [one.id for one in assets])
    drafts = decision_drafts.of(opened, assets)
    names = previewing.candidates(opened, asset)
    foreseen = _foreseen(opened, assets, data, looked=looked)
    page = render_template(
        "desk/decision.html",
        asset=asset,
        assets=assets,
        data=data,
        digest=decision_form.digest(data, assets),
        drafts=drafts,
        versions=_joined(assets, {n: one.version for n, one in drafts.items()}, "0"),
        back=access.why_not(worker(), "return", asset),
        suggested=interview.suggest(held),
        answers=interview.answers(held),
        answered=_answered(held),
        proposal=held.get("proposal") or {},
        taken=there.get(asset.id),
        known=_joined(assets, {n: one.id for n, one in there.items()}, ""),
        why=explaining.why(opened, asset),
        like=deciding.undecided_like(opened, asset) if len(assets) == 1 else [],
        choices={
            name: decision_form.label_of(asset.kind, name, value)
            for name, value in names.items()
        },
        articles={n: decision_form.articles_of(n) for n in ("18", "19")},
        **foreseen,
    )
    return page, 422 if foreseen["wrong"] else 200


def _foreseen(
    opened: Session, assets: list[Asset], data: dict[str, Any], *, looked: bool
) -> dict[str, Any]:
    """What the page shows of the decision as it would be taken, once it was looked at."""
    seen = previewing.preview(opened, assets[0], data) if looked else None
    wrong = {one.path: one for one in seen.problems} if seen else {}
    others = assets[1:] if seen and not seen.problems else []
    loses = seen is not None and seen.loses
    uids = [one.uid for one in assets]
    return {
        "wrong": wrong,
        "seen": seen if seen and not wrong else None,
        "each": [(one, previewing.preview(opened, one, data)) for one in others],
        "listed": _listed(seen),
        "named_in": edition_files.naming(opened, uids) if loses else [],
        "told_after": decision_form.told(assets[0].kind, seen.after) if seen else {},
    }


def _joined(assets: list[Asset], found: Mapping[int, int], absent: str) -> str:
    """The number of each record's in one line, for ``_numbers`` to read."""
    return ",".join(str(found.get(one.id, absent)) for one in assets)


def _listed(seen: previewing.Preview | None) -> list[tuple[str, str]]:
    """How the índice would say it, if the record gets a row there."""
    if seen is None or seen.problems or seen.disclosure not in CLOSED:
        return []
    said = zip(INDEX.columns, INDEX.row(seen.after, "", "pdf"), strict=True)
    return [(one.label, value) for one, value in said if one.key in OF_DECISION]


def _begun(asset: Asset, taken: Classification | None = None) -> dict[str, Any]:
    draft = decision_drafts.of(session(), [asset]).get(asset.id)
    if draft is not None:
        return draft.data
    if taken is not None:
        return decision_form.in_force(taken)
    held = revising.held(asset)
    return decision_form.begun(
        held.get("proposal") or {}, interview.suggest(held), answered=_answered(held)
    )


def _answered(held: Mapping[str, Any]) -> bool:
    return any(one.said for one in interview.answers(held))


def _chosen(uids: Sequence[str]) -> list[Asset]:
    found = [sight.find(session(), worker(), uid) for uid in _checked(uids)]
    for asset in found:
        access.require(worker(), "classify", asset)
    return found


def _checked(uids: Sequence[str]) -> list[str]:
    chosen = list(dict.fromkeys(uids))
    if not chosen:
        raise Refusal("Elija al menos un registro.")
    if len(chosen) > MOST_TOGETHER:
        raise Refusal(f"Son demasiados a la vez: caben {MOST_TOGETHER}.")
    return chosen


def install(blueprint: Blueprint) -> None:
    blueprint.get("/decisiones", endpoint="decisions")(waiting)
    blueprint.get("/decisiones/juntas", endpoint="decisions_together")(together)
    blueprint.post("/decisiones/juntas", endpoint="decide_together")(decide_together)
    blueprint.get("/decisiones/<uid>", endpoint="decision")(decision)
    blueprint.post("/decisiones/<uid>", endpoint="decide")(decide)
