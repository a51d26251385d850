"""What each setting may be, told in Spanish with the remedy when it is not."""

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..records.person import ROLES

if TYPE_CHECKING:
    from .settings import Settings

# Settings that are whole numbers, and between which.
NUMBERS = {
    "session_idle": (10, 1440),
    "session_hours": (1, 720),
    "invitation_days": (1, 60),
    "jobs_patience": (2, 3600),
    "proxies": (0, 9),
    "search_pace": (0, 999_999),
    "smtp_port": (1, 65535),
    "largest_upload": (1, 9999),
}


class WrongSetting(Exception):
    """A setting that the catalogue cannot start with; the text says what is right."""


def variable(name: str) -> str:
    """The environment variable of a field."""
    return f"TUMBAGA_{name.upper()}"


def require(settings: "Settings") -> None:
    """Raise ``WrongSetting`` for the first that is wrong."""
    parts = urlsplit(settings.base_url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise WrongSetting(
            f"TUMBAGA_BASE_URL es «{settings.base_url}»: tiene que ser una dirección "
            "completa, por ejemplo https://datos.ciudad.gov.co"
        )
    if settings.base_url.endswith("/"):
        raise WrongSetting("TUMBAGA_BASE_URL no lleva barra al final.")
    if settings.search_url not in {"tantivy", "whoosh"}:
        raise WrongSetting(
            f"TUMBAGA_SEARCH_URL es «{settings.search_url}»: use tantivy o whoosh."
        )
    _check_harvest(settings)
    _check_jobs(settings)
    for name in ("govco", "demo", "harvest_private", "oidc_mail"):
        value = getattr(settings, name).lower()
        if value not in {"sí", "si", "no", "1", "0", "true", "false"}:
            raise WrongSetting(f"{variable(name)} es «{value}»: escriba «sí» o «no».")
    for name, (least, most) in NUMBERS.items():
        value = getattr(settings, name)
        if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
            raise WrongSetting(
                f"{variable(name)} es «{value}»: tiene que ser un número entero entre "
                f"{least} y {most}."
            )
    strange = settings.second_step_roles - set(ROLES)
    if strange:
        raise WrongSetting(
            f"TUMBAGA_SECOND_STEP nombra «{min(strange)}», que no es un papel: use "
            f"{', '.join(ROLES)}, con coma, o déjelo vacío."
        )
    _check_mail(settings)
    _check_provider(settings)
    _check_agency(settings)


def _check_jobs(settings: "Settings") -> None:
    if settings.jobs not in {"here", "worker"}:
        raise WrongSetting(f"TUMBAGA_JOBS es «{settings.jobs}»: use here o worker.")
    queue = settings.queue_url
    if queue and not re.match(r"(?:rediss?|unix)://.", queue):
        raise WrongSetting("TUMBAGA_QUEUE_URL es así: redis://127.0.0.1:6379/0")
    if queue and find_spec("redis") is None:
        raise WrongSetting("Para la cola en Redis, instale: pip install tumbaga[redis]")


def _check_mail(settings: "Settings") -> None:
    if settings.smtp_security not in {"starttls", "tls", "no"}:
        raise WrongSetting(
            f"TUMBAGA_SMTP_SECURITY es «{settings.smtp_security}»: use starttls, tls o no."
        )
    if settings.smtp_host and "@" not in settings.sender:
        raise WrongSetting(
            "Para enviar correo hace falta quién lo firma: ponga TUMBAGA_SMTP_FROM, por "
            "ejemplo catalogo@ciudad.gov.co"
        )


def _check_provider(settings: "Settings") -> None:
    issuer = urlsplit(settings.oidc_issuer)
    loopback = issuer.hostname in {"127.0.0.1", "::1", "localhost"}
    if settings.oidc_issuer and not (issuer.scheme == "https" or loopback):
        raise WrongSetting("TUMBAGA_OIDC_ISSUER tiene que empezar por https://")
    if settings.oidc_issuer and not settings.oidc_client_id:
        raise WrongSetting("TUMBAGA_OIDC_ISSUER pide también TUMBAGA_OIDC_CLIENT_ID.")
    if settings.oidc_issuer and find_spec("authlib") is None:
        raise WrongSetting(
            "Para entrar con un proveedor de identidad, instale: pip install tumbaga[oidc]"
        )


def _check_agency(settings: "Settings") -> None:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,59}", settings.sdmx_agency):
        raise WrongSetting(
            f"TUMBAGA_SDMX_AGENCY es «{settings.sdmx_agency}»: lleva letras sin tilde, "
            "cifras y guiones, y empieza por letra, por ejemplo CALI."
        )


def _check_harvest(settings: "Settings") -> None:
    for name, most in (("harvest_delay", 3600), ("harvest_megabytes", 10_000)):
        value = getattr(settings, name)
        if not re.fullmatch(r"\d+(?:\.\d+)?", value) or float(value) > most:
            raise WrongSetting(
                f"{variable(name)} es «{value}»: escriba un número de 0 a {most}."
            )
    if not settings.harvest_megabytes.isdigit():
        raise WrongSetting(f"{variable('harvest_megabytes')} es un número entero.")
