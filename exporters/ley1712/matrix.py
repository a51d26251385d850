"""Formato de gestión y clasificación de activos de información: the four blocks that
MinTIC's and Función Pública's practice puts in one sheet (domain.md 1.5).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ...schemas import spelling, vocabularies
from ...schemas.tables import Row, Table

TITLE = "Gestión y clasificación de activos de información"
# Heading, leaf, and the vocabulary whose label is written.
COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("Proceso", "process", ""),
    ("Subproceso", "subprocess", ""),
    ("Código del sistema de gestión documental", "process_code", ""),
    ("Identificador", "code", ""),
    ("Tipo de activo", "asset_type", "asset_types"),
    ("Dependencia", "organization", ""),
    ("Serie documental", "trd_series", ""),
    ("Subserie documental", "trd_subseries", ""),
    ("Nombre del activo", "title", ""),
    ("Descripción", "description", ""),
    ("Cargo de la producción (propietario)", "producer_position", ""),
    ("Fecha de generación", "generated", ""),
    ("Dependencia que la custodia", "custodian", ""),
    ("Cargo encargado (custodio)", "custodian_position", ""),
    ("Fecha de ingreso al archivo", "archived", ""),
    ("Soporte de registro", "support", ""),
    ("Medio de conservación", "medium", "media_of_conservation"),
    ("Formato", "format", "record_formats"),
    ("Idioma", "language", "languages"),
    ("Confidencialidad", "confidentiality", "security_levels"),
    ("Integridad", "integrity", "security_levels"),
    ("Disponibilidad", "availability", "security_levels"),
    ("Criticidad", "criticality", "security_levels"),
    ("Clasificación", "decision.access_class", "access_classes"),
    ("Información publicada", "access", "publication_access"),
    ("Lugar de consulta o ubicación", "place", ""),
    ("Objetivo legítimo de la excepción", "decision.legitimate_aim", ""),
    ("Literales", "decision.articles", ""),
    ("Fundamento constitucional o legal", "decision.norm", ""),
    ("Acto", "decision.act", ""),
    ("Excepción total o parcial", "decision.scope", ""),
    ("Fecha de la calificación", "decision.act_date", ""),
    ("Plazo en años", "decision.term_years", ""),
    ("Sin límite", "decision.unlimited", ""),
    ("¿Contiene datos personales?", "personal_data", "personal_data"),
    ("¿De niñas, niños o adolescentes?", "minors", ""),
    ("Tipos de datos personales", "personal_data_types", ""),
    ("Finalidad del tratamiento", "personal_data_purpose", ""),
    ("¿Existe autorización?", "personal_data_authorized", ""),
)
SCOPES = {"partial": "Parcial", "total": "Total"}


def table(records: Iterable[Mapping[str, Any]], *, publisher: str, day: date) -> Table:
    """The matrix as a table; ``records`` are leaves by name."""
    return Table(
        TITLE,
        publisher,
        tuple(heading for heading, _leaf, _vocabulary in COLUMNS),
        1,
        (Row(number, _cells(one)) for number, one in enumerate(records, start=2)),
        0,
        (f"Uso interno: tiene niveles de seguridad. Al {spelling.long_date(day)}.",),
    )


def _cells(record: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(_cell(record.get(leaf), leaf, name) for _h, leaf, name in COLUMNS)


def _cell(value: Any, leaf: str, vocabulary: str) -> Any:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if leaf == "decision.scope":
        return SCOPES.get(str(value), "")
    if vocabulary:
        return vocabularies.get(vocabulary).label(str(value))
    return value
