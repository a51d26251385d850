"""Settings: each from the environment, with a default, one line of help and a check."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any

from .setting_checks import WrongSetting, require, variable

__all__ = ["Settings", "WrongSetting", "read", "variable"]


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
    jobs_patience: str = _setting(
        "60", "Segundos sin señales tras los que otro trabajador retoma una tarea."
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
    def patience(self) -> timedelta:
        return timedelta(seconds=int(self.jobs_patience))

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
    require(settings)
    return settings


def _yes(value: str) -> bool:
    return value.lower() in {"sí", "si", "1", "true"}
