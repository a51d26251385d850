"""The characterisation of a process as an interview: begun on a date, block by block."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from ...catalog import characterisations, drafting
from ...catalog.door import today
from ...catalog.refusals import Changed, Refusal
from ...records.asset import Asset
from ...records.characterisation import BLOCKS, Characterisation
from ...records.production_process import ProductionProcess
from ...schemas.characterisation import phases
from ...schemas.errors import Problem
from ...schemas.forms import controls, posted, sections
from ...schemas.forms.shown import Showing, spoken
from ..access import desk, desk_writing, worker
from ..request import session
from .editing import found
from .forms import Sheet, section_address

ROOT = "characterisation"
EARLIER = (
    "Ya hay una caracterización del {date}. Una nueva lleva una fecha posterior, o la "
    "misma con otra versión."
)


@desk("revise")
def interview(uid: str) -> ResponseReturnValue:
    """Where it stands: its blocks, and the earlier ones to read and compare."""
    asset = process(found(session(), worker(), uid))
    return _page(asset, {}, [])


@desk("revise")
def begin(uid: str) -> ResponseReturnValue:
    """Begin a characterisation of a date and version; earlier ones are kept."""
    with desk_writing() as (opened, person):
        asset = process(found(opened, person, uid, to_change=True))
        given = posted.read(_asked(), request.form.lists()).data.get(ROOT, {})
        wrong = _wrong(asset, given)
        if wrong:
            return _page(asset, given, wrong), 422
        data = {ROOT: {**_answers(asset), **given}}
        mark = request.form.get("_mark", "")
        try:
            drafting.keep(opened, asset, data, (ROOT,), mark, by=person)
        except Changed:
            text = "Alguien cambió este registro mientras tanto. Revíselo y empiece otra vez."
            raise Refusal(text) from None
        first = sections.get(asset.kind, "requerimientos")
        if first is None:
            abort(404)
        return redirect(section_address(asset, first), 303)


def process(asset: Asset) -> ProductionProcess:
    """The record as a production process; 404 for any other kind."""
    if not isinstance(asset, ProductionProcess):
        abort(404)
    return asset


def _page(
    asset: ProductionProcess, given: dict[str, Any], problems: list[Problem]
) -> str:
    sheet = Sheet(session(), worker(), asset)
    listed = sorted(asset.characterisations, key=_key, reverse=True)
    showing = Showing(problems=problems)
    usual = {"date": today().isoformat(), **given}
    return render_template(
        "desk/interview.html",
        sheet=sheet,
        asset=asset,
        listed=listed,
        problems=problems,
        begin=[
            showing.show(control, path, usual.get(control.name))
            for path, control in _asked()
        ],
        phases={block: phases(block) for block in BLOCKS},
        compared=_compared(listed),
        read=_read(listed),
    )


def _asked() -> list[tuple[str, controls.Control]]:
    return [
        (path, controls.at("production_process", path)) for path in sections.BEGUN_WITH
    ]


def _wrong(asset: ProductionProcess, given: dict[str, Any]) -> list[Problem]:
    """What is wrong with the date and the version."""
    whole = {**drafting.typed(asset), ROOT: {"version": "1", **given}}
    draft = drafting.draft_of(session(), asset, whole)
    wrong = [
        Problem(one["path"], one["label"], one["given"], one["text"])
        for one in draft.kept
        if one["path"].startswith(ROOT)
    ]
    latest = asset.characterisation
    if wrong or latest is None:
        return wrong
    said = draft.values[ROOT]
    if (said["date"], said["version"]) <= _key(latest):
        text = EARLIER.format(date=latest.date.isoformat())
        path = "characterisation.date"
        label = controls.at(asset.kind, path).label
        wrong = [Problem(path, label, said["date"].isoformat(), text)]
    return wrong


def _answers(asset: ProductionProcess) -> dict[str, Any]:
    """The answers of the last one, to begin with them, if that was asked for."""
    latest = asset.characterisation
    if latest is None or request.form.get("_copy") != "si":
        return {}
    said = characterisations.said(latest)
    return {block: said[block] for block in BLOCKS if block in said}


def _key(one: Characterisation) -> tuple[Any, int]:
    return (one.date, one.version)


@dataclass(frozen=True)
class Read:
    """One of them to read whole: what was answered, block by block."""

    one: Characterisation
    blocks: list[tuple[str, list[tuple[str, str]]]]


def _read(listed: list[Characterisation]) -> Read | None:
    """The one that the address asks for; what was not answered is not told."""
    one = _named(listed, "ver")
    if one is None:
        return None
    blocks = []
    for block in BLOCKS:
        control = controls.at("production_process", f"{ROOT}.{block}")
        blocks.append((control.label, _told(control.children, getattr(one, block))))
    core = [controls.at("production_process", name) for name in characterisations.CORE]
    blocks.append(("Lo que el registro decía de sí", _told(core, one.core)))
    return Read(one, [(label, told) for label, told in blocks if told])


def _told(
    asked: Sequence[controls.Control], answers: dict[str, Any]
) -> list[tuple[str, str]]:
    told = [(one.label, spoken(one, answers.get(one.name))) for one in asked]
    return [(label, text) for label, text in told if text]


def _named(listed: list[Characterisation], name: str) -> Characterisation | None:
    wanted = request.args.get(name)
    return next((one for one in listed if str(one.id) == wanted), None)


def _compared(listed: list[Characterisation]) -> dict[str, Any] | None:
    """Two of them side by side, answer by answer, where they differ."""
    first, second = _named(listed, "a"), _named(listed, "b")
    if first is None or second is None or first is second:
        return None
    pair, rows = (first, second), []
    for block in BLOCKS:
        control = controls.at("production_process", f"{ROOT}.{block}")
        for one in control.children:
            said = [spoken(one, getattr(c, block).get(one.name)) for c in pair]
            if said[0] != said[1]:
                rows.append((control.label, one.label, *said))
    for name in characterisations.CORE:
        one = controls.at("production_process", name)
        said = [spoken(one, c.core.get(name)) for c in pair]
        if said[0] != said[1]:
            rows.append(("El registro", one.label, *said))
    return {"first": first, "second": second, "rows": rows}


def install(blueprint: Blueprint) -> None:
    address = "/registros/<uid>/caracterizacion"
    blueprint.get(address)(interview)
    blueprint.post(address, endpoint="begin_interview")(begin)
    blueprint.add_app_template_global(phases, "gsbpm_phases")
