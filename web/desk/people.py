"""The people of the desk: who they are, what they may do, and inviting others."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...catalog import access, people
from ...catalog.accounts import browsers, inviting, second_factor, standings
from ...catalog.refusals import Incomplete, Taken
from ...records.identifiers import slugify
from ...records.organization import Organization
from ...records.person import ROLES, Person
from ...schemas.errors import Problem
from ...schemas.vocabularies import fold
from ..access import desk, desk_writing
from ..request import house, session

FIELDS = ("code", "name", "email", "position", "organization")
ROLE_LABELS = {
    "producer": ("Produce información", "Registra y corrige lo de su dependencia."),
    "legal": ("Dirección Jurídica", "Decide la clase de cada activo (Ley 1712)."),
    "planning": ("Planeación", "Revisa, aprueba, publica y retira, en toda la ciudad."),
    "administrator": ("Administra", "Inscribe personas y cambia las dependencias."),
    "auditor": ("Control interno", "Lee todo y no cambia nada."),
}


@desk("admit")
def listing() -> ResponseReturnValue:
    """Everybody, filtered by what was asked."""
    everybody = people.listed(session())
    standing = standings.of_people(session(), everybody)
    words, role = request.args.get("q", "").strip(), request.args.get("papel", "")
    shown = [
        one
        for one in everybody
        if _says(one, words) and (role not in ROLES or role in one.roles)
    ]
    return render_template(
        "desk/people.html",
        people=shown,
        total=len(everybody),
        standing=standing,
        words=words,
        role=role,
        labels=ROLE_LABELS,
    )


@desk("admit")
def invitation() -> ResponseReturnValue:
    """The form to invite somebody."""
    return _inviting({"roles": ["producer"]})


@desk("admit")
def invite() -> ResponseReturnValue:
    """Register and invite; the page that follows shows the link when no letter goes."""
    given = _given()
    given["code"] = given["code"] or _code_of(given)
    settings = house().settings
    try:
        with desk_writing() as (opened, by):
            made = inviting.invite(
                opened, given, by=by, place=settings.entry, term=settings.invitation
            )
    except (Incomplete, Taken) as refusal:
        return _inviting(given, _problems(refusal)), 422
    return _shown(made)


@desk("admit")
def person(uid: str) -> ResponseReturnValue:
    """One person: what they are, what they may do, and how they get in."""
    found = people.of_uid(session(), uid)
    return _person(session(), found, _values(found))


@desk("admit")
def revise(uid: str) -> ResponseReturnValue:
    """Change a person."""
    given = _given()
    given.pop("code")
    try:
        with desk_writing() as (opened, by):
            people.revise(opened, people.of_uid(opened, uid), given, by=by)
    except (Incomplete, Taken) as refusal:
        found = people.of_uid(session(), uid)
        return _person(session(), found, given, _problems(refusal)), 422
    return _back(uid, "Cambios guardados.")


@desk("admit")
def link(uid: str) -> ResponseReturnValue:
    """A new link: by letter, or shown to be handed over."""
    settings = house().settings
    with desk_writing() as (opened, by):
        made = inviting.again(
            opened,
            people.of_uid(opened, uid),
            by=by,
            place=settings.entry,
            term=settings.invitation,
            by_mail=request.form.get("como") == "correo",
        )
    return _shown(made)


@desk("admit")
def close(uid: str) -> ResponseReturnValue:
    """Close the account: whoever has left does not come in any more."""
    with desk_writing() as (opened, by):
        found = people.of_uid(opened, uid)
        people.deactivate(opened, found, by=by)
    return _back(uid, f"La cuenta de {found.name} quedó cerrada, con sus sesiones.")


@desk("admit")
def reopen(uid: str) -> ResponseReturnValue:
    """Open the account again."""
    with desk_writing() as (opened, by):
        found = people.of_uid(opened, uid)
        people.reactivate(opened, found, by=by)
    return _back(uid, f"La cuenta de {found.name} quedó abierta. Entra con su clave.")


@desk("admit")
def end_sessions(uid: str) -> ResponseReturnValue:
    """Sign the person out everywhere."""
    with desk_writing() as (opened, by):
        count = browsers.end_all(opened, people.of_uid(opened, uid), by=by)
    return _back(uid, f"Sesiones cerradas: {count}.")


@desk("admit")
def remove_second_factor(uid: str) -> ResponseReturnValue:
    """Take away the second step of who lost the telephone."""
    with desk_writing() as (opened, by):
        found = people.of_uid(opened, uid)
        second_factor.remove(opened, found, by=by)
        browsers.end_all(opened, found, by=by)
    return _back(uid, f"{found.name} entra desde ahora solo con su clave.")


def _given() -> dict[str, Any]:
    """The fields of the form and no others, whatever else was sent."""
    given: dict[str, Any] = {name: request.form.get(name, "") for name in FIELDS}
    return {**given, "roles": request.form.getlist("roles")}


def _values(found: Person) -> dict[str, Any]:
    unit = found.organization
    return {
        **{name: getattr(found, name) for name in ("name", "email", "position")},
        "roles": found.roles,
        "organization": unit.code if unit is not None else "",
    }


def _problems(refusal: Incomplete | Taken) -> Sequence[Problem]:
    if isinstance(refusal, Incomplete):
        return refusal.problems
    field = "code" if "usuario" in str(refusal) else "email"
    label = "Usuario" if field == "code" else "Correo"
    return [Problem(field, label, "", str(refusal))]


def _code_of(given: dict[str, Any]) -> str:
    """A user name where none was written: the mailbox's, or the person's."""
    return slugify(given["email"].partition("@")[0] or given["name"])[:60]


def _says(found: Person, words: str) -> bool:
    unit = found.organization.name if found.organization is not None else ""
    text = fold(" ".join([found.name, found.code, found.email or "", unit]))
    return all(word in text for word in fold(words).split())


def _units(opened: Session) -> Sequence[Organization]:
    return opened.scalars(select(Organization).order_by(Organization.name)).all()


def _inviting(values: dict[str, Any], problems: Sequence[Problem] = ()) -> str:
    return render_template(
        "desk/people_invite.html",
        values=values,
        problems=problems,
        units=_units(session()),
        labels=ROLE_LABELS,
        days=house().settings.invitation_days,
        has_post=bool(house().settings.smtp_host),
    )


def _person(
    opened: Session,
    found: Person,
    values: dict[str, Any],
    problems: Sequence[Problem] = (),
) -> str:
    settings = house().settings
    return render_template(
        "desk/people_person.html",
        found=found,
        values=values,
        problems=problems,
        units=_units(opened),
        labels=ROLE_LABELS,
        standing=standings.of_people(opened, [found])[found.id],
        sessions=len(
            browsers.listed(opened, found, idle=settings.idle, longest=settings.longest)
        ),
        may={
            verb: rule.means
            for verb, rule in access.RULES.items()
            if access.may(found, verb, found.organization)
        },
        has_post=bool(settings.smtp_host),
    )


def _shown(made: inviting.Invitation) -> ResponseReturnValue:
    return render_template(
        "desk/people_link.html", made=made, days=house().settings.invitation_days
    )


def _back(uid: str, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("desk.person", uid=uid), 303)


def install(blueprint: Blueprint) -> None:
    add = blueprint.add_url_rule
    add("/personas", "people", listing)
    add("/personas/invitar", "invitation", invitation)
    add("/personas/invitar", "invite", invite, methods=["POST"])
    add("/personas/<uid>", "person", person)
    add("/personas/<uid>", "revise_person", revise, methods=["POST"])
    for name, view in (
        ("enlace", link),
        ("cerrar", close),
        ("abrir", reopen),
        ("sesiones", end_sessions),
        ("segundo-paso", remove_second_factor),
    ):
        add(
            f"/personas/<uid>/{name}", f"person_{view.__name__}", view, methods=["POST"]
        )
