"""What a client that has an answer already may ask: has it changed, by mark or by date."""

from datetime import UTC, datetime

from flask import Response, request


def date(response: Response, modified: datetime) -> None:
    """Say when it last changed, unless that was in this very second.

    Within its own second a date cannot tell two states apart (RFC 9110, 8.8.2.2).
    """
    if datetime.now(UTC).replace(microsecond=0) > modified:
        response.last_modified = modified


def asked_again(response: Response, modified: datetime | None = None) -> Response:
    """Asked again each time: 304 for who has it, whole for everybody else.

    ``modified`` must never be older than the day on which something was taken away.
    For what is whole, or passes through: of a stream its bytes would be gathered.
    """
    if response.get_etag() == (None, None):
        response.add_etag(weak=True)
    if modified is not None:
        date(response, modified)
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response
