"""The figures of a service's dataflows: asked for one by one, or several at once in REST 3.0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from ...schemas.tables import Unreadable
from .. import wire
from ..addresses import Refused
from ..http import Client
from .flow import Flow
from .messages import flows

XML, ELSE = "application/vnd.sdmx.", "application/xml;q=0.5, */*;q=0.1"
SEVERAL = f"{XML}data+csv;version=2.0.0, {XML}data+json;version=2.0.0;q=0.9"
"""In these each figure says the flow that it is of."""
DATA = {
    "2.1": f"{XML}genericdata+xml;version=2.1, {XML}data+json;version=1.0.0, {ELSE}",
    "3.0": f"{SEVERAL}, {XML}data+xml;version=3.0.0;q=0.8, {ELSE}",
}
TOGETHER = 25

WITHOUT = (404, 405, 406, 501)
"""What services answer for a flow without data, or that give none at all."""
NO_DATA = "No se pudieron leer sus datos: {why}"


def with_data(
    found: Sequence[Flow], base: str, version: str, http: Client
) -> Iterator[tuple[Flow, str]]:
    """Each flow with its figures, or with what stood in the way of them.

    What an answer for several does not name is asked for alone; a service that gives no
    such answer is not asked for one again.
    """
    several = version == "3.0"
    for group in _groups(found):
        told = _together(group, base, http) if several and len(group) > 1 else {}
        several = several and (bool(told) or len(group) == 1)
        for one in group:
            try:
                if one.key in told:
                    address = _address(one, base, version)
                    yield one.with_figures(told[one.key].figures, address), ""
                else:
                    yield _alone(one, base, version, http), ""
            except Unreadable as error:
                yield one, NO_DATA.format(why=error)


def _groups(found: Sequence[Flow]) -> Iterator[list[Flow]]:
    """Neighbours of one agency and version, so many as go into one question."""
    for _kind, like in groupby(found, lambda one: (one.agency, one.version)):
        group: list[Flow] = []
        for one in like:
            if len(group) == TOGETHER:
                yield group
                group = []
            group.append(one)
        yield group


def _together(group: Sequence[Flow], base: str, http: Client) -> dict[str, Flow]:
    """What one answer says of several flows; nothing from a service that gives none."""
    address = _address_30(group, base)
    try:
        answer = http.ask("GET", address, headers={"Accept": SEVERAL})
        if answer.status != 200 or answer.require_data().start().startswith(b"<"):
            return {}
        return {one.key: one for one in flows(answer)}
    except (Refused, wire.Slow):
        raise
    except Unreadable:
        return {}


def _alone(flow: Flow, base: str, version: str, http: Client) -> Flow:
    """The flow with its figures, if the service has any for it.

    Raises ``Unreadable`` when it only failed: figures that there were stay.
    """
    address = _address(flow, base, version)
    answer = http.ask("GET", address, headers={"Accept": DATA[version]})
    if answer.status in WITHOUT:
        return flow
    for one in flows(http.require_ok(answer).require_data()):
        flow = flow.with_figures(one.figures)
    return flow.with_figures((), address)


def _address(flow: Flow, base: str, version: str) -> str:
    if version == "3.0":
        return _address_30([flow], base)
    return f"{base}/data/{_of(flow.agency)},{_of(flow.id)}/all"


def _address_30(flows: Sequence[Flow], base: str) -> str:
    """Of flows of one agency and version."""
    names, first = ",".join(_of(one.id) for one in flows), flows[0]
    version = quote(first.version, safe="+*~") or "*"
    return f"{base}/data/dataflow/{_of(first.agency)}/{names}/{version}/*"


def _of(name: str) -> str:
    return quote(name, safe="")
