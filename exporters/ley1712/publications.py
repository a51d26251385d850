"""Registro de publicaciones: the documents that the entity has published, at hand for
everybody (Ley 1712 de 2014, art. 11, letter j).
"""

from .instrument import (
    N_,
    OPENED,
    Column,
    Document,
    Instrument,
    opened,
    producer,
    term,
    text,
)


def published_on(document: Document, _address: str) -> str:
    """The date printed on it, or the day on which it came out here."""
    for name in ("publication_date", "issued", "first_published"):
        if document.get(name):
            return str(document[name])[:10]
    return ""


def sort_of(document: Document, _address: str) -> str:
    """The type of a document; of anything else, its kind."""
    name = "document_type" if document.get("document_type") else "kind"
    vocabulary = "document_types" if name == "document_type" else "kinds"
    return term(name, vocabulary)(document, "")


PUBLICATIONS = Instrument(
    "registro-de-publicaciones",
    "Registro de Publicaciones",
    "7.1",
    "Ley 1712 de 2014, artículo 11, literal j",
    N_("Lo que la entidad ha publicado, y dónde está."),
    (
        Column("nombre", "Nombre o título de la publicación", text("title")),
        Column("tipo", "Tipo", sort_of),
        Column("fecha_publicacion", "Fecha de publicación", published_on),
        Column("idioma", "Idioma", term("language", "languages")),
        Column("formato", "Formato", term("format", "record_formats")),
        Column("responsable", "Dependencia responsable", producer),
        Column("direccion", "Dirección en el catálogo", lambda _d, address: address),
    ),
    opened,
    disclosures=OPENED,
)
