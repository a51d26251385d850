"""What the catalogue knows of the archive: the documents of the Programa de Gestión
Documental and of the Tablas de Retención, and the series that the assets belong to
(Resolución 1519 de 2020, anexo 2, 7.1.4 and 7.1.5; Ley 1712 de 2014, art. 15).
"""

from .instrument import (
    N_,
    OPENED,
    Column,
    Document,
    Instrument,
    medium,
    producer,
    term,
    text,
)
from .publications import published_on

PROGRAMME, SCHEDULE = "programa_gestion_documental", "tabla_retencion"


def of_the_programme(document: Document, disclosure: str) -> bool:
    return disclosure in OPENED and document.get("document_type") == PROGRAMME


def of_the_schedules(document: Document, disclosure: str) -> bool:
    """An adopted schedule, or an asset of which it is public in what series it is."""
    filed = document.get("trd_series") or document.get("document_type") == SCHEDULE
    return disclosure in OPENED and bool(filed)


RECORDS_PROGRAMME = Instrument(
    "programa-de-gestion-documental",
    "Programa de Gestión Documental",
    "7.1.4",
    "Ley 1712 de 2014, artículo 15",
    N_(
        "Cómo se crea, se organiza y se conserva la información: los documentos del programa."
    ),
    (
        Column("nombre", "Nombre o título del documento", text("title")),
        Column("descripcion", "Descripción", text("description")),
        Column("fecha_publicacion", "Fecha de publicación", published_on),
        Column("responsable", "Dependencia responsable", producer),
        Column("formato", "Formato", term("format", "record_formats")),
        Column("direccion", "Dirección en el catálogo", lambda _d, address: address),
    ),
    of_the_programme,
    disclosures=OPENED,
    kinds=("document",),
    saying=(f'"document_type":"{PROGRAMME}"',),
)

RETENTION = Instrument(
    "tablas-de-retencion-documental",
    "Tablas de Retención Documental",
    "7.1.5",
    "Resolución 1519 de 2020, anexo 2, numeral 7.1.5",
    N_("Las tablas adoptadas, y la serie y la subserie de cada activo que la declara."),
    (
        Column("serie", "Serie documental", text("trd_series")),
        Column("subserie", "Subserie documental", text("trd_subseries")),
        Column("nombre", "Nombre o título de la información", text("title")),
        Column("medio_conservacion", "Medio de conservación y/o soporte", medium),
        Column("responsable", "Dependencia responsable", producer),
        Column("direccion", "Dirección en el catálogo", lambda _d, address: address),
    ),
    of_the_schedules,
    disclosures=OPENED,
    saying=('"trd_series":', f'"document_type":"{SCHEDULE}"'),
)
