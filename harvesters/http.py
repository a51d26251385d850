"""The one client of the house: it goes where it may, slowly, and remembers what it saw.

Our own over ``http.client``, because the number that is connected to must be the one
that was checked, at every redirect. No proxy of the environment is used. A connection
whose answer was read to its end is used again, for the same origin.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http.client import HTTPException
from typing import Any
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from ..schemas.harvest import NotChanged
from ..schemas.tables import Unreadable
from . import addresses, wire
from .addresses import Target
from .answers import Answer, receive

AGENT = "Tumbaga"
REDIRECTS = (301, 302, 303, 307, 308)
AGAIN = (429, 500, 502, 503, 504)
MOST_NOTED = 300
LONGEST_WAIT = 60.0

ROUND = "«{url}» reenvía demasiadas veces: se siguieron {most} saltos."
NOWHERE = "«{url}» reenvía sin decir a dónde."
ROBOTS = (
    "«{url}» pide en su robots.txt que los programas no lo lean. Pida permiso a quien "
    "lleva la fuente."
)
BROKEN = "«{url}» no respondió como un servidor web. Revise la dirección."


@dataclass(frozen=True)
class Limits:
    """Bytes of an answer, seconds of an answer, of a silence, and between two questions."""

    most_bytes: int = 200 * 2**20
    seconds: float = 120.0
    silence: float = 30.0
    delay: float = 0.5
    redirects: int = 5
    tries: int = 3
    private: bool = False
    robots: bool = True


@dataclass
class Client:
    """``validators`` are what servers said last time to ask by (ETag, Last-Modified);
    ``fresh`` gathers those of this time. ``notes`` tell what was asked and answered.
    """

    contact: str = ""
    limits: Limits = Limits()
    validators: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    resolve: wire.Resolve = addresses.resolve
    sleep: Callable[[float], None] = time.sleep
    fresh: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: list[dict[str, Any]] = field(default_factory=list)
    asked: int = 0
    _last: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser | None] = field(default_factory=dict)
    _idle: wire.Idle = field(default_factory=wire.Idle)

    def get(self, url: str, *, conditional: bool = False, accept: str = "") -> Answer:
        """Fetch an address. Raises ``Unreadable`` unless it answers 200, and
        ``NotChanged`` for a conditional question about what is as before.
        """
        headers = {"Accept": accept or "*/*"}
        if conditional:
            headers |= self._condition(url)
        answer = self.ask("GET", url, headers=headers)
        if answer.status == 304 and conditional:
            raise NotChanged
        answer.require_ok()
        if conditional:
            self._keep(url, answer)
        return answer

    def ahead(self, url: str, headers: Mapping[str, str]) -> None:
        """Put the question that will be asked next, so that the source works meanwhile.

        Only where it need not wait its turn, and over a connection that stands.
        """
        try:
            where = addresses.target(url)
            self._require_robots(where, url)
        except Unreadable:
            return  # it is told when it is asked
        if self._left(where) <= 0:
            self._idle.ask(
                where, {**self._polite(where), **headers}, self._clock(where)
            )

    def post(self, url: str, body: bytes, content_type: str) -> Answer:
        """Send a question in the body, as CSW wants. Raises as ``get`` does."""
        answer = self.ask("POST", url, body, {"Content-Type": content_type})
        return answer.require_ok()

    def ask(
        self,
        method: str,
        url: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Ask until there is an answer of any status, following redirects.

        Every hop is checked anew. Raises ``Unreadable``.
        """
        here = url
        for _hop in range(self.limits.redirects + 1):
            answer = self._patiently(method, here, body, headers or {})
            if answer.status not in REDIRECTS:
                return answer
            goal = answer.headers.get("location")
            if not goal:
                raise Unreadable(NOWHERE.format(url=here))
            here = urljoin(here, goal)
            if answer.status == 303 or (answer.status < 303 and method == "POST"):
                method, body = "GET", None
        raise Unreadable(ROUND.format(url=url, most=self.limits.redirects))

    def _patiently(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        """Once, and again after a while where the server is only tired."""
        where = addresses.target(url)
        self._require_robots(where, url)
        for turn in range(1, self.limits.tries + 1):
            last = turn == self.limits.tries
            try:
                answer = self._once(method, where, url, body, headers)
            except (addresses.Refused, wire.Slow):
                raise
            except Unreadable:
                if last:
                    raise
                self.sleep(float(turn))
                continue
            if answer.status not in AGAIN or last:
                return answer
            self.sleep(_wait(answer, turn))
        raise AssertionError("unreachable: the last turn returns or raises")

    def _once(
        self,
        method: str,
        where: Target,
        url: str,
        body: bytes | None,
        headers: Mapping[str, str],
    ) -> Answer:
        self._pause(where)
        begun = time.monotonic()
        said = {**self._polite(where), **headers}
        try:
            answer = self._exchanged(method, where, url, body, said)
        except (HTTPException, OSError, ValueError) as error:
            told = error if isinstance(error, Unreadable) else None
            text = str(told or BROKEN.format(url=url))
            self._note(method, url, 0, 0, begun, text)
            raise told or Unreadable(text) from None
        self._note(method, url, answer.status, answer.size, begun, "")
        return answer

    def _exchanged(
        self,
        method: str,
        where: Target,
        url: str,
        body: bytes | None,
        said: Mapping[str, str],
    ) -> Answer:
        """Over a connection that still stands, or else over a new one."""
        limits, clock = self.limits, self._clock(where)
        put = self._idle.asked(method, where, said, clock)
        connection = put or self._idle.take(where, clock)
        again = connection is not None
        if connection is None:
            connection = wire.connect(
                where, clock, private=limits.private, resolve=self.resolve
            )
        try:
            if put is None:
                connection.request(method, where.path, body, dict(said))
            response = connection.getresponse()
            ends = response.will_close
            answer = receive(response, url, limits.most_bytes)
        except BaseException as error:
            connection.close()
            if again and isinstance(error, ConnectionError):
                # It was closed just when it was used: that says nothing of the source.
                return self._exchanged(method, where, url, body, said)
            raise
        if ends:
            connection.close()
        else:
            self._idle.keep(where, connection)
        return answer

    def _polite(self, where: Target) -> dict[str, str]:
        contact = f" (+{self.contact})" if self.contact else ""
        return {
            "Host": where.origin.split("://")[1],
            "User-Agent": f"{AGENT}{contact}",
            "Accept-Encoding": "gzip",
        }

    def _clock(self, where: Target) -> wire.Clock:
        return wire.Clock(self.limits.seconds, self.limits.silence, where.host)

    def _pause(self, where: Target) -> None:
        left = self._left(where)
        if left > 0:
            self.sleep(left)
        self._last[where.origin] = time.monotonic()

    def _left(self, where: Target) -> float:
        """Seconds until the next question may be put there."""
        now = time.monotonic()
        rules = self._robots.get(where.origin)
        wanted = rules.crawl_delay(AGENT) if rules is not None else None
        delay = max(self.limits.delay, min(float(wanted or 0), LONGEST_WAIT))
        return self._last.get(where.origin, now - delay) + delay - now

    def _require_robots(self, where: Target, url: str) -> None:
        if not self.limits.robots or where.path == "/robots.txt":
            return
        if where.origin not in self._robots:
            self._robots[where.origin] = self._read_robots(where)
        rules = self._robots[where.origin]
        if rules is not None and not rules.can_fetch(AGENT, url):
            raise addresses.Refused(ROBOTS.format(url=url))

    def _read_robots(self, where: Target) -> RobotFileParser | None:
        """What is not there, says nothing or cannot be read forbids nothing."""
        small = replace(
            self.limits, most_bytes=2**19, seconds=20, tries=1, robots=False
        )
        asker = replace(self, limits=small, validators={}, fresh={})
        lines: list[str] = []
        try:
            answer = asker.ask("GET", f"{where.origin}/robots.txt")
            if answer.status == 200 and not answer.start().startswith(b"<"):
                lines = answer.text().splitlines()
        except addresses.Refused:
            raise
        except Unreadable:
            pass
        if not lines:
            return None
        rules = RobotFileParser()
        rules.parse(lines)
        return rules

    def _condition(self, url: str) -> dict[str, str]:
        known = self.validators.get(url, {})
        names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
        return {names[key]: known[key] for key in names if known.get(key)}

    def _keep(self, url: str, answer: Answer) -> None:
        kept: dict[str, str] = {
            key: answer.headers[key][:200]
            for key in ("etag", "last-modified")
            if key in answer.headers
        }
        if kept:
            self.fresh[url] = kept

    def _note(
        self, method: str, url: str, status: int, size: int, begun: float, text: str
    ) -> None:
        self.asked += 1
        if len(self.notes) >= MOST_NOTED:
            return
        spent = round(time.monotonic() - begun, 3)
        note = {"method": method, "url": url[:500], "status": status}
        note |= {"bytes": size, "seconds": spent}
        self.notes.append({**note, "problem": text} if text else note)


def _wait(answer: Answer, turn: int) -> float:
    said = answer.headers.get("retry-after", "")
    return min(float(said) if said.isdigit() else 2.0**turn, LONGEST_WAIT)
