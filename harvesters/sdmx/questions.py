"""The question for figures: with the names of their codes, if the service knows how."""

from __future__ import annotations

from dataclasses import dataclass

from ..answers import Answer
from ..http import Client
from .codelists import LANGUAGES

XML, ELSE = "application/vnd.sdmx.", "application/xml;q=0.5, */*;q=0.1"
SEVERAL = f"{XML}data+csv;version=2.0.0, {XML}data+json;version=2.0.0;q=0.9"
"""In these each figure says the flow that it is of."""
DATA = {
    "2.1": f"{XML}genericdata+xml;version=2.1, {XML}data+json;version=1.0.0;q=0.9, {ELSE}",
    "3.0": f"{SEVERAL}, {XML}data+xml;version=3.0.0;q=0.8, {ELSE}",
}
LABELLED = {
    "2.1": (
        f"{XML}data+csv;version=1.0.0;labels=both, {XML}genericdata+xml;version=2.1;q=0.9, "
        f"{XML}data+json;version=1.0.0;q=0.8, {ELSE}"
    ),
    "3.0": (
        f"{XML}data+csv;version=2.0.0;labels=both, {XML}data+csv;version=2.0.0;q=0.9, "
        f"{XML}data+json;version=2.0.0;q=0.8"
    ),
}
WITHOUT = (404, 405, 406, 501)
"""What services answer for a flow without data, or that give none at all."""
REFUSED = (400, 406, 415)
TROUBLED = (*REFUSED, 500, 501)
"""What those may answer that do not know the form which was asked for."""
OPENINGS = (b"<", b"{", b"[")
SHEETS = (b"STRU", b"DATAF")


@dataclass
class Question:
    """One way to ask for all the figures of a run. Names are asked for until a service
    shows that it cannot: then the question is put again without them, and so are all
    that follow. ``_sure`` when names came once.
    """

    version: str
    http: Client
    _named: bool = True
    _sure: bool = False

    def ask(self, address: str, *, several: bool = False) -> Answer:
        """The answer, of any status. Raises ``Unreadable``."""
        answer = self.http.ask("GET", address, headers=self.headers(several=several))
        if not self._named or self._sure:
            return answer
        if answer.status == 200:
            first = answer.start(400)
            self._sure = is_sheet(first)
            if self._sure or not first or first.startswith(OPENINGS):
                return answer
        elif answer.status not in (REFUSED if several else TROUBLED):
            return answer
        self._named = False
        headers = self.headers(several=several)
        plain = self.http.ask("GET", address, headers=headers)
        self._named = plain.status != 200 and plain.status not in WITHOUT
        return plain

    def headers(self, *, several: bool = False) -> dict[str, str]:
        if not self._named:
            return {"Accept": SEVERAL if several else DATA[self.version]}
        accept = LABELLED[self.version]
        if self.version == "3.0" and not several:
            accept = f"{accept}, {XML}data+xml;version=3.0.0;q=0.7, {ELSE}"
        return {"Accept": accept, "Accept-Language": LANGUAGES}


def is_sheet(first: bytes) -> bool:
    """Whether an answer begins as SDMX-CSV does."""
    return first.lstrip(b'"').startswith(SHEETS)
