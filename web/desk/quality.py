"""How good the records are, by organisation, and what to mend first."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ...catalog import standings
from ..access import desk, worker
from ..filters import number
from ..request import session
from .asking import list_address

MENDS = {
    "complete": "Llenar los campos que faltan",
    "current": "Traer los datos que ya debían estar",
    "reusable": "Ofrecerlo en un formato abierto y con licencia abierta",
    "documented": "Explicar qué significa cada columna o cada punto",
    "reachable": "Decir qué cargo responde y por qué correo o teléfono",
}


@desk("read")
def quality() -> ResponseReturnValue:
    """Each organisation with its mean, and the lists of what to mend."""
    found = standings.by_organization(session(), worker())
    whole = standings.whole(found)
    return render_template(
        "desk/quality.html",
        found=found,
        whole=whole,
        mends=MENDS,
        heading=_heading(whole),
        list_address=list_address,
    )


def _heading(whole: standings.Standing) -> str:
    if not whole.records:
        return "Todavía no hay registros que medir"
    return f"La calidad va en {number(whole.mean, 1)} de 5"


def install(blueprint: Blueprint) -> None:
    blueprint.get("/calidad")(quality)
