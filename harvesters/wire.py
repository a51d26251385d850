"""One connection: to a number that was checked, with a clock for each of its answers."""

from __future__ import annotations

import io
import select
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException
from typing import Any

from ..schemas.tables import Unreadable
from . import addresses
from .addresses import Target

SLOW = "«{host}» respondió demasiado despacio: se esperó {seconds} segundos. Intente más tarde."
NO_ANSWER = "No se pudo conectar con «{host}». Revise la dirección o intente más tarde."
CERTIFICATE = (
    "El certificado de «{host}» no es válido: {why}. Avise a quien lleva ese servidor."
)


MOST_IDLE = 4


class Slow(Unreadable):
    """An answer that took longer than it may."""


class Clock:
    """How long one answer may take altogether, and how long one silence of it."""

    def __init__(self, seconds: float, silence: float, host: str) -> None:
        self.seconds, self.silence, self.host = seconds, silence, host
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds to wait for the next piece. Raises ``Slow`` when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.slow()
        return min(left, self.silence)

    def slow(self) -> Slow:
        """What is said: how long was waited, in words that the next time are the same."""
        over = self._end - time.monotonic() < 0.05
        waited = round(self.seconds if over else min(self.silence, self.seconds))
        return Slow(SLOW.format(host=self.host, seconds=waited))


class _Pieces(io.RawIOBase):
    """A socket read piece by piece, each against the clock."""

    def __init__(self, sock: socket.socket, clock: Clock) -> None:
        self._sock, self._clock = sock, clock
        # It keeps the socket open until it is closed itself.
        self._raw = sock.makefile("rb", buffering=0)

    def close(self) -> None:
        self._raw.close()
        super().close()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._clock.left())
        try:
            return self._raw.readinto(buffer) or 0
        except TimeoutError:
            raise self._clock.slow() from None


class _Timed:
    """What ``http.client`` needs of a socket, under the clock of the present answer."""

    def __init__(self, sock: socket.socket, clock: Clock) -> None:
        self._sock, self.clock = sock, clock

    def makefile(self, *_args: Any, **_kwargs: Any) -> io.BufferedReader:
        return io.BufferedReader(_Pieces(self._sock, self.clock))

    def sendall(self, data: Any) -> None:
        self._sock.settimeout(self.clock.left())
        try:
            self._sock.sendall(data)
        except TimeoutError:
            raise self.clock.slow() from None

    def is_quiet(self) -> bool:
        """Whether nobody closed it meanwhile, nor said what was not asked."""
        waiting = select.poll()
        waiting.register(self._sock, select.POLLIN)
        return not waiting.poll(0)

    def close(self) -> None:
        self._sock.close()


class Idle:
    """Connections that may be used again, to the very number that was checked."""

    def __init__(self) -> None:
        self._kept: dict[str, HTTPConnection] = {}
        self._asked: tuple[Target, Mapping[str, str], HTTPConnection] | None = None

    def take(self, where: Target, clock: Clock) -> HTTPConnection | None:
        """The one to this origin, if it still stands, under a new clock."""
        kept = self._kept.pop(where.origin, None)
        if kept is None:
            return None
        sock: Any = kept.sock
        if sock is None or not sock.is_quiet():
            kept.close()
            return None
        sock.clock = clock
        return kept

    def ask(self, where: Target, said: Mapping[str, str], clock: Clock) -> None:
        """Put a question whose answer is to be asked for next, if one still stands."""
        connection = self.take(where, clock)
        if connection is None:
            return
        try:
            connection.request("GET", where.path, None, dict(said))
        except (HTTPException, OSError, Slow):
            connection.close()
        else:
            self._asked = where, said, connection

    def asked(
        self, method: str, where: Target, said: Mapping[str, str], clock: Clock
    ) -> HTTPConnection | None:
        """The one to which this was put; any other question is taken back."""
        before, self._asked = self._asked, None
        if before is None:
            return None
        goal, words, connection = before
        if (method, where, said) != ("GET", goal, words):
            connection.close()
            return None
        sock: Any = connection.sock
        sock.clock = clock
        return connection

    def keep(self, where: Target, connection: HTTPConnection) -> None:
        """Put one aside whose answer was read to its end; of many the oldest is closed."""
        before = self._kept.pop(where.origin, None)
        if before is None and len(self._kept) >= MOST_IDLE:
            before = self._kept.pop(next(iter(self._kept)))
        if before is not None:
            before.close()
        self._kept[where.origin] = connection

    def __del__(self) -> None:
        while self._kept:
            self._kept.popitem()[1].close()
        if self._asked is not None:
            self._asked[2].close()


Resolve = Callable[[Target], list[tuple[socket.AddressFamily, tuple[str, int]]]]


def connect(
    where: Target,
    clock: Clock,
    *,
    private: bool,
    resolve: Resolve = addresses.resolve,
) -> HTTPConnection:
    """Open a connection to one of the numbers of a name, each checked before and after.

    The name is asked once, and what it said is what is connected to: a name that
    answers otherwise the next time (DNS rebinding) gains nothing. Raises ``Refused``,
    ``Slow`` or ``Unreadable``.
    """
    refusal: Unreadable | None = None
    for family, address in resolve(where):
        try:
            addresses.require(address[0], where.host, private=private)
            sock = _open(family, address, where, clock, private=private)
        except addresses.Refused as error:
            refusal = error
        except ssl.SSLError as error:
            why = getattr(error, "verify_message", "") or error.reason or "falló TLS"
            refusal = Unreadable(CERTIFICATE.format(host=where.host, why=why))
        except OSError:
            refusal = refusal or Unreadable(NO_ANSWER.format(host=where.host))
        else:
            made = HTTPConnection(where.host, where.port)
            made.sock = _Timed(sock, clock)
            return made
    raise refusal or Unreadable(NO_ANSWER.format(host=where.host))


def _open(
    family: socket.AddressFamily,
    address: tuple[str, int],
    where: Target,
    clock: Clock,
    *,
    private: bool,
) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.settimeout(clock.left())
        sock.connect(address)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        addresses.require(sock.getpeername()[0], where.host, private=private)
        if where.scheme == "http":
            return sock
        context = ssl.create_default_context()
        return context.wrap_socket(sock, server_hostname=where.host)
    except BaseException:
        sock.close()
        raise
