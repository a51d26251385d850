"""From plain answers to a class and its grounds: a proposal, never a decision.

The order is that of Ley 1712 de 2014: everything is public unless a law says otherwise
(art. 2); art. 19 forbids only where a norm does; art. 18 protects persons.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import vocabularies
from .classification import CLASIFICADA, PUBLICA, RESERVADA
from .errors import Problem

PERSONAL = {
    "semiprivado": "Tiene datos personales semiprivados",
    "privado": "Tiene datos personales privados",
    "sensible": "Tiene datos sensibles",
}
INTIMACY = "18-a"
HABEAS_DATA = (
    "Constitución Política, artículo 15; Ley 1581 de 2012, artículo 4, letra f"
)
NO_NORM = (
    "Para ser reservada hace falta además una norma legal o constitucional que prohíba "
    "entregarla (Ley 1712 de 2014, art. 19). Sin esa norma no puede serlo."
)

YES_OR_NO = (("si", "Sí"), ("no", "No"))
SAID = {"si": True, "no": False}
UNANSWERED = "Responda esta pregunta, también si la respuesta es no."


@dataclass(frozen=True)
class Question:
    """``leads`` is the article to which an answer may lead; ``choices`` what it takes."""

    name: str
    text: str
    leads: str
    choices: tuple[tuple[str, str], ...] = YES_OR_NO


@dataclass(frozen=True)
class Answer:
    """``said`` is empty for what nobody answered; ``weighs`` if it asks for care."""

    question: Question
    said: str
    weighs: bool


@dataclass(frozen=True)
class Suggestion:
    """``reasons`` say why, each with its article; ``lacks`` what it still needs."""

    access_class: str
    articles: tuple[str, ...]
    norms: tuple[str, ...]
    reasons: tuple[str, ...]
    lacks: tuple[str, ...] = ()


def suggest(values: Mapping[str, Any]) -> Suggestion:
    """Suggest the class of a record from what its draft says of persons and flags."""
    proposal = values.get("proposal") or {}
    flags = vocabularies.get("legal_flags")
    marked = [flags.terms[code] for code in proposal.get("flags", []) if code in flags]
    reserved = [one for one in marked if one.extra["class"] == RESERVADA]
    private = [one for one in marked if one.extra["class"] == CLASIFICADA]
    norm = str(proposal.get("norm") or "").strip()
    if reserved and norm:
        cited = tuple(one.extra["article"] for one in reserved)
        why = tuple(_reason(article) for article in cited)
        return Suggestion(RESERVADA, cited, (norm,), why)
    lacks = (NO_NORM,) if reserved else ()
    articles, norms, reasons = _persons(values)
    for one in private:
        articles.append(one.extra["article"])
        norms.append(one.extra["norm"])
        reasons.append(_reason(one.extra["article"]))
    if articles:
        kept = tuple(dict.fromkeys(articles))
        said = tuple(dict.fromkeys(one for one in norms if one))
        return Suggestion(CLASIFICADA, kept, said, tuple(reasons), lacks)
    free = "Nada de lo que respondió impide publicarla (Ley 1712 de 2014, art. 2)."
    return Suggestion(PUBLICA, (), (), (free,), lacks)


def flagged(values: Mapping[str, Any]) -> bool:
    """Whether anything in the draft asks for a decision of its own: personal data, a
    mark of the interview, a proposal other than pública.
    """
    proposal = values.get("proposal") or {}
    return bool(
        values.get("personal_data") in PERSONAL
        or values.get("minors")
        or proposal.get("flags")
        or proposal.get("access_class") in (CLASIFICADA, RESERVADA)
    )


def _persons(values: Mapping[str, Any]) -> tuple[list[str], list[str], list[str]]:
    kind = str(values.get("personal_data") or "")
    if kind not in PERSONAL:
        return [], [], []
    norms, who = [HABEAS_DATA], PERSONAL[kind]
    if values.get("minors"):
        norms.append("Ley 1581 de 2012, artículo 7")
        who += ", de niñas, niños o adolescentes"
    text = (
        f"{who}: los protege el derecho a la intimidad (Ley 1712 de 2014, art. 18 a)."
    )
    return [INTIMACY], norms, [text]


def _reason(article: str) -> str:
    return f"{vocabularies.get('exceptions').label(article)} ({_cited(article)})."


def questions() -> tuple[Question, ...]:
    """The interview, in its order: persons, children, then each mark of the law."""
    kinds = vocabularies.get("personal_data")
    return (
        Question(
            "personal_data",
            "¿Nombra o permite reconocer a personas? Si lo hace, ¿con qué datos?",
            "Ley 1581 de 2012; Ley 1712 de 2014, art. 18 a",
            tuple((one.code, one.es) for one in kinds),
        ),
        Question(
            "minors",
            "¿Tiene datos de niñas, niños o adolescentes?",
            "Ley 1581 de 2012, art. 7",
        ),
        *(
            Question(f"flags.{one.code}", one.es, _cited(one.extra["article"]))
            for one in vocabularies.get("legal_flags")
        ),
    )


def read(given: Mapping[str, str]) -> tuple[dict[str, Any], list[Problem]]:
    """The draft's values that the answers make; a problem for each one that lacks."""
    wrong = [
        Problem(one.name, one.text, given.get(one.name, "")[:80], UNANSWERED)
        for one in questions()
        if given.get(one.name, "") not in {value for value, _ in one.choices}
    ]
    if wrong:
        return {}, wrong
    flags = [one.code for one in vocabularies.get("legal_flags")]
    marked = [code for code in flags if SAID[given[f"flags.{code}"]]]
    proposal = {
        "flags": marked,
        "reviewed": True,
        "norm": given.get("norm", "").strip(),
        "motivation": given.get("motivation", "").strip(),
    }
    values = {
        "personal_data": given["personal_data"],
        "minors": SAID[given["minors"]],
        "proposal": proposal,
    }
    found = suggest(values)
    proposal |= {"access_class": found.access_class, "articles": list(found.articles)}
    return values, []


def answers(values: Mapping[str, Any]) -> list[Answer]:
    """What a record's draft answers to each question."""
    return [_answer(one, values) for one in questions()]


def chosen(question: Question, values: Mapping[str, Any]) -> str:
    """The choice that a draft stands for; empty where it says nothing."""
    proposal = values.get("proposal") or {}
    group, _, code = question.name.partition(".")
    if group == "flags":
        marked = code in proposal.get("flags", [])
        return "si" if marked else "no" if proposal.get("reviewed") else ""
    said = values.get(group)
    if isinstance(said, bool):
        return "si" if said else "no"
    return str(said or "")


def _answer(question: Question, values: Mapping[str, Any]) -> Answer:
    choice = chosen(question, values)
    weighs = choice == "si" or choice in PERSONAL
    return Answer(question, dict(question.choices).get(choice, ""), weighs)


def _cited(article: str) -> str:
    number, _, letter = article.partition("-")
    said = "parágrafo" if letter == "paragrafo" else letter
    return f"Ley 1712 de 2014, art. {number} {said}"
