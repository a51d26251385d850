"""Headers that keep a page to itself: no foreign scripts, styles, frames or sniffing."""

from flask import Flask, Response, abort, request

# Styles, pictures and the one script (suggestions) are our own files.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def guard(response: Response) -> Response:
    """Set what a view has not set by itself."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def refuse_nul() -> None:
    """An address with the sign NUL names nothing, and PostgreSQL cannot be asked it."""
    if "\x00" in request.path:
        abort(404)


def install(app: Flask) -> None:
    app.before_request(refuse_nul)
    app.after_request(guard)
