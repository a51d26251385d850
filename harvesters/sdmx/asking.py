"""The figures of a service's dataflows: asked for one by one, or several at once in REST 3.0."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby, islice
from urllib.parse import quote

from ...schemas.tables import Unreadable
from .. import wire
from ..addresses import Refused
from ..answers import IN_MEMORY, Answer
from ..http import Client
from .codelists import Lists
from .flow import Flow
from .messages import flows
from .questions import WITHOUT, Question, is_sheet

TOGETHER = 25

FIRST = re.compile(rb"<(?:[\w.-]+:)?(?:Series|Obs)[\s/>]")
"""Where the figures of a message in XML begin."""

NO_DATA = "No se pudieron leer sus datos: {why}"


@dataclass
class Group:
    """Neighbours of one agency and version, so many as go into one question.

    ``first`` is the number of the first of them in the whole list; ``told`` what an
    answer said of several, which are asked for together once.
    """

    flows: Sequence[Flow]
    first: int
    told: dict[str, Flow] = field(default_factory=dict)
    asked: bool = False


@dataclass
class Service:
    """One that gives figures. One that gives no answer for several is not asked for one
    again. ``_next`` is the number of the flow after the one that was last asked for.
    """

    base: str
    version: str
    http: Client
    lists: Lists = field(init=False)
    _question: Question = field(init=False)
    _several: bool = field(init=False)
    _next: int = -1

    def __post_init__(self) -> None:
        self.lists = Lists(self.base, self.version, self.http)
        self._question = Question(self.version, self.http)
        self._several = self.version == "3.0"

    def asked(self, group: Group, place: int, *, all_wanted: bool) -> Flow | Unread:
        """A flow with its figures, if the service has any for it, read or not yet.

        Where all are wanted, or the one before was, they are asked for together. What
        an answer for several does not name is asked for alone. Raises ``Unreadable``
        when the service only failed: figures that there were stay.
        """
        flow, number = group.flows[place], group.first + place
        rest = group.flows[place:]
        in_a_row = all_wanted or number == self._next
        self._next = number + 1
        if self._several and in_a_row and not group.asked and len(rest) > 1:
            group.asked = True
            group.told = self._together(rest)
            self._several = bool(group.told)
        told = group.told.pop(flow.key, None)
        if told is not None:
            return flow.with_figures(told.figures, self._address(flow)).named_by(told)
        came = self._alone(flow)
        if in_a_row and len(rest) > 1 and not group.told:
            self.http.ahead(self._address(rest[1]), self._question.headers())
        return came

    def _together(self, group: Sequence[Flow]) -> dict[str, Flow]:
        """What one answer says of several; nothing from a service that gives none."""
        address = _address_30(group, self.base)
        try:
            answer = self._question.ask(address, several=True)
            if answer.status != 200 or answer.require_data().start().startswith(b"<"):
                return {}
            return {one.key: one for one in flows(answer)}
        except (Refused, wire.Slow):
            raise
        except Unreadable:
            return {}

    def _alone(self, flow: Flow) -> Flow | Unread:
        address = self._address(flow)
        answer = self._question.ask(address)
        if answer.status in WITHOUT:
            return flow
        answer.require_ok().require_data()
        return Unread(flow, answer, address, self.version == "2.1")

    def _address(self, flow: Flow) -> str:
        if self.version == "3.0":
            return _address_30([flow], self.base)
        return f"{self.base}/data/{_of(flow.agency)},{_of(flow.id)}/all"


@dataclass(frozen=True)
class Unread:
    """A flow and the answer with its figures, which need be read only if it changed.

    ``alone`` where it never comes together with others, so that its form is one.
    """

    flow: Flow
    answer: Answer
    address: str
    alone: bool = True

    @property
    def mark(self) -> str:
        """Tells the figures as they came from any others; blank where that cannot be
        told before they are read. What goes before them says when they were written.
        """
        if self.answer.size > IN_MEMORY:  # it is not to wait in a file
            return ""
        content = self.answer.content()
        if is_sheet(self.answer.start(400)):  # it has no head
            return sha256(content).hexdigest() if self.alone else ""
        found = FIRST.search(content)
        return sha256(content[found.start() :]).hexdigest() if found else ""

    def filled(self) -> Flow:
        """The flow with its figures. Raises ``Unreadable``."""
        filled = self.flow
        try:
            for one in flows(self.answer):
                filled = filled.with_figures(one.figures).named_by(one)
        except Unreadable as error:
            raise Unreadable(NO_DATA.format(why=error)) from None
        return filled.with_figures((), self.address)


@dataclass(frozen=True)
class Waiting:
    """A flow whose figures are asked for when they are needed."""

    service: Service
    group: Group
    place: int

    @property
    def flow(self) -> Flow:
        return self.group.flows[self.place]

    def filled(self) -> Flow:
        """The flow with its figures. Raises ``Unreadable``."""
        try:
            came = self.service.asked(self.group, self.place, all_wanted=False)
        except Unreadable as error:
            raise Unreadable(NO_DATA.format(why=error)) from None
        return came.filled() if isinstance(came, Unread) else came


def with_data(
    found: Iterable[Flow], service: Service, are_sure: Callable[[Flow], bool]
) -> Iterator[tuple[Flow | Unread | Waiting, str]]:
    """Each flow with its figures, or with what stood in the way of them; those of which
    it is sure when they changed wait to be asked for.
    """
    for waits, group in _groups(found, are_sure):
        for place, one in enumerate(group.flows):
            if waits:
                yield Waiting(service, group, place), ""
                continue
            try:
                yield service.asked(group, place, all_wanted=True), ""
            except Unreadable as error:
                yield one, NO_DATA.format(why=error)


def _groups(
    found: Iterable[Flow], are_sure: Callable[[Flow], bool]
) -> Iterator[tuple[bool, Group]]:
    number = 0
    for (waits, *_of_one), like in groupby(
        found, lambda one: (are_sure(one), one.agency, one.version)
    ):
        while some := list(islice(like, TOGETHER)):
            yield waits, Group(some, number)
            number += len(some)


def _address_30(flows: Sequence[Flow], base: str) -> str:
    """Of flows of one agency and version."""
    names, first = ",".join(_of(one.id) for one in flows), flows[0]
    version = quote(first.version, safe="+*~") or "*"
    return f"{base}/data/dataflow/{_of(first.agency)}/{names}/{version}/*"


def _of(name: str) -> str:
    return quote(name, safe="")
