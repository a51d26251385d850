"""Indicator sheets made for the tests: the form of a city, moved and filled at will."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from tumbaga.harvesters.sheets import Book
from tumbaga.harvesters.sheets import map as mapped
from tumbaga.schemas.harvest import Found

FORM: dict[str, Any] = {
    "Nombre del Indicador": "Porcentaje de solicitudes atendidas a tiempo",
    "Sigla o abreviatura*": "PSAT",
    "Deficiones y conceptos": "Solicitud: lo que pide la ciudadanía.",
    "Objetivo del Indicador": "Medir la atención oportuna",
    "Método de Medición": "Se cuentan las atendidas y las recibidas.",
    "Rangos de Cumplimiento": "Satisfactorio > 90%, medio entre 70% y 90%, crítico < 70%",
    "Unidad de Medida": "Porcentaje (%)",
    "Formula": "(V1/V2)*100",
    "Definición de Variables de la Formula": "V1= Solicitudes atendidas a tiempo",
    "": "V2 = Solicitudes recibidas",
    "Valores de Referencia*": "No aplica",
    "Desagregación temática*": "Por tipo de solicitud",
    "Desagregación geográfica*": "N/A",
    "Línea de Base ": "82% (2017)",
    "Periodicidad de  medición (Mes/trimestre/Semestre/Anual)": "trimestre ",
    "Fuente de los Datos": "Aplicativo de correspondencia",
    "Responsable ": "Secretaría de Salud / Líder del proceso",
    "Observaciones": "Ninguna",
    "Fecha de elaboración de la Ficha  Técnica": "04/06/18",
}
HEAD = (
    "Vigencia \n(Año del seguiminto)",
    "Periodicidad de  medición (Mes/tri)",
    "Meta según Periodicidad de medición",
    "V1= atendidas",
    "V2= recibidas",
    "Resultado del Indicador",
    "% de Cumplimiento de la meta",
    None,
    "Análisis y Observaciones",
    "Mejora",
)
LINES = (
    (2019, "Ene-Mar", 1, 90, 100, 0.9, 0.9, "Satisfactorio", "Todo bien", None),
    (None, "Abr - Jun", 1, 60, 100, 0.6, 0.6, "Critico", "Faltó gente", "Contratar"),
)
PERCENT = (3, 6, 7)
"""The columns of the follow-up that a sheet shows in per cent."""


def write(
    path: Path,
    form: dict[str, Any] | None = None,
    lines: Any = LINES,
    *,
    code: str | None = "MAJA01.01.18FT03",
    right: int = 0,
    down: int = 0,
    percent: tuple[int, ...] = PERCENT,
    head: Any = HEAD,
) -> Path:
    """Write a workbook; ``right`` and ``down`` move all of it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Ficha Técnica Formulación"
    labels = 2 + right
    put(sheet, 14 + down, labels, "Indicador asociado a:", "Procesos", "X")
    put(sheet, 16 + down, labels + 9, code)
    put(sheet, 17 + down, labels + 4, "Eficacia", "X")
    put(
        sheet, 23 + down, labels + 1, "Nombre y vigencia :", None, "Cali vive 2016-2019"
    )
    put(sheet, 27 + down, labels + 1, "Proceso:", None, "MAJA01.01 Gestión Jurídica")
    for row, (label, value) in enumerate((FORM | (form or {})).items(), 37 + down):
        put(sheet, row, labels, label or None, value)
    follow = book.create_sheet("Ficha T Seguimiento")
    put(follow, 12 + down, labels, *head)
    for row, line in enumerate(lines, 13 + down):
        put(follow, row, labels, *line)
        for place in percent:
            follow.cell(row, labels + place - 1).number_format = "0.0%"
    book.save(path)
    return path


def put(sheet: Any, row: int, column: int, *values: Any) -> None:
    for place, value in enumerate(values):
        if value is not None:
            sheet.cell(row, column + place, value)


def harvest(folder: Path, name: str = "ficha.xlsx", **given: Any) -> Found:
    return mapped(Book(write(folder / name, **given)))


def data(folder: Path, **given: Any) -> dict[str, Any]:
    """The draft of a sheet, as plain data."""
    found = harvest(folder, **given)
    assert found.entry is not None, found.problem
    return found.entry.data


def follow(folder: Path, *lines: Any, **given: Any) -> list[dict[str, Any]]:
    return data(folder, lines=lines, **given).get("observations", [])
