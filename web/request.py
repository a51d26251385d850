"""What a view reaches for: the house, one reading session for each request, who asks."""

from ipaddress import ip_address, ip_network
from typing import cast

from flask import current_app, g, request
from sqlalchemy.orm import Session

from .composition import House


def house() -> House:
    """The house of the application that answers now."""
    return cast("House", current_app.extensions["tumbaga"])


def session() -> Session:
    """The request's reading session, opened on first use."""
    if "session" not in g:
        g.session = house().session()
    return cast("Session", g.session)


def close(_error: BaseException | None) -> None:
    """Close the request's session, if it opened one."""
    opened = g.pop("session", None)
    if opened is not None:
        opened.close()


def caller_address() -> str:
    """Where the request comes from; ``TUMBAGA_PROXIES`` says whom to believe.

    Of IPv6 the network (/64), as one machine has all of it.
    """
    text = request.remote_addr or ""
    try:
        parsed = ip_address(text)
    except ValueError:
        return text[:60]
    if parsed.version == 4:
        return str(parsed)
    return (
        str(ip_network(f"{parsed}/64", strict=False))
        if not parsed.ipv4_mapped
        else str(parsed.ipv4_mapped)
    )
