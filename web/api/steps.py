"""The steps of a record by the API: each is a verb of the desk, in a person's name."""

from collections.abc import Callable
from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from ...catalog import (
    access,
    classification,
    decisions,
    publishing,
    revising,
    sight,
    withdrawing,
    workflow,
)
from ...catalog.refusals import Changed, Incomplete, NotFound, Unseen
from ...records.asset import Asset
from ...records.person import Person
from ...schemas import steps
from ...schemas.errors import Problem
from ..access import token_required, writing
from . import blueprint, bodies
from .records import FOLDER
from .shapes import KINDS, etag, record_answer, without_decision

DECIDED = (
    "«{title}» ya tiene una decisión en vigor. Léala en el registro y envíe su marca (el "
    "encabezado ETag) en If-Match: así dice sobre cuál decide, y no se pisa la que otra "
    "persona acaba de tomar."
)
Words = dict[str, Any]
Step = Callable[[Session, Asset, Words, Person], object]

# The last part of the address, and the verb that it stands for.
VERBS = {
    "enviar": "submit",
    "aprobar": "approve",
    "devolver": "return",
    "clasificar": "classify",
    "publicar": "publish",
    "retirar": "retire",
    "retirar-del-publico": "withdraw",
}


def _submit(session: Session, asset: Asset, _words: Words, by: Person) -> None:
    workflow.submit(session, asset, by=by)


def _approve(session: Session, asset: Asset, _words: Words, by: Person) -> None:
    workflow.approve(session, asset, by=by)


def _send_back(session: Session, asset: Asset, words: Words, by: Person) -> None:
    workflow.send_back(session, asset, words["reason"], by=by)


def _classify(session: Session, asset: Asset, words: Words, by: Person) -> None:
    classification.decide(session, asset, words, by=by)


def _publish(session: Session, asset: Asset, _words: Words, by: Person) -> None:
    publishing.publish(session, asset, by=by)


def _retire(session: Session, asset: Asset, words: Words, by: Person) -> None:
    name = words.get("successor")
    heir = _successor(session, by, name) if name else None
    withdrawing.retire(session, asset, words["reason"], by=by, successor=heir)


def _successor(session: Session, by: Person, name: str) -> Asset:
    try:
        return sight.find(session, by, name)
    except NotFound as refusal:
        problem = Problem("successor", "Lo reemplaza", name, str(refusal))
        raise Incomplete("No se encontró lo que lo reemplaza.", [problem]) from None


def _withdraw(session: Session, asset: Asset, words: Words, by: Person) -> None:
    withdrawing.withdraw(session, asset, words["reason"], by=by)


DOING: dict[str, Step] = {
    "submit": _submit,
    "approve": _approve,
    "return": _send_back,
    "classify": _classify,
    "publish": _publish,
    "retire": _retire,
    "withdraw": _withdraw,
}


def _view(verb: str) -> Callable[..., Response]:
    @token_required(verb)
    def step(folder: str, code: str) -> Response:
        given = bodies.read(required=steps.asks(verb))
        words, wrong = steps.load(verb, given)
        with writing() as (session, person):
            asset = sight.find(
                session, person, code, kind=KINDS[folder], to_change=True
            )
            access.require(person, verb, asset)
            _require_seen(session, asset, verb)
            if wrong:
                raise Incomplete("Faltan datos para este paso.", wrong)
            DOING[verb](session, asset, words, person)
            return record_answer(session, asset)

    return step


def _require_seen(session: Session, asset: Asset, verb: str) -> None:
    """A caller who says which version they saw decides on that one and on no other;
    who takes a legal decision, also on the decision that they saw in force. Without a
    mark only the first decision on a record is taken, so of two at once one is told.
    """
    seen = request.if_match
    if not seen or seen.star_tag:
        if verb == "classify" and decisions.in_force(session, [asset.id]):
            raise Unseen(DECIDED.format(title=asset.title))
        return
    given = seen.as_set(include_weak=True)
    marks = without_decision(given)
    revising.require_seen(asset, next(iter(marks & {revising.mark(asset)}), ""))
    if verb == "classify" and etag(session, asset) not in given:
        raise Changed(classification.TWICE.format(title=asset.title))


for _name, _verb in VERBS.items():
    blueprint.add_url_rule(
        f"/{FOLDER}/<path:code>/{_name}",
        endpoint=_verb,
        view_func=_view(_verb),
        methods=["POST"],
    )
