"""Settings: each from the environment, with a default, one line of help and a check."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..records.person import ROLES

# Settings that are whole numbers, and between which.
NUMBERS = {
    "session_idle": (10, 1440),
    "session_hours": (1, 720),
    "invitation_days": (1, 60),
    "proxies": (0, 9),
    "search_pace": (0, 999_999),
    "smtp_port": (1, 65535),
    "largest_upload": (1, 9999),
}


class WrongSetting(Exception):
    """A setting that the catalogue cannot start with; the text says what is right."""


def _setting(default: str, help_es: str) -> Any:
    return field(default=default, metadata={"help": help_es})


@dataclass(frozen=True)
class Settings:
    """``TUMBAGA_`` and the field's name in capitals is the variable's name."""

    data: str = _setting(
        "datos", "Carpeta de la base de datos, los archivos y el índice."
    )
    database_url: str = _setting(
        "", "Dirección de la base de datos; vacía: SQLite en la carpeta de datos."
    )
    base_url: str = _setting(
        "http://127.0.0.1:8000", "Dirección pública del catálogo, sin barra final."
    )
    search_url: str = _setting(
        "tantivy", "Motor de búsqueda: «tantivy» o «whoosh»; su índice está en datos."
    )
    secret: str = _setting("", "Clave para firmar y para velar la auditoría.")
    title: str = _setting("Tumbaga", "Nombre del catálogo.")
    city: str = _setting("Santiago de Cali", "Ciudad que lo publica.")
    description: str = _setting(
        "Catálogo de los activos de información de la ciudad: indicadores, datos, "
        "procesos de producción y documentos.",
        "Descripción del catálogo, para personas y para programas.",
    )
    publisher: str = _setting("Alcaldía de Santiago de Cali", "Entidad responsable.")
    publisher_url: str = _setting("", "Página web de la entidad responsable.")
    contact_email: str = _setting(
        "", "Correo de la oficina que responde por el catálogo."
    )
    territory: str = _setting("76001", "Código DIVIPOLA de la ciudad.")
    sdmx_agency: str = _setting(
        "CALI", "Sigla con que la ciudad mantiene sus estructuras de SDMX."
    )
    licence: str = _setting("CC-BY-SA-4.0", "Licencia del catálogo mismo (SPDX).")
    harvest_private: str = _setting(
        "no", "Deja que la cosecha entre a direcciones de la red interna: «sí» o «no»."
    )
    harvest_delay: str = _setting(
        "0.5", "Segundos entre dos preguntas al mismo servidor, al cosechar."
    )
    harvest_megabytes: str = _setting(
        "200", "Lo más que puede pesar una respuesta, al cosechar."
    )
    jobs: str = _setting(
        "here",
        "Quién hace las tareas largas: «here», el mismo proceso que sirve; «worker», "
        "los que corran tumbaga worker.",
    )
    queue_url: str = _setting("", "Redis para la cola; vacía: junto a la base.")
    largest_upload: str = _setting("50", "Tamaño máximo de un archivo subido, en MB.")
    govco: str = _setting("no", "Muestra la barra GOV.CO: «sí» o «no».")
    search_pace: str = _setting(
        "600", "Búsquedas por minuto desde una misma conexión; 0: sin límite."
    )
    demo: str = _setting(
        "no",
        "Avisa que es una demostración, y deja entrar sin clave a sus personas "
        "inventadas: nunca en un catálogo de verdad.",
    )
    session_idle: str = _setting(
        "120", "Minutos sin uso después de los cuales se cierra una sesión."
    )
    session_hours: str = _setting("12", "Horas que dura una sesión, aunque se use.")
    second_step: str = _setting(
        "administrator",
        "Papeles que tienen que poner el segundo paso para entrar con clave, con coma; "
        "vacío: ninguno.",
    )
    invitation_days: str = _setting("7", "Días que sirve el enlace de una invitación.")
    proxies: str = _setting(
        "0", "Cuántos servidores intermedios propios anotan X-Forwarded-For."
    )
    smtp_host: str = _setting("", "Servidor de correo; vacío: no se envía correo.")
    smtp_port: str = _setting("587", "Puerto del servidor de correo.")
    smtp_security: str = _setting(
        "starttls", "Cifrado del correo: «starttls», «tls» o «no» (solo en la máquina)."
    )
    smtp_user: str = _setting("", "Usuario del servidor de correo.")
    smtp_password: str = _setting("", "Clave del servidor de correo.")
    smtp_from: str = _setting("", "Correo que firma; vacío: el de contacto.")
    oidc_issuer: str = _setting(
        "", "Proveedor de identidad (OpenID Connect); vacío: solo con clave."
    )
    oidc_client_id: str = _setting(
        "", "Identificador que el proveedor dio al catálogo."
    )
    oidc_client_secret: str = _setting("", "Secreto que el proveedor dio al catálogo.")
    oidc_name: str = _setting(
        "la cuenta de la alcaldía", "Cómo llama la gente a esa cuenta."
    )
    oidc_mail: str = _setting(
        "no",
        "Si el proveedor es el directorio propio y no declara comprobado el correo.",
    )

    @property
    def folder(self) -> Path:
        return Path(self.data).resolve()

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.folder / 'tumbaga.db'}"

    @property
    def trusts_mailboxes(self) -> bool:
        return _yes(self.oidc_mail)

    @property
    def questions_a_minute(self) -> int:
        return int(self.search_pace)

    @property
    def upload_bytes(self) -> int:
        return int(self.largest_upload) * 2**20

    @property
    def shows_govco(self) -> bool:
        return _yes(self.govco)

    @property
    def may_reach_inside(self) -> bool:
        return _yes(self.harvest_private)

    @property
    def is_demo(self) -> bool:
        return _yes(self.demo)

    @property
    def idle(self) -> timedelta:
        return timedelta(minutes=int(self.session_idle))

    @property
    def longest(self) -> timedelta:
        return timedelta(hours=int(self.session_hours))

    @property
    def second_step_roles(self) -> frozenset[str]:
        """The roles that must have a second step."""
        named = (one.strip() for one in self.second_step.split(","))
        return frozenset(one for one in named if one)

    @property
    def invitation(self) -> timedelta:
        return timedelta(days=int(self.invitation_days))

    @property
    def sender(self) -> str:
        return self.smtp_from or self.contact_email

    @property
    def entry(self) -> str:
        """The address of a link that opens the door, before its secret."""
        return f"{self.base_url}/entrar/clave/"


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings. Raises ``WrongSetting`` with the remedy, in Spanish."""
    source = os.environ if environment is None else environment
    given = {
        one.name: source[variable(one.name)].strip()
        for one in fields(Settings)
        if variable(one.name) in source
    }
    settings = Settings(**given)
    _check(settings)
    _check_agency(settings)
    return settings


