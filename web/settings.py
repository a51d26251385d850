"""Settings: each from the environment, with a default, one line of help and a check."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


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
    govco: str = _setting("no", "Muestra la barra GOV.CO: «sí» o «no».")
    demo: str = _setting("no", "Avisa en cada página que es una demostración.")

    @property
    def folder(self) -> Path:
        return Path(self.data).resolve()

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.folder / 'tumbaga.db'}"

    @property
    def shows_govco(self) -> bool:
        return _yes(self.govco)

    @property
    def may_reach_inside(self) -> bool:
        return _yes(self.harvest_private)

    @property
    def is_demo(self) -> bool:
        return _yes(self.demo)


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
    _check_numbers(settings)
    for name in ("govco", "demo", "harvest_private"):
        value = getattr(settings, name).lower()
        if value not in {"sí", "si", "no", "1", "0", "true", "false"}:
            raise WrongSetting(f"{variable(name)} es «{value}»: escriba «sí» o «no».")


def _check_numbers(settings: Settings) -> None:
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
