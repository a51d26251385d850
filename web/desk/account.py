"""My account: who I am, my password, my second step, my sessions and my tokens."""

import re
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ...catalog import people, tokens
from ...catalog.accounts import browsers, entering, identities, second_factor
from ...catalog.refusals import Incomplete, Refusal
from ...records.person import Person
from ...schemas.errors import Problem
from .. import signing
from ..access import desk, desk_writing, worker
from ..request import house, session
from . import devices
from .proof import require_password

SCOPE_LABELS = {
    "read": "Leer los registros que usted puede ver",
    "write": "Registrar, cambiar y enviar a revisión",
    "review": "Aprobar y devolver",
    "legal": "Decidir la clase, y sacar del público",
    "publish": "Publicar, retirar y sacar del público",
}
DIFFERENT = "Las dos claves no son iguales. Escríbala igual en los dos campos."


@desk()
def account() -> ResponseReturnValue:
    """All of it on one page."""
    me = worker()
    return _page({"name": me.name, "position": me.position})


@desk()
def present() -> ResponseReturnValue:
    """Keep my name and position; nothing else that the form may bring."""
    given = {name: request.form.get(name, "") for name in ("name", "position")}
    try:
        with desk_writing() as (opened, me):
            people.present(opened, me, given)
    except Incomplete as refusal:
        return _page(given, refusal.problems), 422
    return _back("Sus datos quedaron guardados.")


@desk()
def change_password() -> ResponseReturnValue:
    """Change my password; my other sessions end."""
    password, here = request.form.get("clave", ""), signing.browser()
    if password != request.form.get("otra_vez", ""):
        return _wrong("otra_vez", "La misma clave", DIFFERENT)
    try:
        require_password(request.form.get("clave_de_ahora", ""))
    except Refusal as refusal:
        return _wrong("clave_de_ahora", "Su clave de ahora", str(refusal))
    try:
        with desk_writing() as (opened, me):
            but = here.id if here is not None else None
            entering.set_password(opened, me, password, by=me, but=but)
    except Refusal as refusal:
        return _wrong("clave", "Clave nueva", str(refusal))
    return _back("Su clave cambió, y cerramos sus demás sesiones.")


@desk()
def end_session(number: int) -> ResponseReturnValue:
    """Sign one of my browsers out."""
    with desk_writing() as (opened, me):
        browsers.end(opened, me, number, by=me)
    return _back("Esa sesión quedó cerrada.")


@desk()
def end_others() -> ResponseReturnValue:
    """Sign all my other browsers out."""
    here = signing.browser()
    with desk_writing() as (opened, me):
        but = here.id if here is not None else None
        count = browsers.end_all(opened, me, by=me, but=but)
    return _back(f"Sesiones cerradas: {count}. Queda abierta esta.")


@desk()
def issue_token() -> ResponseReturnValue:
    """Give me a token of the API; its secret is on the next page and never again."""
    days = request.form.get("dias", "")
    try:
        with desk_writing() as (opened, me):
            issued = tokens.issue(
                opened,
                me,
                request.form.getlist("alcances"),
                by=me,
                name=request.form.get("nombre", ""),
                days=int(days) if re.fullmatch("[0-9]{1,4}", days) else 0,
            )
    except Refusal as refusal:
        return _wrong("alcances", "Token nuevo", str(refusal))
    return render_template("desk/account_token.html", issued=issued)


@desk()
def revoke_token(number: int) -> ResponseReturnValue:
    """End one of my tokens."""
    with desk_writing() as (opened, me):
        mine = [one for one in tokens.of_person(opened, me) if one.id == number]
        for one in mine:
            tokens.revoke(opened, one, by=me)
    return _back("El token ya no sirve." if mine else "Ese token ya no estaba.")


def _wrong(field: str, label: str, text: str) -> ResponseReturnValue:
    me = worker()
    problem = Problem(field, label, "", text)
    return _page({"name": me.name, "position": me.position}, [problem]), 422


def _page(values: dict[str, Any], problems: Sequence[Problem] = ()) -> str:
    return render_template(
        "desk/account.html",
        owes_second_step=signing.owes_second_step(),
        values=values,
        problems=problems,
        labels=SCOPE_LABELS,
        usual_days=tokens.USUAL_DAYS,
        most_days=tokens.MOST_DAYS,
        device=devices.named,
        here=signing.browser(),
        **_mine(session(), worker()),
    )


def _mine(opened: Session, me: Person) -> dict[str, Any]:
    settings = house().settings
    return {
        "me": me,
        "has_password": entering.has_password(opened, me),
        "second_factor": second_factor.is_on(opened, me),
        "codes_left": second_factor.codes_left(opened, me),
        "identities": identities.listed(opened, me),
        "tokens": tokens.of_person(opened, me),
        "browsers": browsers.listed(
            opened, me, idle=settings.idle, longest=settings.longest
        ),
    }


def _back(said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("desk.account"), 303)


def install(blueprint: Blueprint) -> None:
    add = blueprint.add_url_rule
    add("/cuenta", "account", account)
    for address, view in (
        ("/cuenta", present),
        ("/cuenta/clave", change_password),
        ("/cuenta/sesiones/<int:number>/cerrar", end_session),
        ("/cuenta/sesiones/cerrar-otras", end_others),
        ("/cuenta/tokens", issue_token),
        ("/cuenta/tokens/<int:number>/revocar", revoke_token),
    ):
        add(address, f"account_{view.__name__}", view, methods=["POST"])
