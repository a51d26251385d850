"""Periods of an observation, in the forms of SDMX: 2015, 2015-S1, 2015-Q3, 2015-07."""

import re
from typing import Any

from marshmallow import ValidationError, fields

from .dates import partial_date
from .messages import Spanish

PARTS = {"S": 2, "Q": 4, "T": 4, "B": 6, "C": 3}


class Period(Spanish, fields.String):
    """A year, semester (S), quarter (Q; T is read too), four months (C), two months
    (B), month or day. Kept as text that sorts in time within one frequency.
    """

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = str(value).strip().upper().replace(" ", "")
        if found := re.fullmatch(r"(\d{4})-?([SQTBC])(\d)", text):
            year, part, number = found.groups()
            if not 1 <= int(number) <= PARTS[part]:
                raise ValidationError(
                    f"El año tiene {PARTS[part]} periodos de esos; escribió el {number}."
                )
            return f"{year}-{'Q' if part == 'T' else part}{number}"
        try:
            return partial_date(value)
        except ValueError as error:
            raise ValidationError(
                "No es un periodo. Escriba el año (2015), el semestre (2015-S1), el "
                "trimestre (2015-Q3), el mes (2015-07) o el día (2015-07-31)."
            ) from error
