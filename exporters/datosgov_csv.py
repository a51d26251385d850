"""The fields of datos.gov.co as a table: a row a record, a column a field."""

import csv
import io

from ..records.reading import PublicRecord
from .base import Catalogue, Frame
from .datosgov import CORE, DATA, ENTITY, accepts, view
from .tabular.csv import cell

KEY = "datosgov-csv"
MEDIA_TYPE = "text/csv"
SUFFIX = ".datosgov.csv"
VERSION = "1"
KEPT = True
OWN = ("name", "description", "category", "tags", "attribution", "licenseId")
NAMES = ("Nombre", "Descripción", "Categoría", "Etiquetas", "Atribución", "Licencia")
FIELDS = {
    ENTITY: (
        "Nombre de la Entidad",
        "Área o dependencia",
        "Orden",
        "Departamento",
        "Municipio",
    ),
    DATA: (
        "Idioma",
        "Cobertura Geográfica",
        "Frecuencia de Actualización",
        "Fecha Emisión (aaaa-mm-dd)",
        "URL Documentación",
    ),
    CORE: (
        "Publisher",
        "Contact Email",
        "License",
        "Theme",
        "Public Access Level",
        "Issued",
        "Last Update",
        "Update-Frequency",
        "Spatial",
        "Unique-Identifier",
    ),
}
__all__ = ["accepts", "fragment", "frame"]


def fragment(one: PublicRecord, catalogue: Catalogue) -> bytes:
    said = view(one, catalogue)
    own = [said.get(name) for name in OWN]
    given = said["metadata"]["custom_fields"]
    rest = [given[part].get(name) for part, names in FIELDS.items() for name in names]
    return _row([*own, *rest])


def frame(_catalogue: Catalogue) -> Frame:
    names = [f"{part}: {name}" for part, names in FIELDS.items() for name in names]
    return Frame(head=b"\xef\xbb\xbf" + _row([*NAMES, *names]))


def _row(values: list[object]) -> bytes:
    out = io.StringIO()
    flat = [", ".join(one) if isinstance(one, list) else one for one in values]
    csv.writer(out, lineterminator="\r\n").writerow(map(cell, flat))
    return out.getvalue().encode()
