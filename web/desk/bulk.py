"""One verb on many records: choose them, see what will happen, do it, see what did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ...catalog import access, bulk, listing
from ...catalog.bulk import Chosen, Do, Outcome
from ...catalog.refusals import Incomplete, Refusal
from ...schemas import vocabularies
from ...schemas.errors import Problem
from ..access import desk, desk_writing, worker
from ..request import session
from . import asking
from .records import organizations


@dataclass(frozen=True)
class Verb:
    """``asks`` is ``reasons``, ``fields`` or nothing."""

    verb: str
    label: str
    done: str
    means: str
    asks: str = ""


VERBS = {
    "enviar": Verb(
        "submit",
        "Enviar a revisión",
        "enviado",
        "Planeación los recibe para revisarlos. Los que estén incompletos no se envían.",
    ),
    "editar": Verb(
        "revise",
        "Cambiar datos comunes",
        "cambiado",
        "Lo que escriba reemplaza lo que dice cada registro; lo que deje vacío no "
        "cambia. El que estaba en revisión, aprobado o publicado vuelve a borrador; lo "
        "que es público sigue igual hasta que se publique otra vez.",
        "fields",
    ),
    "aprobar": Verb(
        "approve",
        "Aprobar",
        "aprobado",
        "Quedan listos para publicarse cuando tengan decisión de la Dirección Jurídica.",
    ),
    "devolver": Verb(
        "return",
        "Devolver",
        "devuelto",
        "Vuelven a quien los registró, con las razones que escriba aquí.",
        "reasons",
    ),
    "publicar": Verb(
        "publish",
        "Publicar",
        "publicado",
        "Salen al público, cada uno hasta donde permite su decisión legal.",
    ),
}
# The labels and the lists of the common fields, in the order of the form.
FIELDS = (
    ("theme", "Tema", "themes"),
    ("custodian", "Dependencia que la custodia", "organizations"),
    ("contact.position", "Contacto: cargo", ""),
    ("contact.email", "Contacto: correo de la oficina", ""),
    ("contact.telephone", "Contacto: teléfono", ""),
    ("frequency", "Frecuencia de actualización", "frequencies"),
    ("licence", "Licencia", "licences"),
    ("trd_series", "Serie de la TRD", ""),
    ("trd_subseries", "Subserie de la TRD", ""),
    ("keywords_add", "Palabras clave que se agregan", ""),
    ("keywords_remove", "Palabras clave que se quitan", ""),
)
LONGEST_MARK = 80
NONE = "No escogió ningún registro. Marque los que quiera en la lista, o escoja todos."


@desk("read")
def choose() -> ResponseReturnValue:
    """Show what would happen to the records chosen; nothing is written."""
    key = request.form.get("accion", "")
    return _ask(key, _verb(key), _wanted())


@desk("read")
def do() -> ResponseReturnValue:
    """Do it, a few records in each transaction, and tell of each of them."""
    key = request.form.get("accion", "")
    verb, chosen = _verb(key), _listed()
    try:
        step = _step(key)
    except Incomplete as refusal:
        return _ask(key, verb, chosen, refusal.problems), 422
    except Refusal as refusal:
        return _ask(key, verb, chosen, text=str(refusal)), 422
    outcomes: list[Outcome] = []
    for first in range(0, len(chosen), bulk.BATCH):
        with desk_writing() as (opened, person):
            batch = chosen[first : first + bulk.BATCH]
            outcomes += bulk.run(opened, batch, step, by=person)
    done = [one for one in outcomes if one.done]
    failed = [one for one in outcomes if not one.done]
    return render_template("desk/bulk_done.html", verb=verb, done=done, failed=failed)


def _ask(
    key: str,
    verb: Verb,
    chosen: Sequence[Chosen],
    problems: Sequence[Problem] = (),
    text: str = "",
) -> str:
    return render_template(
        "desk/bulk.html",
        key=key,
        verb=verb,
        chosen=chosen,
        fields=FIELDS if verb.asks == "fields" else (),
        lists=_lists() if verb.asks == "fields" else {},
        given=request.form,
        problems={one.path: one for one in problems},
        text=text,
    )


def _step(key: str) -> Do:
    """What is done to each. Raises ``Refusal`` for what the form does not say rightly."""
    given: Mapping[str, str] = request.form
    if key == "devolver":
        reasons = given.get("razones", "").strip()
        if not reasons:
            raise Refusal("Diga por qué los devuelve: quien los registró debe saberlo.")
        return bulk.returning(reasons)
    if key == "editar":
        return bulk.editing(given)
    steps = {"enviar": bulk.submit, "aprobar": bulk.approve, "publicar": bulk.publish}
    return steps[key]


def _verb(key: str) -> Verb:
    verb = VERBS.get(key)
    if verb is None:
        raise Refusal("Escoja qué hacer con los registros.")
    access.require(worker(), verb.verb, worker().organization)
    return verb


def _wanted() -> list[Chosen]:
    """The records ticked, or all that the list holds, as they stand now."""
    if request.form.get("cuales") != "todos":
        return _listed()
    asked = asking.asked(request.form)
    sort = request.form.get(asking.SORT) or listing.USUAL
    numbers = listing.numbers(
        session(), worker(), asked, sort=sort, limit=bulk.MOST + 1
    )
    _few_enough(len(numbers))
    return bulk.chosen(session(), worker(), numbers)


def _listed() -> list[Chosen]:
    """The records that the form names, each with the mark that it had."""
    found: dict[str, Chosen] = {}
    for text in request.form.getlist("elegido"):
        uid, _, mark = text[:LONGEST_MARK].partition(".")
        found.setdefault(uid, Chosen(uid, mark))
    if not found:
        raise Refusal(NONE)
    _few_enough(len(found))
    return list(found.values())


def _few_enough(number: int) -> None:
    if number > bulk.MOST:
        raise Refusal(
            f"Son demasiados para una sola vez: caben {bulk.MOST}. Filtre por "
            "dependencia, tipo o tema y hágalo por partes."
        )


def _lists() -> dict[str, list[tuple[str, str]]]:
    found = {
        name: [(one.code, one.es) for one in vocabularies.get(name)]
        for name in ("themes", "frequencies", "licences")
    }
    return {**found, "organizations": organizations(session(), worker())}


def install(blueprint: Blueprint) -> None:
    place = "/registros/lote"
    blueprint.post(place, endpoint="bulk_choose")(choose)
    blueprint.post(f"{place}/hacer", endpoint="bulk_do")(do)
