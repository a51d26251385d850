"""Whether an address still answers: asked gently, over the one client."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..schemas.tables import Unreadable
from . import addresses
from .http import Client

STATES = ("works", "moved", "broken", "unknown")
MOST = 64 * 1024
# What a server says when it does not like the question, though the page is there.
TRY_GET = (400, 403, 405, 406, 500, 501, 503)
MAYBE = (401, 403, 407, 429)

GONE = "Respondió {status}: ya no está ahí."
CLOSED = "Respondió {status}: existe, pero no se deja leer por un programa."
TIRED = "El servidor respondió {status}: tiene un problema suyo."
MOVED = "Ahora está en {url}"


@dataclass(frozen=True, slots=True)
class Told:
    """What an address answered; ``status`` is 0 when nothing did."""

    state: str
    status: int = 0
    reason: str = ""


def check(url: str, http: Client) -> Told:
    """Ask by HEAD, and by GET where that is not liked. Raises nothing."""
    asker = replace(http, limits=replace(http.limits, most_bytes=MOST, tries=2))
    try:
        answer = asker.ask("HEAD", url)
        if answer.status in TRY_GET:
            answer = asker.ask("GET", url, headers={"Range": f"bytes=0-{MOST - 1}"})
    except addresses.Nowhere as error:
        return Told("broken", reason=str(error))
    except addresses.Refused as error:
        # Not gone: we may not go there, or are asked not to.
        return Told("unknown", reason=str(error))
    except Unreadable as error:
        if "pasa de" in str(error):
            return Told("works", 200)
        return Told("broken", reason=str(error))
    return _judged(url, answer.url, answer.status)


def _judged(asked: str, came: str, status: int) -> Told:
    if status in {200, 206, 304}:
        if _plain(asked) != _plain(came):
            return Told("moved", status, MOVED.format(url=came[:500]))
        return Told("works", status)
    if status in MAYBE:
        return Told("unknown", status, CLOSED.format(status=status))
    text = TIRED if status >= 500 else GONE
    return Told("broken", status, text.format(status=status))


def _plain(url: str) -> str:
    """From http to https, or a closing bar, is no other place."""
    return url.replace("https://", "http://", 1).rstrip("/")
