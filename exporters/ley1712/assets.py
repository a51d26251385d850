"""Registro de Activos de Información (Ley 1712 de 2014, art. 13; Resolución 1519, 7.1.1)."""

from .instrument import (
    N_,
    Column,
    Document,
    Instrument,
    category,
    datos_gov_co,
    every,
    medium,
    term,
)


def described(document: Document, _address: str) -> str:
    """The name, and what it is about where that may be known."""
    about = str(document.get("description") or "")
    title = str(document.get("title") or "")
    return f"{title}. {about}" if about else title


def published(document: Document, _address: str) -> str:
    """*Publicada* with its address on line, or *disponible* for who asks."""
    given = term("access", "publication_access")(document, "")
    if given:
        return given
    return "Publicada" if document.get("distributions") else "Disponible"


REGISTER = Instrument(
    "registro-de-activos",
    "Registro de Activos de Información",
    "7.1.1",
    "Ley 1712 de 2014, artículo 13",
    N_("Todo lo que la entidad tiene: lo publicado y lo que se puede pedir."),
    (
        Column("categoria", "Nombre o título de la categoría de información", category),
        Column(
            "descripcion",
            "Descripción del contenido de la categoría de información",
            described,
        ),
        Column("idioma", "Idioma", term("language", "languages")),
        Column("medio_conservacion", "Medio de conservación y/o soporte", medium),
        Column("formato", "Formato", term("format", "record_formats")),
        Column(
            "publicada_o_disponible", "Información publicada o disponible", published
        ),
        Column("enlace_datos_gov_co", "Enlace a www.datos.gov.co", datos_gov_co),
        Column("direccion", "Dirección en el catálogo", lambda _d, address: address),
    ),
    every,
)
