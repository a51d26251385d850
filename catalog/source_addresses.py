"""The address of a source: what may be harvested over the web."""

import hashlib
import re
from urllib.parse import SplitResult, urlsplit

from .refusals import Refusal

NOT_THE_WEB = (
    "La dirección «{location}» no empieza por https:// o http://. Una carpeta de este "
    "servidor solo se cosecha desde la línea de órdenes: tumbaga harvest CARPETA --kind …"
)
USERINFO = "La dirección lleva un usuario o una clave. Quítelos."


NONE = "Falta la dirección de la fuente, por ejemplo https://datos.otraciudad.gov.co"
NOT_WHOLE = (
    "«{location}» no es una dirección completa: revise el nombre del servidor y el puerto. "
    "Escríbala como https://datos.otraciudad.gov.co/data.json"
)


def code_of(kind: str, location: str) -> str:
    """The code of a source that is only named on the command line."""
    mark = hashlib.sha256(f"{kind}\n{location}".encode("utf-8", "replace")).hexdigest()
    return f"{kind}-{mark[:10]}"


def name_of(location: str) -> str:
    """What such a source is called: its address, or the last part of its path."""
    parts = [one for one in location.rstrip("/").split("/") if one]
    return location if "://" in location else parts[-1] if parts else location


def require_web(location: str) -> None:
    """Raises ``Refusal`` for what is no web address, or carries a password."""
    if not location.strip():
        raise Refusal(NONE)
    try:
        parts = urlsplit(location)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise Refusal(NOT_THE_WEB.format(location=location[:200]))
    if "@" in parts.netloc:
        raise Refusal(USERINFO)
    if not _is_whole(parts):
        raise Refusal(NOT_WHOLE.format(location=location[:200]))


def _is_whole(parts: SplitResult) -> bool:
    """Whether it names a server, and a port that there can be."""
    try:
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    return bool(host) and port != 0 and not re.search(r"[\s\\%<>\"]", host)
