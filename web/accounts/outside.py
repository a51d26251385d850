"""Coming in with the account of an identity provider (OpenID Connect, Authlib)."""

import logging
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, current_app, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from ...catalog.accounts import identities
from ...catalog.refusals import Refusal
from ...records.person import Person
from ..access import public
from ..request import house, session
from .entering import admit
from .onward import wanted

ONWARD = "onward"
NAME = "city"
log = logging.getLogger("tumbaga.accounts")
BROKEN = (
    "No se completó la entrada con {name}: la página se abrió dos veces, se demoró "
    "demasiado, o el proveedor respondió otra cosa. Vuelva a empezar."
)


@public
def leave() -> ResponseReturnValue:
    """Send the browser to the provider, with state, nonce and PKCE (S256)."""
    provider = _provider()
    cookie[ONWARD] = wanted()
    # Never the Host header: the provider sends the code to this address.
    place = house().settings.base_url + url_for("accounts.come_back")
    try:
        answer: ResponseReturnValue = provider.authorize_redirect(place)
    except Exception as error:  # noqa: BLE001  # the provider's answers are not ours
        return _broken(error)
    return answer


@public
def come_back() -> ResponseReturnValue:
    """Take what the provider says, and let in whom it names if we know them."""
    provider = _provider()
    onward = cookie.get(ONWARD) or url_for("desk.home")
    try:
        token = provider.authorize_access_token()
        claims = _claims(provider, token)
    except Exception as error:  # noqa: BLE001  # forged state, wrong token, no network…
        return _broken(error)
    try:
        with house().writing() as opened:
            number = identities.person_of(opened, claims).id
    except Refusal as refusal:
        return _refused(str(refusal), 403)
    return admit(session().get_one(Person, number), "external", onward)


def _claims(provider: Any, token: dict[str, Any]) -> identities.Claims:
    """From the signed token; the mailbox, where it is not there, from ``userinfo``."""
    said = token["userinfo"]  # the claims of the id token, checked by Authlib
    more = said if said.get("email") else provider.userinfo(token=token)
    if more.get("sub") != said["sub"]:
        raise ValueError("userinfo of another subject")
    return identities.Claims(
        issuer=str(said["iss"]),
        subject=str(said["sub"]),
        email=str(more["email"]) if more.get("email") else None,
        email_verified=_verified(more),
    )


def _verified(said: Mapping[str, Any]) -> bool:
    """Whether the mailbox is the person's own (OpenID Connect Core, 5.1).

    Directories that give out the mailboxes themselves often say nothing about it; one
    that says no is never overruled.
    """
    if "email_verified" in said:
        return said["email_verified"] is True
    return house().settings.trusts_mailboxes


def _provider() -> Any:
    """The client of the provider of the settings; where there is none, no address."""
    settings = house().settings
    if not settings.oidc_issuer:
        abort(404)
    kept = current_app.extensions.get("tumbaga.provider")
    if kept is None:
        from authlib.integrations.flask_client import OAuth

        application = current_app._get_current_object()  # type: ignore[attr-defined]
        kept = OAuth(application).register(
            NAME,
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret or None,
            server_metadata_url=settings.oidc_issuer.rstrip("/")
            + "/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "timeout": 10,
            },
        )
        current_app.extensions["tumbaga.provider"] = kept
    return kept


def _broken(error: Exception) -> ResponseReturnValue:
    log.warning("the identity provider: %r", error)
    return _refused(BROKEN.format(name=house().settings.oidc_name), 400)


def _refused(text: str, status: int) -> ResponseReturnValue:
    return render_template("accounts/outside_refused.html", text=text), status


def install(blueprint: Blueprint) -> None:
    blueprint.get("/entrar/externo")(leave)
    blueprint.get("/entrar/externo/regreso")(come_back)
