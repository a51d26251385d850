"""What a record has outside: the sources that it came from, and how its links answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from ...catalog import links
from ...catalog.broken_links import CONFIRMED
from ...catalog.harvesting import seeing
from ...records.asset import Asset
from ...records.link import LinkCheck
from ...records.person import Person
from .. import icons
from .words import Mark

LINKS = {
    "works": Mark("Responde", "check-circle-fill", "verde"),
    "moved": Mark("Cambió de sitio", "arrow-repeat", "ambar"),
    "failing": Mark("Falló la última vez", "exclamation-triangle-fill", "ambar"),
    "broken": Mark("No responde", "exclamation-octagon-fill", "vino"),
    "unknown": Mark("No se pudo comprobar", "pause-circle"),
}

icons.choose(*(one.icon for one in LINKS.values()))


@dataclass(frozen=True)
class Try:
    """One of the last times that an address was asked."""

    at: datetime
    says: str


@dataclass(frozen=True)
class Link:
    """An address that the record offers, and what is known of it."""

    title: str
    url: str
    mark: Mark
    check: LinkCheck
    tries: list[Try]


def words(session: Session, person: Person, asset: Asset) -> dict[str, Any]:
    """What the page of a record says of the world outside."""
    return {
        "came_from": seeing.of_asset(session, asset, by=person),
        "offered_links": _links(session, asset),
    }


def _links(session: Session, asset: Asset) -> list[Link]:
    """The addresses that were tried; the others have nothing to be told of."""
    offered = [one for one in asset.distributions if one.url]
    known = links.states(session, [one.url or "" for one in offered])
    return [
        Link(one.title or one.url, one.url, _mark(check), check, _tries(check))
        for one in offered
        if one.url and (check := known.get(one.url)) is not None
    ]


def _mark(check: LinkCheck) -> Mark:
    failing = check.state == "broken" and check.failures < CONFIRMED
    return LINKS["failing" if failing else check.state]


def _tries(check: LinkCheck) -> list[Try]:
    return [
        Try(
            datetime.fromisoformat(one["at"]),
            LINKS[one["state"]].label.lower()
            + (f" ({one['status']})" if one["status"] else ""),
        )
        for one in check.history
    ]
