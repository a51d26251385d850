"""One CSV of each kind, for spreadsheets: a row a record, its lists joined by «; »."""

import csv
import io
from collections.abc import Callable
from typing import Any

from ..records.publication import FOLDERS
from ..records.reading import PublicRecord
from ..schemas import vocabularies
from .base import Catalogue, Frame
from .files import offers
from .tabular.csv import cell
from .values import said

MEDIA_TYPE = "text/csv"
Take = Callable[[dict[str, Any]], Any]


def _at(*path: str) -> Take:
    def take(document: dict[str, Any]) -> Any:
        found: Any = document
        for step in path:
            found = found.get(step) if isinstance(found, dict) else None
        return found

    return take


def _term(field: str, vocabulary: str) -> Take:
    return lambda document: vocabularies.get(vocabulary).label(
        said(document.get(field))
    )


def _terms(field: str, vocabulary: str) -> Take:
    known = vocabularies.get(vocabulary)
    return lambda document: [
        known.label(said(one)) for one in document.get(field) or []
    ]


COMMON: dict[str, Take] = {
    "codigo": _at("code"),
    "titulo": _at("title"),
    "descripcion": _at("description"),
    "dependencia": _at("organization", "name"),
    "custodio": _at("custodian", "name"),
    "contacto": _at("contact", "position"),
    "correo": _at("contact", "email"),
    "tema": _term("theme", "themes"),
    "palabras_clave": _at("keywords"),
    "idioma": _term("language", "languages"),
    "frecuencia": _term("frequency", "frequencies"),
    "cobertura": _terms("spatial", "territories"),
    "desde": _at("temporal_start"),
    "hasta": _at("temporal_end"),
    "publicado": _at("first_published"),
    "version": _at("version"),
    "licencia": _at("licence"),
    "clase_legal": _at("classification", "class_label"),
}
OWN: dict[str, dict[str, Take]] = {
    "dataset": {"lugar_de_consulta": _at("place")},
    "indicator": {
        "objetivo": _at("objective"),
        "definicion": _at("definition"),
        "formula": _at("formula"),
        "unidad": _at("unit"),
        "linea_base_periodo": _at("baseline", "period"),
        "linea_base_valor": _at("baseline", "value"),
        "ultimo_periodo": _at("latest", "period"),
        "ultimo_valor": _at("latest", "value"),
        "mediciones": _at("observation_count"),
        "fuente": _at("source_text"),
    },
    "production_process": {
        "tipo": _term("ppi_type", "ppi_types"),
        "objetivo": _at("objective"),
        "poblacion_objetivo": _at("target_population"),
        "unidades_de_observacion": _at("observation_units"),
        "metodologia": _at("methodology"),
    },
    "document": {
        "tipo": _term("document_type", "document_types"),
        "autores": _at("authors"),
        "fecha_de_publicacion": _at("publication_date"),
        "paginas": _at("pages"),
    },
}
ORGANIZATION: dict[str, Take] = {
    "codigo": _at("code"),
    "nombre": _at("name"),
    "sigla": _at("acronym"),
    "depende_de": _at("parent", "name"),
    "correo": _at("email"),
    "telefono": _at("telephone"),
    "sitio": _at("url"),
}


class TableOfKind:
    """An exporter of one kind, of the shape that fragments and frames ask for."""

    MEDIA_TYPE = MEDIA_TYPE
    SUFFIX = ".csv"
    VERSION = "1"
    KEPT = False

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.KEY = f"csv-{FOLDERS[kind]}"

    def accepts(self, one: PublicRecord) -> bool:
        return one.kind == self.kind and one.document != {}

    def fragment(self, one: PublicRecord, catalogue: Catalogue) -> bytes:
        given = [take(one.document) for take in self._columns().values()]
        rest = [] if self.kind == "organization" else [_files(one, catalogue)]
        changed = one.modified.strftime("%Y-%m-%dT%H:%M:%SZ")
        ends = [catalogue.page(one), catalogue.identifier(one.uid)]
        return _row([*given, *rest, changed, *ends])

    def frame(self, _catalogue: Catalogue) -> Frame:
        files = [] if self.kind == "organization" else ["archivos"]
        names = [*self._columns(), *files, "modificado", "ficha", "identificador"]
        # The mark by which Excel reads the accents.
        return Frame(head=b"\xef\xbb\xbf" + _row(names))

    def _columns(self) -> dict[str, Take]:
        if self.kind == "organization":
            return ORGANIZATION
        return {**COMMON, **OWN[self.kind]}


def _files(one: PublicRecord, catalogue: Catalogue) -> list[str]:
    return [offer.address for offer in offers(one, catalogue)]


def _row(values: list[Any]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(map(_cell, values))
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return cell("; ".join(filter(None, map(said, value))))
    return cell(said(value)) if value is not None else ""
