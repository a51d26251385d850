"""Why can the public (not) see this? One answer for each thing that decides it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ..records import reading
from ..records.asset import Asset
from ..records.classification import Classification
from ..records.reading import KNOWN, PublicRecord
from ..schemas import spelling, vocabularies
from . import decisions, door, terms
from .publishing import ALL_STATES
from .workflow import STATE_NAMES

SEEN = {
    "full": "Cualquier persona puede verlo entero.",
    "partial": "Cualquier persona puede ver su versión pública.",
    "index": "Cualquier persona puede saber que existe, y nada más.",
}


@dataclass(frozen=True)
class Reason:
    """``lets`` says whether it lets the public see; ``text`` says why, with its article."""

    lets: bool
    text: str


@dataclass(frozen=True)
class Why:
    """``answer`` is what the public sees today; ``reasons`` are what decides it."""

    answer: str
    sees: str
    reasons: list[Reason]


def why(session: Session, asset: Asset) -> Why:
    """Explain what the public sees of a record today, and what decides it."""
    public = reading.by_uid(session, asset.uid, disclosures=KNOWN, states=ALL_STATES)
    decision = decisions.in_force(session, [asset.id]).get(asset.id)
    reasons = [_of_decision(decision), _of_ledger(asset, public)]
    reasons += [one for one in (_of_maturity(asset), _of_persons(asset)) if one]
    if decision is not None:
        reasons += _of_term(asset, decision)
    there = public is not None and public.state != "withdrawn"
    sees = public.disclosure if public is not None and there else ""
    return Why(_answer(public), sees, reasons)


def _answer(public: PublicRecord | None) -> str:
    if public is None:
        return "Nadie fuera del escritorio puede verlo."
    if public.state == "withdrawn":
        return "Se sacó del público: queda la constancia, con su fecha y su motivo."
    return SEEN[public.disclosure]


def _of_decision(decision: Classification | None) -> Reason:
    if decision is None:
        text = (
            "La Dirección Jurídica no ha decidido su clase, y ningún acto general lo "
            "cubre: sin decisión no se publica (Ley 1712 de 2014)."
        )
        return Reason(False, text)
    label = vocabularies.get("access_classes").label(decision.access_class)
    act = f", por {decision.act}" if decision.act else ""
    if decision.access_class == decisions.PUBLICA:
        return Reason(True, f"Es {label.lower()}{act} (Ley 1712 de 2014, art. 2).")
    cited = ", ".join(_cited(code) for code in decision.articles)
    partial = decision.scope == "partial"
    scope = "en parte: hay versión pública" if partial else "del todo"
    return Reason(partial, f"Es {label.lower()} {scope}{act} (Ley 1712, {cited}).")


def _of_ledger(asset: Asset, public: PublicRecord | None) -> Reason:
    state = STATE_NAMES[asset.workflow_state]
    if public is None:
        return Reason(False, f"No se ha publicado: está {state}.")
    if public.state == "withdrawn":
        return Reason(False, "Se sacó del público.")
    if asset.workflow_state in ("published", "retired"):
        return Reason(True, f"Está {state}.")
    return Reason(
        True,
        f"Sigue a la vista la versión que se publicó. La de trabajo está {state}, y no "
        "cambia nada afuera hasta que se publique.",
    )


def _of_maturity(asset: Asset) -> Reason | None:
    if asset.maturity != "en_construccion":
        return None
    return Reason(
        False,
        "Está en construcción: lo preliminar no es información pública (Ley 1712 de 2014, "
        "art. 6 k).",
    )


def _of_persons(asset: Asset) -> Reason | None:
    if asset.personal_data not in decisions.PRIVATE:
        return None
    return Reason(
        False,
        f"Tiene datos personales de tipo {asset.personal_data}: no puede ser pública "
        "(Ley 1581 de 2012, art. 4 f).",
    )


def _of_term(asset: Asset, decision: Classification) -> list[Reason]:
    if decision.ends is None:
        return []
    day = spelling.long_date(decision.ends)
    if decision.ends >= door.today():
        opens = "Ese día se abre sola." if decision.opens else "Ese día se revisa."
        return [Reason(False, f"Su plazo va hasta el {day}, incluido. {opens}")]
    kept = terms.against(asset, decision)
    text = f"Su plazo terminó el {day}; sigue cerrada porque {kept}."
    if kept is None:
        text = f"Su plazo terminó el {day}: se abre en la próxima hora."
    return [Reason(False, text)]


def _cited(code: str) -> str:
    number, _, letter = code.partition("-")
    said = "parágrafo" if letter == "paragrafo" else letter
    return f"art. {number} {said}"
