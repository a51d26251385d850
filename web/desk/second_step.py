"""The second step of my account: putting it, its recovery codes, taking it away."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from ...catalog.accounts import attempts, second_factor
from ...catalog.refusals import Refusal
from .. import signing
from ..access import desk, desk_writing, worker
from ..request import house
from .proof import require_password


@desk()
def begin() -> ResponseReturnValue:
    """Show the seed, as a picture and as text, once the password is right."""
    require_password(request.form.get("clave_de_ahora", ""))
    return _offered()


@desk()
def confirm() -> ResponseReturnValue:
    """Put it to work with the first code; show the recovery codes, this once."""
    with house().writing() as opened:
        attempts.spend(opened, attempts.OF_SECOND, str(worker().id))
    try:
        with desk_writing() as (opened, me):
            codes = second_factor.confirm(opened, me, request.form.get("codigo", ""))
            attempts.forget(opened, attempts.OF_SECOND, str(me.id))
    except Refusal as refusal:
        return _offered(str(refusal)), 422
    return _codes(codes)


@desk()
def renew() -> ResponseReturnValue:
    """New recovery codes; the old ones serve no more."""
    require_password(request.form.get("clave_de_ahora", ""))
    with desk_writing() as (opened, me):
        codes = second_factor.renew_codes(opened, me)
    return _codes(codes)


@desk()
def remove() -> ResponseReturnValue:
    """Take it away."""
    require_password(request.form.get("clave_de_ahora", ""))
    with desk_writing() as (opened, me):
        second_factor.remove(opened, me, by=me)
        signing.ask_second_step(me)
    flash("Desde ahora entra solo con su clave.", "ambar")
    return redirect(url_for("desk.account"), 303)


def picture(address: str) -> Markup:
    """The address as a QR code, drawn in the page: no other program sees it."""
    import qrcode
    from qrcode.image.svg import SvgPathImage

    made = qrcode.make(address, image_factory=SvgPathImage, border=4, box_size=8)
    drawing = made.to_string(encoding="unicode")
    return Markup(drawing)  # noqa: S704  # of the library, which escapes what it draws


def _offered(problem: str | None = None) -> str:
    with desk_writing() as (opened, me):
        offer = second_factor.offer(opened, me, issuer=house().settings.title)
    return render_template(
        "desk/account_second_step.html",
        offer=offer,
        picture=picture(offer.address),
        problem=problem,
    )


def _codes(codes: list[str]) -> str:
    return render_template("desk/account_codes.html", codes=codes)


def install(blueprint: Blueprint) -> None:
    for name, view in (
        ("", begin),
        ("/confirmar", confirm),
        ("/codigos", renew),
        ("/quitar", remove),
    ):
        blueprint.add_url_rule(
            f"/cuenta/segundo-paso{name}",
            f"second_step_{view.__name__}",
            view,
            methods=["POST"],
        )
