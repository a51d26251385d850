"""The access rule of a view: each says its own, and the house refuses one that does not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Response, g, redirect, request, url_for
from sqlalchemy.orm import Session

from ..catalog import access, tokens
from ..catalog.accounts import attempts
from ..catalog.refusals import NotAllowed, NotAuthenticated
from ..records.person import Person
from ..records.token import Token
from .request import caller_address, house, session
from .signing import owes_second_step, signed_in

View = TypeVar("View", bound=Callable[..., Any])
SHOW_IT = (
    "Esta dirección pide un token. Envíelo en el encabezado Authorization, así: "
    "«Authorization: Bearer tumbaga_…». Los entrega quien administra el catálogo."
)

# What somebody may still do who has to put the second step first.
TO_PUT_IT = (
    "desk.account",
    "desk.account_change_password",
    "desk.second_step_begin",
    "desk.second_step_confirm",
)


def public(view: View) -> View:
    """Anybody may call this view: it reads the ledger and nothing else."""
    view.access_rule = "public"  # type: ignore[attr-defined]
    return view


@dataclass(frozen=True)
class Caller:
    """Who calls the API, by a token; cookies are not looked at."""

    person: Person
    token: str
    scopes: tuple[str, ...]


def token_required(verb: str | None) -> Callable[[View], View]:
    """Only who shows a token whose scopes reach ``verb`` may call; ``None``: any token."""

    def ruled(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **values: Any) -> Any:
            _admit(verb)
            return view(*args, **values)

        guarded.access_rule = f"token: {verb or 'any'}"  # type: ignore[attr-defined]
        return cast("View", guarded)

    return ruled


def desk(verb: str | None = None) -> Callable[[View], View]:
    """Only who is signed in may open this page of the desk; others are asked to.

    With a ``verb`` of ``access.RULES``, only those whose roles reach it somewhere. The
    verb itself asks again about the record.
    """

    def ruled(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **values: Any) -> Any:
            person = signed_in()
            if person is None:
                return _ask_to_sign_in()
            if owes_second_step() and request.endpoint not in TO_PUT_IT:
                return redirect(url_for("desk.account", _anchor="segundo-paso"), 303)
            if verb is not None:
                access.require(person, verb, person.organization)
            return view(*args, **values)

        guarded.access_rule = f"desk: {verb or 'any'}"  # type: ignore[attr-defined]
        return cast("View", guarded)

    return ruled


def worker() -> Person:
    """Who works at the desk now; only behind ``desk``."""
    return cast("Person", signed_in())


@contextmanager
def desk_writing() -> Iterator[tuple[Session, Person]]:
    """One transaction in the signed-in person's name: committed at the end, or taken
    back.
    """
    with house().writing() as opened:
        yield opened, opened.get_one(Person, worker().id)


def _ask_to_sign_in() -> Response:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
    address = url_for("accounts.sign_in", siguiente=wanted or None)
    return cast("Response", redirect(address, 303))


def caller() -> Caller:
    """Who calls now; only behind ``token_required``."""
    return cast("Caller", g.caller)


@contextmanager
def writing() -> Iterator[tuple[Session, Person]]:
    """One transaction in the caller's name: committed at the end, or taken back."""
    with house().writing() as opened:
        yield opened, opened.get_one(Person, caller().person.id)


def _admit(verb: str | None) -> None:
    token = _token()
    if verb is not None and not tokens.reaches(token.scopes, verb):
        fitting = [name for name, verbs in tokens.SCOPES.items() if verb in verbs]
        raise NotAllowed(
            f"El token «{token.name}» no tiene el alcance que esto pide: "
            f"{' o '.join(fitting)}."
        )
    g.caller = Caller(token.person, token.name, tuple(token.scopes))
    if tokens.is_due(token):
        with house().writing() as opened:
            tokens.mark_used(opened, token.id)


def _token() -> Token:
    """The token that was shown. Wrong ones are counted by address, and soon told to wait."""
    secret = _shown()
    try:
        return tokens.token_of(session(), secret)
    except NotAuthenticated:
        attempts.require_left(session(), attempts.OF_TOKENS, caller_address())
        with house().writing() as opened:
            attempts.spend(opened, attempts.OF_TOKENS, caller_address())
        raise


def _shown() -> str:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise NotAuthenticated(SHOW_IT)
    return secret.strip()
