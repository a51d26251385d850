"""Forms that only our own pages may send (CSRF): every POST but those of programs."""

from flask import Flask, render_template
from flask_wtf.csrf import CSRFError, CSRFProtect  # type: ignore[import-untyped]

from .api import blueprint as api

STALE = (
    "La página estuvo abierta demasiado tiempo, o el envío no salió de ella. Vuelva a "
    "abrirla y envíe otra vez: lo que escribió no se ha perdido en su navegador."
)
# Programs show a token or only read: no cookie of a person is looked at there.
FREE = (api,)


def install(app: Flask) -> None:
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)  # a long form is no crime
    protect = CSRFProtect(app)
    for blueprint in FREE:
        protect.exempt(blueprint)
    app.register_error_handler(CSRFError, _refused)


def _refused(_error: CSRFError) -> tuple[str, int]:
    page = render_template(
        "desk/refused.html",
        heading="No recibimos ese envío",
        text=STALE,
        problems=(),
        back=None,
    )
    return page, 400
