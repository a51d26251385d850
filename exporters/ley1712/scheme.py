"""Esquema de Publicación de Información (Ley 1712 de 2014, art. 12; Resolución 1519,
7.1.3): what is published, where, and how often.
"""

from .instrument import (
    N_,
    OPENED,
    Column,
    Instrument,
    custodian,
    medium,
    opened,
    place,
    producer,
    term,
    text,
)

SCHEME = Instrument(
    "esquema-de-publicacion",
    "Esquema de Publicación de Información",
    "7.1.3",
    "Ley 1712 de 2014, artículo 12",
    N_("Qué se publica, dónde y cada cuánto."),
    (
        Column("nombre", "Nombre o título de la información", text("title")),
        Column("idioma", "Idioma", term("language", "languages")),
        Column("medio_conservacion", "Medio de conservación y/o soporte", medium),
        Column("formato", "Formato", term("format", "record_formats")),
        Column(
            "fecha_generacion",
            "Fecha de generación de la información",
            text("generated"),
        ),
        Column(
            "frecuencia_actualizacion",
            "Frecuencia de actualización",
            term("frequency", "frequencies"),
        ),
        Column("lugar_consulta", "Lugar de consulta", place),
        Column(
            "responsable_produccion",
            "Nombre del responsable de la producción de la información",
            producer,
        ),
        Column(
            "responsable_informacion",
            "Nombre del responsable de la información",
            custodian,
        ),
        Column("direccion", "Dirección en el catálogo", lambda _d, address: address),
    ),
    opened,
    disclosures=OPENED,
)
