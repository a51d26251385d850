"""Keep persons on the desk: names and mailboxes never reach a public field (Ley 1581)."""

from __future__ import annotations

from typing import Any

from ...schemas import vocabularies
from ...schemas.tables import Place
from .columns import Column
from .persons import is_mailbox, is_office_mailbox, is_post
from .sketch import Sketch

TO_THE_DESK = "Se guardó en el escritorio y no se publica."
NOT_A_POST = (
    f"Puede ser el nombre de una persona. {TO_THE_DESK} Escriba el cargo, por ejemplo "
    "«Director de Planeación»."
)
NOT_AN_OFFICE = (
    f"Puede ser el correo de una persona. {TO_THE_DESK} Escriba el de la oficina, por "
    "ejemplo datos@ciudad.gov.co."
)
TWO_KINDS = "Otra columna de la fila dice otro tipo. Deje el que es en las dos."
NOT_KEPT = "Los documentos de identidad no se guardan: borre esta columna."


def settle(sketch: Sketch, column: Column, known: Any, place: Place) -> bool:
    """Take the columns that may hold a person; say whether this was one of them."""
    name, reader = column.field, column.reader
    if name.startswith("refused."):
        sketch.say(Place(place.label, place.cell, ""), NOT_KEPT, name, error=False)
    elif name.startswith("desk."):
        _inside(sketch, name, str(known), place)
    elif name.startswith("remark.") and name != "remark.legitimate_aim":
        sketch.note(column.label, known)
    elif reader == "position" and not is_post(known):
        _inside(sketch, "desk.contact_name", known, place)
        sketch.say(place, NOT_A_POST, name, error=False)
    elif reader == "mailbox" and is_mailbox(known) and not is_office_mailbox(known):
        _inside(sketch, "desk.contact_email", known, place)
        sketch.say(place, NOT_AN_OFFICE, name, error=False)
    elif reader == "institutions":
        _authors(sketch, name, known, place)
    else:
        return False
    return True


def _inside(sketch: Sketch, path: str, text: str, place: Place) -> None:
    """The first person of a row is its contact; the others are remarks of the desk."""
    group, name = path.split(".")
    if name in sketch.data.get(group, {}):
        if sketch.data[group][name] != text:
            sketch.note(place.label, text)
        return
    sketch.put(path, text, place)


def _authors(sketch: Sketch, name: str, known: list[str], place: Place) -> None:
    outside = [one for one in known if is_post(one)]
    for one in known:
        if one not in outside:
            sketch.note("Autor", one)
    if outside:
        sketch.put(name, outside, place)
    if len(outside) < len(known):
        sketch.say(place, NOT_A_POST, name, error=False)


def finish(sketch: Sketch) -> None:
    """Join the two columns of personal data: whether there are any, and which."""
    holds = sketch.data.pop("holds_personal_data", None)
    place = sketch.places.pop("holds_personal_data", Place("", "", ""))
    kind = sketch.data.get("personal_data")
    if holds is None:
        return
    told = vocabularies.get("personal_data").find(str(holds))
    if told is not None and not isinstance(holds, bool):  # «sí, privados», in one cell
        if kind in {None, told.code}:
            sketch.put("personal_data", told.code, place)
        else:
            sketch.say(place, TWO_KINDS, "personal_data", error=True)
        return
    if holds is False and kind in {None, "ninguno"}:
        sketch.put("personal_data", "ninguno", place)
    elif holds is False:
        text = "Dice que no hay datos personales, pero la fila dice de qué tipo son."
        sketch.say(place, text, "personal_data", error=True)
    elif holds is True and kind in {None, "ninguno"}:
        text = "Diga de qué tipo son: públicos, semiprivados, privados o sensibles."
        sketch.say(place, text, "personal_data", error=True)
    elif holds is not True:
        sketch.say(place, "Escriba «sí» o «no».", "personal_data", error=True)
