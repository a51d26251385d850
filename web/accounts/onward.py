"""Where somebody goes once they are in: to a page of ours, and nowhere else."""

from flask import request, url_for

from ..filters import safe_url


def wanted() -> str:
    r"""The address of ours that ``siguiente`` names, or the desk.

    ``https://other``, ``//other``, ``/\other`` and the like are passed over.
    """
    return inside(request.values.get("siguiente", "")) or url_for("desk.home")


def inside(address: str) -> str | None:
    """The address if it is a path of this site, else nothing."""
    found = safe_url(address)
    return found if found is not None and found.startswith("/") else None
