"""The link check as steps: an address is asked outside of any transaction, then noted."""

from collections.abc import Iterator

from ..catalog import links
from ..harvesters.links import Told, check
from .composition import House
from .harvests import client


def steps(house: House, most: int = 1000) -> Iterator[tuple[str, Told]]:
    """Try the addresses that are due, each noted in a transaction of its own."""
    with house.session() as session:
        urls = links.due(session, most=most)
    http = client(house.settings)
    for url in urls:
        told = check(url, http)
        http.notes.clear()
        with house.writing() as session:
            links.note(session, url, told.state, told.status, told.reason)
        yield url, told
