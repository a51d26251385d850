"""The steps of a record: each is shown before it is taken, and taken once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ...catalog import (
    access,
    comparing,
    decisions,
    history,
    listing,
    publishing,
    revising,
    sight,
    withdrawing,
    workflow,
)
from ...catalog.refusals import NotFound, Refusal, WrongState
from ...catalog.sifting import Sieve
from ...records import reading
from ...records.asset import Asset
from ...records.person import Person
from ...records.reading import KNOWN, PublicRecord
from ..access import desk, desk_writing, worker
from ..request import session

Words = dict[str, str]
LONGEST = 5000  # characters of a reason


@dataclass(frozen=True)
class Step:
    """``from_`` are the states from which it starts; ``public``, if the ledger must
    hold the record, at which of its states. ``asks`` names what has to be written.
    """

    key: str
    verb: str
    label: str
    means: str
    to: str
    done: str
    from_: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    asks: str = ""
    heir: bool = False
    grave: bool = False


STEPS = {
    one.key: one
    for one in (
        Step(
            "enviar",
            "submit",
            "Enviar a revisión",
            "Planeación lo recibe para revisarlo. Mientras tanto lo puede seguir viendo; "
            "si lo cambia, vuelve a borrador.",
            "submitted",
            "Quedó en revisión.",
            from_=("draft", "returned"),
        ),
        Step(
            "aprobar",
            "approve",
            "Aprobar",
            "Queda listo para publicarse cuando tenga decisión de la Dirección Jurídica.",
            "approved",
            "Quedó aprobado.",
            from_=("submitted",),
        ),
        Step(
            "devolver",
            "return",
            "Devolver con razones",
            "Vuelve a quien lo registró, con sus razones.",
            "returned",
            "Quedó devuelto, con sus razones.",
            from_=("submitted", "approved"),
            asks="Razones",
        ),
        Step(
            "publicar",
            "publish",
            "Publicar",
            "Sale al público, hasta donde permite la decisión legal. Lo que se publica "
            "queda en el registro de publicaciones y no se borra.",
            "published",
            "Quedó publicado.",
            from_=("approved",),
            grave=True,
        ),
        Step(
            "retirar",
            "retire",
            "Retirar",
            "Su página sigue ahí, dice que ya no está vigente y lleva a lo que lo "
            "reemplaza. No se puede deshacer.",
            "retired",
            "Quedó retirado. Su página lo dice.",
            public=("published",),
            asks="Motivo",
            heir=True,
            grave=True,
        ),
        Step(
            "retirar-del-publico",
            "withdraw",
            "Sacar del público",
            "Su página deja de mostrarlo: queda un aviso con la fecha y el motivo. Lo que "
            "era público se guarda en el escritorio. No se puede deshacer.",
            "withdrawn",
            "Ya no está al público. Queda el aviso con su motivo.",
            public=("published", "retired"),
            asks="Motivo",
            grave=True,
        ),
    )
}


@dataclass(frozen=True)
class Offer:
    """A step that could be taken now; ``why_not`` says why this person cannot."""

    step: Step
    why_not: str | None


def offers(
    session: Session, person: Person, asset: Asset, public: PublicRecord | None
) -> list[Offer]:
    """The steps that start from where the record stands, and whose they are."""
    found = []
    for step in STEPS.values():
        if _starts(step, asset, public):
            why = access.why_not(person, step.verb, asset)
            if why is None and step.verb == "publish":
                why = _unpublishable(session, asset)
            found.append(Offer(step, why))
    return found


@desk("read")
def ask(uid: str, key: str) -> ResponseReturnValue:
    """Show what the step does, before it is taken."""
    person, step = worker(), STEPS[key]
    asset = sight.find(session(), person, uid)
    access.require(person, step.verb, asset)
    seen = request.args.get("visto", "")
    if seen and asset.workflow_state != step.to:
        revising.require_seen(asset, seen)
    public = _public(session(), asset)
    if not _starts(step, asset, public):
        workflow.require_state(asset, step.label.lower(), step.from_ or ("published",))
    if why := access.not_waiting(person, step.verb, asset):
        raise WrongState(why)
    return render_template(
        "desk/step.html",
        asset=asset,
        step=step,
        mark=revising.mark(asset),
        changes=_changes(asset, public)
        if step.verb in ("approve", "publish")
        else None,
        heirs=_heirs(person, asset) if step.heir else [],
        looked_for=request.args.get("buscar", ""),
        longest=LONGEST,
    )


@desk("read")
def take(uid: str, key: str) -> ResponseReturnValue:
    """Take the step, on what the person saw; a second time it is already taken."""
    step = STEPS[key]
    given = {name: value.strip()[:LONGEST] for name, value in request.form.items()}
    with desk_writing() as (opened, person):
        asset = sight.find(opened, person, uid, to_change=True)
        access.require(person, step.verb, asset)
        if _taken_before(opened, person, asset, step):
            flash(f"Ya estaba hecho: {step.done[0].lower()}{step.done[1:]}", "info")
        else:
            revising.require_seen(asset, given.get("marca", ""))
            DOING[step.verb](opened, asset, given, person)
            flash(f"«{asset.title}». {step.done}")
    return redirect(url_for("desk.record", uid=uid), 303)


def _starts(step: Step, asset: Asset, public: PublicRecord | None) -> bool:
    if step.public:
        return public is not None and public.state in step.public
    return asset.workflow_state in step.from_


def _unpublishable(session: Session, asset: Asset) -> str | None:
    """What keeps the record itself from being published."""
    from ...catalog import door

    decision = decisions.in_force(session, [asset.id]).get(asset.id)
    try:
        door.require_publishable(asset, decision)
    except Refusal as refusal:
        return str(refusal)
    return None


def _public(session: Session, asset: Asset) -> PublicRecord | None:
    states = ("published", "retired", "withdrawn")
    return reading.by_uid(session, asset.uid, disclosures=KNOWN, states=states)


def _taken_before(session: Session, person: Person, asset: Asset, step: Step) -> bool:
    """Whether this very person has just done it: a double click, or a page sent again."""
    if asset.workflow_state != step.to:
        return False
    last = history.latest(session, [asset.uid], step.verb).get(asset.uid)
    return last is not None and last.person == person.code


def _changes(asset: Asset, public: PublicRecord | None) -> list[Any] | None:
    """What publication would change of what is public."""
    document = publishing.preview(session(), asset)
    if document is None or public is None or public.state == "withdrawn":
        return None
    return comparing.documents(asset.kind, public.document, document)


def _heirs(person: Person, asset: Asset) -> list[Any]:
    """The records found for the words looked for, which may take its place."""
    words = request.args.get("buscar", "").strip()[:200]
    if not words:
        return []
    found = listing.page(session(), person, Sieve(words=words), size=10)
    return [row for row in found.rows if row.id != asset.id]


def _submit(session: Session, asset: Asset, _given: Words, by: Person) -> None:
    workflow.submit(session, asset, by=by)


def _approve(session: Session, asset: Asset, _given: Words, by: Person) -> None:
    workflow.approve(session, asset, by=by)


def _send_back(session: Session, asset: Asset, given: Words, by: Person) -> None:
    workflow.send_back(session, asset, given.get("razones", ""), by=by)


def _publish(session: Session, asset: Asset, _given: Words, by: Person) -> None:
    publishing.publish(session, asset, by=by)


def _retire(session: Session, asset: Asset, given: Words, by: Person) -> None:
    name = given.get("sucesor") or given.get("codigo", "")
    heir = None
    if name:
        try:
            heir = sight.find(session, by, name)
        except NotFound:
            raise NotFound(
                f"No encontramos «{name[:80]}», el registro que lo reemplaza. Búsquelo "
                "por su nombre, o déjelo vacío si nada lo reemplaza."
            ) from None
        if heir.id == asset.id:
            raise Refusal("Un registro no se puede reemplazar a sí mismo.")
    reason = given.get("razones", "")
    withdrawing.retire(session, asset, reason, by=by, successor=heir)


def _withdraw(session: Session, asset: Asset, given: Words, by: Person) -> None:
    withdrawing.withdraw(session, asset, given.get("razones", ""), by=by)


DOING: dict[str, Callable[[Session, Asset, Words, Person], None]] = {
    "submit": _submit,
    "approve": _approve,
    "return": _send_back,
    "publish": _publish,
    "retire": _retire,
    "withdraw": _withdraw,
}


def install(blueprint: Blueprint) -> None:
    keys = ", ".join(f"'{key}'" for key in STEPS)
    place = f"/registros/<uid>/<any({keys}):key>"
    blueprint.get(place, endpoint="step")(ask)
    blueprint.post(place, endpoint="take")(take)