def variable(name: str) -> str:
    """The environment variable of a field."""
    return f"TUMBAGA_{name.upper()}"


def _check(settings: Settings) -> None:
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


def _check_jobs(settings: Settings) -> None:
    if settings.jobs not in {"here", "worker"}:
        raise WrongSetting(f"TUMBAGA_JOBS es «{settings.jobs}»: use here o worker.")
    queue = settings.queue_url
    if queue and not re.match(r"(?:rediss?|unix)://.", queue):
        raise WrongSetting("TUMBAGA_QUEUE_URL es así: redis://127.0.0.1:6379/0")
    if queue and find_spec("redis") is None:
        raise WrongSetting("Para la cola en Redis, instale: pip install tumbaga[redis]")


def _check_mail(settings: Settings) -> None:
    if settings.smtp_security not in {"starttls", "tls", "no"}:
        raise WrongSetting(
            f"TUMBAGA_SMTP_SECURITY es «{settings.smtp_security}»: use starttls, tls o no."
        )
    if settings.smtp_host and "@" not in settings.sender:
        raise WrongSetting(
            "Para enviar correo hace falta quién lo firma: ponga TUMBAGA_SMTP_FROM, por "
            "ejemplo catalogo@ciudad.gov.co"
        )


def _check_provider(settings: Settings) -> None:
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


def _check_agency(settings: Settings) -> None:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,59}", settings.sdmx_agency):
        raise WrongSetting(
            f"TUMBAGA_SDMX_AGENCY es «{settings.sdmx_agency}»: lleva letras sin tilde, "
            "cifras y guiones, y empieza por letra, por ejemplo CALI."
        )


def _check_harvest(settings: Settings) -> None:
    for name, most in (("harvest_delay", 3600), ("harvest_megabytes", 10_000)):
        value = getattr(settings, name)
        if not re.fullmatch(r"\d+(?:\.\d+)?", value) or float(value) > most:
            raise WrongSetting(
                f"{variable(name)} es «{value}»: escriba un número de 0 a {most}."
            )
    if not settings.harvest_megabytes.isdigit():
        raise WrongSetting(f"{variable('harvest_megabytes')} es un número entero.")


def _yes(value: str) -> bool:
    return value.lower() in {"sí", "si", "1", "true"}
