"""Which addresses a harvest may go to: decided on the number that is connected to."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

from ..schemas.tables import Unreadable

Address = IPv4Address | IPv6Address

SCHEMES = {"http": 80, "https": 443}
# Ports of services that speak no HTTP, or that only machines of the house should reach.
SERVICES = frozenset(
    {1433, 1521, 2049, 2375, 2376, 3306, 3389, 4369, 5432, 5672, 5984, 6000, 6379}
    | {6443, 6667, 9042, 9200, 9300, 10250, 11211, 27017, 61616}
)
NAT64 = ip_network("64:ff9b::/96")
SAFE = "/%:@!$&'()*+,;=~-._?[]"

WRONG = "«{url}» no es una dirección web completa. Escríbala como https://datos.ciudad.gov.co/data.json"
SCHEME = (
    "«{url}» no empieza por https:// o http://: no se abre otra clase de direcciones."
)
USERINFO = (
    "La dirección lleva un usuario o una clave antes del nombre del servidor. Quítelos."
)
PORT = "El puerto {port} de «{host}» no es de páginas web: no se abre."
UNKNOWN_NAME = "No existe el servidor «{host}», o su nombre no se pudo averiguar. Revise la dirección."
INSIDE = (
    "«{host}» lleva a {address}, una dirección de la red interna o reservada: no se "
    "abre. Si es una fuente de la propia entidad, quien administra puede permitirlo con "
    "TUMBAGA_HARVEST_PRIVATE."
)

NEVER = "«{host}» lleva a {address}, una dirección reservada de la red interna: no se abre nunca."


class Refused(Unreadable):
    """An address that a harvest does not go to; the text says why."""


class Nowhere(Refused):
    """One that leads to no server at all: it is badly written, or nobody has the name."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: ``path`` is what is asked for, ready for the wire."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = SCHEMES[self.scheme] == self.port
        return f"{self.scheme}://{host}" + ("" if usual else f":{self.port}")


@lru_cache(maxsize=64)
def target(url: str) -> Target:
    """Take an address apart. Raises ``Refused`` for what is none, or not of the web."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise Nowhere(WRONG.format(url=url)) from None
    if parts.scheme not in SCHEMES:
        raise Refused((SCHEME if parts.scheme else WRONG).format(url=url))
    if parts.username is not None or parts.password is not None:
        raise Refused(USERINFO)
    host = _host(parts.hostname or "", url)
    number = SCHEMES[parts.scheme] if port is None else port
    if number in SERVICES or (number < 1024 and number not in SCHEMES.values()):
        raise Refused(PORT.format(port=number, host=host))
    path = quote(parts.path or "/", safe=SAFE)
    if parts.query:
        path += "?" + quote(parts.query, safe=SAFE)
    return Target(parts.scheme, host, number, path)


def _host(name: str, url: str) -> str:
    try:
        host = name if ":" in name else name.encode("idna").decode()
    except UnicodeError:
        raise Nowhere(WRONG.format(url=url)) from None
    if not host or any(sign in host for sign in " \t\r\n/\\@%"):
        raise Nowhere(WRONG.format(url=url))
    return host


def resolve(where: Target) -> list[tuple[socket.AddressFamily, tuple[str, int]]]:
    """The numbers that a name stands for now. Raises ``Refused`` if there are none."""
    try:
        found = socket.getaddrinfo(where.host, where.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Nowhere(UNKNOWN_NAME.format(host=where.host)) from None
    return [(family, (str(address[0]), where.port)) for family, *_, address in found]


def require(number: str, host: str, *, private: bool) -> None:
    """Raise ``Refused`` unless this number may be connected to.

    ``private`` lets in loopback and the networks of the house; never link-local (where
    clouds keep their secrets), multicast or the unspecified address.
    """
    whole = ip_address(number.split("%", maxsplit=1)[0])
    for one in (whole, *_carried(whole)):
        if one.is_link_local or one.is_multicast or one.is_unspecified:
            raise Refused(NEVER.format(host=host, address=one))
        inside = not one.is_global or one.is_reserved
        if inside and not private and not _is_wrapping(one):
            raise Refused(INSIDE.format(host=host, address=one))


def _carried(address: Address) -> list[Address]:
    """The IPv4 numbers that an IPv6 one carries: mapped, 6to4, Teredo, NAT64."""
    if isinstance(address, IPv4Address):
        return []
    carried: list[Address | None] = [address.ipv4_mapped, address.sixtofour]
    carried += address.teredo or ()
    low = IPv4Address(int(address) & 0xFFFFFFFF)
    if address in NAT64 or int(address) >> 32 == 0:
        carried.append(low)
    return [one for one in carried if one is not None]


def _is_wrapping(address: Address) -> bool:
    """A mapped number is judged by the one that it carries."""
    return isinstance(address, IPv6Address) and address.ipv4_mapped is not None
