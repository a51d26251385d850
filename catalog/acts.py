"""Administrative acts: one number has one date, however it is written."""

import re
import unicodedata
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..records.classification import Classification
from ..records.general_decision import GeneralDecision
from ..schemas import spelling
from ..schemas.errors import Problem

SAME_ACT = (
    "Ese acto ya está en el catálogo con fecha {date}. Revise el número o la fecha: un "
    "acto tiene una sola."
)
LABEL = "Acto administrativo"


def of_another_day(session: Session, values: dict[str, Any]) -> list[Problem]:
    """The same act with another date, in any decision, is a slip of the pen.

    Capitals, accents, points and spaces make no other act: the databases do not fold
    them alike, so those with the same figures are compared here.
    """
    act, day = values.get("act"), values.get("act_date")
    if not act or not day:
        return []
    figures = max(re.findall(r"[0-9]+", act), key=len, default="")
    for table in (Classification, GeneralDecision):
        query = select(table.act, table.act_date).distinct()
        alike = table.act.contains(figures) if figures else table.act.is_not(None)
        for said, other in session.execute(query.where(table.act_date != day, alike)):
            if _folded(said or "") == _folded(act):
                return [
                    Problem(
                        "act",
                        LABEL,
                        act,
                        SAME_ACT.format(date=spelling.long_date(other)),
                    )
                ]
    return []


def _folded(act: str) -> str:
    plain = unicodedata.normalize("NFKD", act.casefold())
    return "".join(one for one in plain if one.isalnum())
