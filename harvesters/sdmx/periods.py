"""Periods as SDMX writes them, as ours (SDMX Standards, section 6, 4.2).

Its ``T`` is a third of a year, which we write with ``C``: to us ``T`` is a quarter.
"""

from __future__ import annotations

import re
from functools import lru_cache

_THIRD = re.compile(r"(\d{4})-T([1-3])")
_TWO_MONTHS = re.compile(r"(\d{4})-(0[13579]|11)(?:-01)?(?:T[\d:.]+Z?)?/P2M")
_YEAR = re.compile(r"(\d{4})-A1")
_MONTH = re.compile(r"(\d{4})-M(\d\d?)")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T[\d:.]+(?:Z|[+-]\d\d:\d\d)?")


@lru_cache(maxsize=4096)
def ours(text: str) -> str:
    """The same period in our writing; what is none of these stays as it is."""
    if found := _THIRD.fullmatch(text):
        return f"{found[1]}-C{found[2]}"
    if found := _TWO_MONTHS.fullmatch(text):
        return f"{found[1]}-B{int(found[2]) // 2 + 1}"
    if found := _MONTH.fullmatch(text):
        return f"{found[1]}-{int(found[2]):02}"
    if found := _YEAR.fullmatch(text) or _MOMENT.fullmatch(text):
        return found[1]
    return text
