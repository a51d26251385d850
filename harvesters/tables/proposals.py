"""What a sheet says of the legal class: a proposal to the legal office, no decision."""

from __future__ import annotations

import re
from typing import Any

from ...schemas import vocabularies
from ...schemas.tables import Place
from .columns import Column, normal
from .sketch import Sketch
from .values import parts

_CITED = re.compile(
    r"\b(?:art(?:iculo|\.)?\s*)?(1[89])\s*[-.,:]?\s*(?:lit(?:eral)?\.?\s*)?"
    r"(?:([a-i])\b|(paragrafo|par\b))"
)
_SHORT = {"ipb": "publica", "ipc": "clasificada", "ipr": "reservada"}
_CLASS_WORDS = re.compile(r"\s*\(?\b(?:ipb|ipc|ipr)\b\)?\s*", re.IGNORECASE)

UNKNOWN_CLASS = "No es una clase. Escriba pública, pública clasificada o reservada."
NO_ARTICLE = (
    "La clase «{label}» exige citar el literal del artículo {article} de la Ley 1712 de "
    "2014. Escríbalo en la columna «Artículo de la excepción», por ejemplo {example}."
)
WRONG_ARTICLE = (
    "El literal {code} no corresponde a la clase «{label}»: la clasificada se funda en "
    "el artículo 18 y la reservada en el artículo 19."
)
NO_NORM = (
    "La reserva exige nombrar la norma que prohíbe el acceso (Ley 1712 de 2014, art. "
    "19). Escríbala en la columna «Fundamento constitucional o legal»."
)
UNKNOWN_ARTICLE = (
    "No cita un literal. Escriba, por ejemplo, «18-a» o «art. 19 literal d»."
)


def settle(sketch: Sketch, column: Column, known: Any, place: Place) -> bool:
    """Take the columns of the classification; say whether this was one of them."""
    if column.reader == "class":
        _propose(sketch, known, place, error=True)
    elif column.reader == "level":
        _level(sketch, column, known, place)
    elif column.reader == "articles":
        _cite(sketch, known, place)
    elif column.field == "remark.legitimate_aim":
        sketch.note(column.label, known)
        sketch.places["proposal.aim"] = place
        found = cited(known)
        if found and not _proposal(sketch).get("articles"):
            sketch.put("proposal.articles", found, place)
    else:
        return False
    return True


def cited(text: str) -> list[str]:
    """The letters of articles 18 and 19 that a text cites, as our codes."""
    listed = vocabularies.get("exceptions")
    found = []
    for piece in parts(text):
        if term := listed.find(piece):
            found.append(term.code)
            continue
        plain = " ".join(normal(piece).split())
        for article, letter, _paragraph in _CITED.findall(plain):
            found.append(f"{article}-{letter or 'paragrafo'}")
    return [code for code in dict.fromkeys(found) if code in listed]


def _proposal(sketch: Sketch) -> dict[str, Any]:
    found: dict[str, Any] = sketch.data.get("proposal", {})
    return found


def _class_of(text: str) -> str:
    if code := _SHORT.get(normal(text)):
        return code
    term = vocabularies.get("access_classes").find(_CLASS_WORDS.sub("", text))
    return term.code if term else ""


def _propose(sketch: Sketch, text: str, place: Place, *, error: bool) -> None:
    code = _class_of(text)
    if not code:
        sketch.say(place, UNKNOWN_CLASS, "proposal.access_class", error=error)
    elif "access_class" not in _proposal(sketch):
        sketch.put("proposal.access_class", code, place)


def _level(sketch: Sketch, column: Column, known: str, place: Place) -> None:
    """Many forms write the legal class under *Confidencialidad* (MinTIC, Guía 5)."""
    if column.field == "confidentiality" and _class_of(known):
        _propose(sketch, known, place, error=False)
        return
    sketch.put(column.field, known, place)


def _cite(sketch: Sketch, text: str, place: Place) -> None:
    found = cited(text)
    if not found:
        sketch.say(place, UNKNOWN_ARTICLE, "proposal.articles", error=True)
        return
    sketch.put("proposal.articles", found, place)


def finish(sketch: Sketch) -> None:
    """What the law asks of the class that is proposed (Ley 1712, arts. 18 and 19)."""
    aim = sketch.places.pop("proposal.aim", None)
    proposal = _proposal(sketch)
    code = proposal.get("access_class", "")
    if code not in {"clasificada", "reservada"}:
        return
    place = sketch.places["proposal.access_class"]
    label = vocabularies.get("access_classes").label(code)
    article = "18" if code == "clasificada" else "19"
    articles = proposal.get("articles", [])
    if not articles and not _said(sketch, "proposal.articles"):
        example = f"{article}-{'a' if article == '18' else 'd'}"
        text = NO_ARTICLE.format(label=label, article=article, example=example)
        sketch.say(aim or place, text, "proposal.articles", error=True)
    for wrong in (one for one in articles if not one.startswith(article)):
        text = WRONG_ARTICLE.format(code=wrong, label=label)
        place_of = sketch.places["proposal.articles"]
        sketch.say(place_of, text, "proposal.articles", error=True)
    if code == "reservada" and "norm" not in proposal:
        sketch.say(place, NO_NORM, "proposal.norm", error=True)


def _said(sketch: Sketch, path: str) -> bool:
    return any(remark.field == path for remark in sketch.remarks)
