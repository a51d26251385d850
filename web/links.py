"""The link check as steps: an address is asked outside of any transaction, then noted."""

from collections.abc import Iterator

from ..catalog import link_letters, links
from ..harvesters.links import Told, check
from .composition import House
from .harvests import client

LEAST = 3
"""Silences with no answer among them that speak of our own network."""


def steps(house: House, most: int = 1000) -> Iterator[tuple[str, Told]]:
    """Try the addresses that are due, each noted in a transaction of its own.

    Where not one of several answers at all, it is this server that has no network, and
    nothing is noted.
    """
    with house.session() as session:
        urls = links.due(session, most=most)
    http = client(house.settings)
    silent: list[tuple[str, Told]] = []
    heard = False
    for url in urls:
        told = check(url, http)
        http.notes.clear()
        if not heard and told.state == "broken" and not told.status:
            silent.append((url, told))
            continue
        heard = True
        for one in (*silent, (url, told)):
            yield _noted(house, *one)
        silent.clear()
    if len(silent) < LEAST:
        for one in silent:
            yield _noted(house, *one)


def _noted(house: House, url: str, told: Told) -> tuple[str, Told]:
    with house.writing() as session:
        links.note(session, url, told.state, told.status, told.reason)
    return url, told


def report(house: House) -> int:
    """Tell the owners what changed, if anything did; how many letters that were."""
    with house.writing() as session:
        return link_letters.report(session)
