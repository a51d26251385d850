"""Distributions and their columns (DCAT, ``dcat:Distribution``)."""

from typing import Any
from urllib.parse import quote

from marshmallow import ValidationError, fields, validates_schema

from . import vocabularies
from .fields import Code, Group, Link, LongText, Many, Term, Text, Whole, about
from .messages import Range
from .noun import Noun


class Column(Noun):
    name = Text(required=True, longest=100, metadata=about("Nombre", "Name"))
    label = Text(longest=300, metadata=about("Etiqueta", "Label"))
    type = Term("variable_types", metadata=about("Tipo", "Type"))
    description = LongText(metadata=about("Descripción", "Description"))
    unit = Text(longest=100, metadata=about("Unidad", "Unit"))


class Distribution(Noun):
    """A file of ours (``checksum``) or an address elsewhere (``url``)."""

    uid = fields.String(dump_only=True)
    title = Text(required=True, longest=300, metadata=about("Título", "Title"))
    description = LongText(metadata=about("Descripción", "Description"))
    url = Link(metadata=about("Dirección", "Address", source="dcat:accessURL"))
    file_name = Text(longest=200, metadata=about("Nombre del archivo", "File name"))
    checksum = Code(
        longest=64,
        metadata=about("Huella SHA-256", "SHA-256 checksum", source="spdx:checksum"),
    )
    size = Whole(validate=Range(min=0), metadata=about("Tamaño en bytes", "Bytes"))
    rows = Whole(validate=Range(min=0), metadata=about("Filas", "Rows"))
    media_type = Term(
        "media_types",
        metadata=about("Formato", "Media type", source="dcat:mediaType"),
    )
    licence = Term("licences", metadata=about("Licencia", "Licence"))
    columns = Many(Group(Column), metadata=about("Columnas", "Columns"))

    @validates_schema(skip_on_field_errors=True)
    def _reachable(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if not (data.get("url") or data.get("checksum")):
            raise ValidationError(
                "Falta por dónde se obtiene: escriba la dirección o suba el archivo.",
                "url",
            )


def public_url(one: Any) -> str | None:
    """The address of our copy if we keep the file, else the address elsewhere."""
    if one.checksum:
        return f"/archivos/{one.checksum}/{quote(one.file_name or 'archivo')}"
    url: str | None = one.url
    return url


def format_label(media_type: str | None) -> str | None:
    if media_type is None:
        return None
    return vocabularies.get("media_types").label(media_type)


class PublicDistribution(Distribution):
    """The same as the window gives it: one address, and the format's usual name."""

    url = fields.Function(  # type: ignore[assignment]
        public_url
    )
    format = fields.Function(lambda one: format_label(one.media_type))

    class Meta(Noun.Meta):
        exclude = ("file_name",)
