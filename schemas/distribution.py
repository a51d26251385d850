"""Distributions and their columns (DCAT, ``dcat:Distribution``)."""

import re
from typing import Any
from urllib.parse import quote

from marshmallow import ValidationError, fields, validates_schema

from ..records.publication import address, is_ours
from . import vocabularies
from .fields import (
    Group,
    Link,
    LongText,
    Many,
    PartialDate,
    Term,
    Text,
    Whole,
    about,
)
from .messages import Range
from .noun import Noun

OTHER_ALGORITHMS = {
    32: "MD5",
    40: "SHA-1",
    56: "SHA-224",
    96: "SHA-384",
    128: "SHA-512",
}


class Sha256(Text):
    """The SHA-256 of a file in hexadecimal; that of another algorithm is named."""

    default_error_messages = {
        "checksum": "No es una huella SHA-256: son 64 signos, de 0 a 9 y de a a f. La "
        "pone el catálogo al subir el archivo; si no la sabe, déjela vacía.",
        "other": "Parece una huella {name}, y aquí va la SHA-256, de 64 signos de 0 a 9 "
        "y de a a f. Si no la sabe, déjela vacía.",
    }

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs)
        plain = re.sub(r"^sha-?256[:=]\s*", "", text, flags=re.IGNORECASE).lower()
        if not re.fullmatch("[0-9a-f]+", plain):
            raise self.make_error("checksum")
        if len(plain) in OTHER_ALGORITHMS:
            raise self.make_error("other", name=OTHER_ALGORITHMS[len(plain)])
        if len(plain) != 64:
            raise self.make_error("checksum")
        return plain


class Column(Noun):
    name = Text(
        required=True,
        longest=100,
        metadata=about(
            "Nombre",
            "Name",
            "Como está en la primera fila del archivo.",
            "As in the first row of the file.",
            source="csvw:name",
        ),
    )
    label = Text(
        longest=300,
        metadata=about(
            "Etiqueta",
            "Label",
            "Qué es, en palabras.",
            "What it is, in words.",
            source="csvw:titles",
        ),
    )
    type = Term(
        "variable_types",
        metadata=about(
            "Tipo",
            "Type",
            "Texto, número, fecha, código.",
            "Text, number, date, code.",
            source="csvw:datatype",
        ),
    )
    description = LongText(
        metadata=about(
            "Descripción",
            "Description",
            "Qué significa y cómo se obtuvo.",
            "What it means and how it was got.",
            source="dct:description",
        )
    )
    unit = Text(
        longest=100,
        metadata=about(
            "Unidad",
            "Unit",
            "En qué se mide: pesos, personas, kilómetros.",
            "What it is measured in.",
            source="qudt:unit",
        ),
    )


class Distribution(Noun):
    """A file of ours (``checksum``) or an address elsewhere (``url``)."""

    uid = fields.String(dump_only=True)
    title = Text(
        required=True,
        longest=300,
        metadata=about(
            "Título",
            "Title",
            "Cómo se llama el archivo o servicio.",
            "What the file or service is called.",
            source="dct:title",
        ),
    )
    description = LongText(
        metadata=about(
            "Descripción",
            "Description",
            "Qué trae y qué representa cada renglón.",
            "What it holds and what each row is.",
            source="dct:description",
        )
    )
    url = Link(
        metadata=about(
            "Dirección",
            "Address",
            "Desde dónde se descarga o se consulta.",
            "Where it is downloaded or consulted.",
            source="dcat:accessURL",
        )
    )
    file_name = Text(
        longest=200,
        metadata=about(
            "Nombre del archivo",
            "File name",
            "Con su extensión.",
            "With its extension.",
            source="dcat:downloadURL",
        ),
    )
    checksum = Sha256(
        longest=64,
        metadata=about(
            "Huella SHA-256",
            "SHA-256 checksum",
            "La pone el catálogo al subir el archivo.",
            "Set by the catalogue when the file is uploaded.",
            source="spdx:checksum",
        ),
    )
    size = Whole(
        validate=Range(min=0),
        metadata=about(
            "Tamaño en bytes",
            "Bytes",
            "Lo pone el catálogo al subir el archivo.",
            "Set by the catalogue when the file is uploaded.",
            source="dcat:byteSize",
        ),
    )
    rows = Whole(
        validate=Range(min=0),
        metadata=about(
            "Filas",
            "Rows",
            "Cuántos renglones de datos tiene.",
            "How many rows of data it has.",
            source="DDI dimensns/caseQnty",
        ),
    )
    media_type = Term(
        "media_types",
        metadata=about(
            "Formato",
            "Media type",
            "CSV, hoja de cálculo, PDF.",
            "CSV, spreadsheet, PDF.",
            source="dcat:mediaType",
        ),
    )
    licence = Term(
        "licences",
        metadata=about(
            "Licencia",
            "Licence",
            "Si es otra que la del registro.",
            "If other than the record's.",
            source="dct:license",
        ),
    )
    issued = PartialDate(
        metadata=about(
            "Fecha de publicación",
            "Issued",
            "Cuándo se publicó por primera vez este archivo.",
            "When this file was first published.",
            source="dct:issued",
            example="2024-02-28",
        )
    )
    modified = PartialDate(
        metadata=about(
            "Fecha de actualización",
            "Modified",
            "Cuándo cambió por última vez el archivo.",
            "When the file last changed.",
            source="dct:modified",
        )
    )
    availability = Term(
        "availabilities",
        metadata=about(
            "Permanencia prevista",
            "Planned availability",
            "Cuánto tiempo piensa tenerlo disponible.",
            "How long you mean to keep it available.",
            source="DCAT-AP, dcatap:availability",
        ),
    )
    columns = Many(
        Group(Column),
        metadata=about(
            "Columnas",
            "Columns",
            "Las columnas del archivo, en su orden.",
            "The columns of the file, in their order.",
            source="csvw:column",
        ),
    )

    @validates_schema(skip_on_field_errors=True)
    def _reachable(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if not (data.get("url") or data.get("checksum")):
            raise ValidationError(
                "Falta por dónde se obtiene: escriba la dirección o suba el archivo.",
                "url",
            )


def public_url(one: Any) -> str | None:
    """The address of our copy if we keep the file, else the address elsewhere."""
    if one.ours and one.checksum:
        return address(one.checksum) + quote(one.file_name or "archivo")
    url: str | None = one.url
    return None if is_ours({"checksum": one.checksum, "url": url}) else url


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
