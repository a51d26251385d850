"""A verb's refusal as a page: what happened, field by field, and a way on."""

from flask import Response, render_template, request

from ...catalog.refusals import (
    Changed,
    Incomplete,
    NotAllowed,
    NotDecided,
    NotFound,
    Refusal,
    Taken,
    TooMany,
    WrongState,
)

STATUS: dict[type[Refusal], int] = {
    NotFound: 404,
    NotAllowed: 403,
    Changed: 409,
    Taken: 409,
    WrongState: 409,
    NotDecided: 409,
    Incomplete: 422,
    TooMany: 429,
}
HEADINGS = {
    403: "Esta parte no es suya",
    404: "No lo encontramos",
    409: "No se hizo",
    422: "Hay datos por corregir",
    429: "Espere unos minutos",
    400: "No se pudo hacer",
}
CHANGED = "No se hizo: algo cambió"


def status_of(error: Refusal) -> int:
    """The HTTP status of a refusal; 400 for one that has none of its own."""
    return next((n for kind, n in STATUS.items() if isinstance(error, kind)), 400)


def page(error: Refusal) -> Response:
    """Tell a refusal in its own words; nothing was saved."""
    status = status_of(error)
    text = render_template(
        "desk/refused.html",
        heading=CHANGED if isinstance(error, Changed) else HEADINGS[status],
        text=str(error).partition("\n")[0],
        problems=error.problems if isinstance(error, Incomplete) else (),
        back=request.referrer if _is_ours(request.referrer) else None,
    )
    return Response(text, status=status, mimetype="text/html")


def _is_ours(address: str | None) -> bool:
    return address is not None and address.startswith(request.host_url)
