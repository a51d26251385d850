"""The legal decision: the rules of Ley 1712 de 2014 that a program can hold."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import ValidationError, validates_schema

from ..records.classification import LONGEST, LONGEST_RESERVE
from . import spelling, vocabularies
from .errors import Problem, problems
from .fields import Day, Flag, Group, LongText, Many, Term, Text, Whole, about
from .messages import Range
from .noun import Noun
from .writing import writer

LAW = "Ley 1712 de 2014"  # whose articles 18 and 19 a decision cites by their letters
CLASIFICADA, RESERVADA, PUBLICA = "clasificada", "reservada", "publica"
HARM = {
    "present": "Falta el daño presente: qué daño existe hoy.",
    "probable": "Falta el daño probable: por qué es de esperar.",
    "specific": "Falta el daño específico: a quién y en qué.",
    "balance": "Falta el balance: por qué pesa más que el interés público.",
}
TOO_LONG = (
    "Escriba de 1 a 15 años: la reserva no puede durar más (Ley 1712 de 2014, art. 22). Lo "
    "clasificado puede quedar sin límite (art. 18, parágrafo)."
)
NO_TERM = (
    "Escriba de 1 a 15 años si es reservada (Ley 1712 de 2014, art. 22). Si es clasificada, "
    "hasta 100, o márquela sin límite (art. 18, parágrafo)."
)
BOTH = (
    "Dice sin límite y también un plazo: deje uno de los dos (Ley 1712 de 2014, art. 18, "
    "parágrafo)."
)
LEAVES = (
    "articles",
    "norm",
    "legitimate_aim",
    "motivation",
    "scope",
    "act",
    "act_date",
    "starts",
    "counted_from",
    "ends",
    "term_years",
    "unlimited",
    "review",
)


class Harm(Noun):
    """The three-part test of art. 28: the harm, and why it outweighs publicity."""

    present = LongText(metadata=about("Daño presente", "Present harm"))
    probable = LongText(metadata=about("Daño probable", "Probable harm"))
    specific = LongText(metadata=about("Daño específico", "Specific harm"))
    balance = LongText(metadata=about("Frente al interés público", "Public interest"))


class Decision(Noun):
    access_class = Term(
        "access_classes",
        required=True,
        metadata=about("Clase", "Class", source="Ley 1712 de 2014, art. 6"),
    )
    articles = Many(
        Term("exceptions"),
        metadata=about("Literales", "Letters", source="Ley 1712, arts. 18 y 19"),
    )
    norm = LongText(
        metadata=about("Norma que lo prohíbe", "Norm", source="Ley 1712, art. 19")
    )
    legitimate_aim = LongText(
        metadata=about("Objetivo legítimo", "Aim", source="Ley 1712, art. 28")
    )
    motivation = LongText(
        metadata=about("Motivación", "Motivation", source="Ley 1712, art. 20")
    )
    harm = Group(Harm, metadata=about("Prueba de daño", "Harm test"))
    scope = Text(
        longest=10, metadata=about("Alcance", "Scope", source="Ley 1712, art. 21")
    )
    public_leaves = Many(
        Text(), metadata=about("Lo que sí se publica", "What is public")
    )
    index_title = Text(metadata=about("Nombre para el índice", "Name for the índice"))
    act = Text(longest=300, metadata=about("Acto administrativo", "Act"))
    act_date = Day(metadata=about("Fecha del acto", "Date of the act"))
    starts = Day(metadata=about("Desde cuándo cuenta el plazo", "Term starts"))
    counted_from = Term(
        "term_starts",
        metadata=about(
            "Desde qué hecho se cuenta",
            "Counted from",
            "La ley no dice desde cuándo se cuenta la reserva: dígalo usted.",
            source="Ley 1712 de 2014, art. 22",
        ),
    )
    ends = Day(dump_only=True)
    term_years = Whole(
        validate=Range(min=1, max=LONGEST, error=NO_TERM),
        metadata=about("Plazo en años", "Years", source="Ley 1712, arts. 18 y 22"),
    )
    unlimited = Flag(metadata=about("Sin límite de tiempo", "Unlimited"))
    opens = Flag(
        metadata=about(
            "Se abre sola al vencer el plazo",
            "Opens when the term ends",
            "Solo si nada del artículo 18 ni datos personales se oponen ese día.",
        )
    )
    review = Day(metadata=about("Próxima revisión", "Next review"))

    @validates_schema(skip_on_field_errors=True)
    def _rules(self, data: dict[str, Any], **_kwargs: Any) -> None:
        found = _broken(data)
        if found:
            raise ValidationError(found)


def load(data: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Read a decision; with any problem it is not to be taken."""
    try:
        return dict(_DECISION.load(data)), []
    except ValidationError as error:
        return {}, problems(error.messages, _DECISION, data)


def public(decision: Any) -> dict[str, Any]:
    """What the window says of a decision (Ley 1712, art. 20)."""
    said = _PUBLIC(decision)
    label = vocabularies.get("access_classes").label(decision.access_class)
    if not said.get("unlimited"):
        said.pop("unlimited", None)
    return {"class": decision.access_class, "class_label": label, **said}


def cited(public_decision: Mapping[str, Any]) -> str:
    """The norms that a public decision cites: the one it names, and the law of its letters."""
    letters = public_decision.get("articles")
    said = [str(public_decision.get("norm") or ""), LAW if letters else ""]
    return "; ".join(one for one in said if one)


