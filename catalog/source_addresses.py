"""The address of a source: what may be harvested over the web."""

from urllib.parse import urlsplit

from .refusals import Refusal

NOT_THE_WEB = (
    "La dirección «{location}» no empieza por https:// o http://. Una carpeta de este "
    "servidor solo se cosecha desde la línea de órdenes: tumbaga harvest CARPETA --kind …"
)
USERINFO = "La dirección lleva un usuario o una clave. Quítelos."


def require_web(location: str) -> None:
    """Raises ``Refusal`` for what is no web address, or carries a password."""
    try:
        parts = urlsplit(location)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise Refusal(NOT_THE_WEB.format(location=location[:200]))
    if "@" in parts.netloc:
        raise Refusal(USERINFO)
