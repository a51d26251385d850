"""The first sheet of a template: what to do, in plain Spanish."""

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from ...schemas.workbooks import Sheet
from . import dressing

TITLE = "Instrucciones"

STEPS = (
    "Llene la hoja «{main}»: una fila por registro, desde la fila 5.",
    "Las columnas con * y fondo oscuro son obligatorias. Sin código, nombre y "
    "dependencia una fila no se guarda; lo demás puede faltar en un borrador.",
    "Ponga el cursor sobre un encabezado: una nota dice qué va en la columna y cómo se "
    "escribe.",
    "Donde hay lista, elija de ella. Los códigos de territorio están en su hoja de "
    "consulta.",
    "La fila gris es un ejemplo: no se importa mientras su código sea EJEMPLO-1.",
    "Fechas: 2024, 2024-02 o 2024-02-28. Números: coma decimal y sin puntos de miles, "
    "por ejemplo 1234,5.",
    "Si en una celda caben varios valores, escriba uno por línea (Alt+Intro).",
    "No combine celdas. Puede cambiar el orden de las columnas y el nombre de las hojas; "
    "no muestre ni borre la fila 2, que está oculta.",
    "Las columnas que no llene no cambian nada en los registros que ya existen; puede "
    "borrarlas.",
    "Guarde el libro como .xlsx y súbalo. Repetirlo no duplica: un registro se reconoce "
    "por su código.",
    "Si algo está mal, recibe una copia con las celdas en rojo y la columna «Errores»: "
    "corrija ahí mismo y súbala de nuevo.",
)
LISTS = "Las otras hojas son listas de cada registro; llénelas solo si las necesita:"

LETTERS, LINE = 115, 16
"""What fits in a line of the sheet, and its height in points."""


def write(page: Worksheet, titles: Sequence[str], sheets: Sequence[Sheet]) -> None:
    dressing.write(page, 1, 1, f"Plantilla: {sheets[0].title}").font = dressing.HEADING
    row = 3
    for number, step in enumerate(STEPS, 1):
        _line(page, row, f"{number}. {step.format(main=titles[0])}")
        row += 1
    _line(page, row + 1, LISTS)
    row += 2
    for title, sheet in zip(titles[1:], sheets[1:], strict=True):
        keys = " y ".join(f"«{key.label}»" for key in sheet.keys)
        _line(page, row, f"• {title}. Se une por {keys}.")
        row += 1
    dressing.widths(page, (110,))


def _line(page: Worksheet, row: int, text: str) -> None:
    dressing.write(page, row, 1, text).alignment = dressing.WRAPPED
    page.row_dimensions[row].height = LINE * (1 + len(text) // LETTERS)
