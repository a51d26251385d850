"""Índice de Información Clasificada y Reservada (Ley 1712 de 2014, art. 20; Resolución
1519, 7.1.2): what exists and is not given, with its reason, its norm and its term.
"""

from collections.abc import Callable
from typing import Any

from ...schemas import spelling, vocabularies
from .instrument import (
    CLOSED,
    N_,
    Column,
    Document,
    Instrument,
    category,
    closed,
    custodian,
    datos_gov_co,
    medium,
    producer,
    term,
    text,
)

PARTS = 12
UNLIMITED = "Ilimitado"  # art. 18, parágrafo


def of_decision(name: str) -> Callable[[Document, str], str]:
    return lambda document, _address: str(decision(document).get(name) or "")


def decision(document: Document) -> Document:
    found: Document = document.get("classification") or {}
    return found


def letters(document: Document, _address: str) -> str:
    """The letters of arts. 18 and 19, with what they protect (art. 20)."""
    listed = vocabularies.get("exceptions")
    said = [
        f"{_cited(code)}: {listed.label(code)}"
        for code in decision(document).get("articles", ())
    ]
    aim = str(decision(document).get("legitimate_aim") or "")
    return "; ".join([*said, *([aim] if aim else [])])


def grounds(document: Document, _address: str) -> str:
    """The legal norm on which the qualification rests, and the act that made it."""
    cited = ", ".join(_cited(code) for code in decision(document).get("articles", ()))
    act = str(decision(document).get("act") or "")
    law = f"Ley 1712 de 2014, {cited}" if cited else "Ley 1712 de 2014"
    return f"{law}; {act}" if act else law


def extent(document: Document, _address: str) -> str:
    """*Total*, or *parcial* with the parts that are public (art. 21)."""
    if decision(document).get("scope") != "partial":
        return "Total"
    parts = [str(one.get("label") or one.get("name")) for one in _listed(document)]
    shown = ", ".join(parts[:PARTS])
    return f"Parcial. Se publica: {shown}" if shown else "Parcial"


def term_of(document: Document, _address: str) -> str:
    """How long, from when, until when: the last day still is closed (art. 22)."""
    return _term(document, str)


def term_told(document: Document, _address: str) -> str:
    """The same with its days as people write them."""
    return _term(document, spelling.long_date)


def _term(document: Document, day: Callable[[Any], str]) -> str:
    said = decision(document)
    years, ends = said.get("term_years"), said.get("ends")
    if said.get("unlimited") or not years:
        return UNLIMITED if said.get("class") == "clasificada" else ""
    unit = "año" if years == 1 else "años"
    until = f", hasta el {day(ends)}" if ends else ""
    return f"{years} {unit}, desde el {day(said.get('starts'))}{until}"


def _listed(document: Document) -> list[Any]:
    return [*document.get("variables", ()), *document.get("distributions", ())]


def _cited(code: str) -> str:
    number, _, letter = code.partition("-")
    said = "parágrafo" if letter == "paragrafo" else f"literal {letter}"
    return f"artículo {number}, {said}"


INDEX = Instrument(
    "indice-clasificada-reservada",
    "Índice de Información Clasificada y Reservada",
    "7.1.2",
    "Ley 1712 de 2014, artículo 20",
    N_("Lo que existe pero no se entrega, con su razón, su norma y su plazo."),
    (
        Column("categoria", "Nombre o título de la categoría de información", category),
        Column("nombre", "Nombre o título de la información", text("title")),
        Column("idioma", "Idioma", term("language", "languages")),
        Column("medio_conservacion", "Medio de conservación y/o soporte", medium),
        Column(
            "fecha_generacion",
            "Fecha de generación de la información",
            text("generated"),
        ),
        Column(
            "responsable_produccion",
            "Nombre del responsable de la producción de la información",
            producer,
        ),
        Column(
            "responsable_informacion",
            "Nombre del responsable de la información",
            custodian,
        ),
        Column("objetivo_legitimo", "Objetivo legítimo de la excepción", letters),
        Column(
            "fundamento_constitucional_legal",
            "Fundamento constitucional o legal",
            of_decision("norm"),
        ),
        Column("fundamento_juridico", "Fundamento jurídico de la excepción", grounds),
        Column("alcance_excepcion", "Excepción total o parcial", extent),
        Column(
            "fecha_calificacion", "Fecha de la calificación", of_decision("act_date")
        ),
        Column("plazo", "Plazo de la clasificación o reserva", term_of, term_told),
        Column("enlace_datos_gov_co", "Enlace a www.datos.gov.co", datos_gov_co),
        Column("direccion", "Dirección en el catálogo", lambda _d, address: address),
    ),
    closed,
    disclosures=CLOSED,
)
