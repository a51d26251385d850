"""From plain answers to a class and its grounds: a proposal, never a decision.

The order is that of Ley 1712 de 2014: everything is public unless a law says otherwise
(art. 2); art. 19 forbids only where a norm does; art. 18 protects persons.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import vocabularies
from .classification import CLASIFICADA, PUBLICA, RESERVADA

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
    number, _, letter = article.partition("-")
    said = "parágrafo" if letter == "paragrafo" else letter
    label = vocabularies.get("exceptions").label(article)
    return f"{label} (Ley 1712 de 2014, art. {number} {said})."