def end_of_term(starts: date, years: int) -> date:
    """The last day that counts as closed: the anniversary of the start."""
    try:
        return starts.replace(year=starts.year + years)
    except ValueError:  # 29 February
        return starts.replace(year=starts.year + years, day=28)


def _broken(data: dict[str, Any]) -> dict[str, list[str]]:
    access_class = data["access_class"]
    if access_class == PUBLICA:
        return {}
    found: dict[str, list[str]] = {}
    for name, text in (
        ("motivation", "Falta la motivación (Ley 1712 de 2014, art. 20)."),
        ("act", "Falta el acto que la califica (Ley 1712 de 2014, art. 20)."),
        ("act_date", "Falta la fecha del acto (Ley 1712 de 2014, art. 20)."),
        (
            "index_title",
            "Falta el nombre con que aparece en el índice (Ley 1712 de 2014, art. 20).",
        ),
    ):
        if not data.get(name):
            found[name] = [text]
    found |= _broken_scope(data) | _broken_harm(data) | _broken_term(data)
    rules = _broken_clasificada if access_class == CLASIFICADA else _broken_reservada
    return found | rules(data)


def _broken_scope(data: dict[str, Any]) -> dict[str, list[str]]:
    scope = data.get("scope")
    if scope not in {"total", "partial"}:
        return {"scope": ["Diga si la excepción es total o parcial (art. 21)."]}
    if scope == "partial" and not data.get("public_leaves"):
        return {
            "public_leaves": [
                "Una excepción parcial necesita su versión pública: diga qué partes "
                "se publican (Ley 1712 de 2014, art. 21)."
            ]
        }
    return {}


def _broken_harm(data: dict[str, Any]) -> dict[str, Any]:
    """The burden of proof is the city's: the test of art. 28, part by part."""
    given = data.get("harm") or {}
    lacking = {
        name: [
            f"{text} Sin esto la decisión no se sostiene (Ley 1712 de 2014, art. 28)."
        ]
        for name, text in HARM.items()
        if not given.get(name)
    }
    return {"harm": lacking} if lacking else {}


def _broken_term(data: dict[str, Any]) -> dict[str, list[str]]:
    starts, years, act = (
        data.get("starts"),
        data.get("term_years"),
        data.get("act_date"),
    )
    found: dict[str, list[str]] = {}
    if years and not starts:
        found["starts"] = ["Diga desde qué fecha se cuenta el plazo."]
    if years and _is_reserve(data) and years > LONGEST_RESERVE:
        found["term_years"] = [TOO_LONG]
    elif years and data.get("unlimited"):
        found["term_years"] = [BOTH]
    elif starts and years and act and end_of_term(starts, years) <= act:
        found["term_years"] = [
            f"El plazo terminaría el {spelling.long_date(end_of_term(starts, years))}, antes "
            f"del acto que lo fija, del {spelling.long_date(act)}. Revise desde cuándo se cuenta y cuántos años dura."
        ]
    if data.get("opens") and _cites(data, "18-"):
        found["opens"] = [
            "Lo que protege el artículo 18 no se abre solo al vencer un plazo (Ley 1712 "
            "de 2014, art. 18, parágrafo): quite la marca y fije una fecha de revisión."
        ]
    elif data.get("opens") and not years:
        found["opens"] = [
            "Para que se abra sola hace falta un plazo: diga cuántos años."
        ]
    return found


def _broken_clasificada(data: dict[str, Any]) -> dict[str, list[str]]:
    if not _cites(data, "18-"):
        return {
            "articles": [
                "Clasificada necesita al menos un literal del artículo 18 de la Ley "
                "1712 de 2014: 18-a (intimidad), 18-b (vida, salud o seguridad) o "
                "18-c (secretos comerciales, industriales y profesionales)."
            ]
        }
    return {}


def _broken_reservada(data: dict[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if not _cites(data, "19-"):
        found["articles"] = [
            "Reservada necesita al menos un literal del artículo 19 de la Ley 1712 "
            "de 2014, por ejemplo 19-d (investigación de delitos y faltas)."
        ]
    if not data.get("norm"):
        found["norm"] = [
            "Reservada necesita además la norma legal o constitucional que prohíbe "
            "el acceso (Ley 1712 de 2014, art. 19)."
        ]
    if data.get("unlimited") or not data.get("term_years"):
        found["term_years"] = [
            "La reserva tiene un plazo de 15 años como máximo (Ley 1712 de 2014, "
            "art. 22): diga cuántos."
        ]
    if not data.get("starts"):
        found["starts"] = ["Diga desde qué fecha se cuenta el plazo."]
    if not data.get("counted_from"):
        found["counted_from"] = [
            "Diga desde qué hecho se cuenta el plazo: la calificación, la generación de la "
            "información u otra fecha que la motivación explique (Ley 1712 de 2014, art. 22)."
        ]
    return found


def _is_reserve(data: dict[str, Any]) -> bool:
    """Whether the 15 years of art. 22 bind: what art. 19 covers, in either class. What
    only art. 18 protects has no longest term (its parágrafo).
    """
    return data["access_class"] == RESERVADA or _cites(data, "19-")


def _cites(data: dict[str, Any], article: str) -> bool:
    return any(code.startswith(article) for code in data.get("articles", []))


_DECISION = Decision()
_PUBLIC = writer(Decision(only=LEAVES))
