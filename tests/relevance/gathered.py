"""The two collections that are asked: the demo, and 6,023 real titles of datos.gov.co."""

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from asked import Asked, Judged, fold, judge, questions
from machine import SHARED
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from tumbaga.catalog import ledger
from tumbaga.catalog.search import Question, catch_up, downloads, open_index
from tumbaga.records.base import Base
from tumbaga.records.database import connect, writing
from tumbaga.records.reading import KNOWN, PublicRecord, page
from tumbaga.schemas import vocabularies
from tumbaga.web.app import create_app
from tumbaga.web.demo.loader import load
from tumbaga.web.settings import Settings

TITLES = SHARED / "data/colombia/datos-gov-co-2020/calidad-a.csv"
Answer = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Collection:
    """A ledger with what each of its documents is called by the questions."""

    name: str
    folder: Path
    engine: Engine
    records: list[PublicRecord]
    names: dict[str, str]

    def answer(self, engine: str) -> Answer:
        """How our search answers with this engine: the first ten uids."""
        index = open_index(self.folder / "search", engine)
        catch_up(index, lambda: Session(self.engine))

        def ask(text: str) -> Sequence[str]:
            with Session(self.engine) as session:
                found = index.search(Question(text), session)
                return [hit.uid for hit in found.hits]

        return ask

    def take(self, uids: Iterable[str], times: int = 9) -> None:
        """Let these records have been downloaded so often today."""
        with Session(writing(self.engine)) as session, session.begin():
            taken = [(uid, date.today()) for uid in uids for _time in range(times)]
            downloads.add(session, taken)

    def judged(self, answer: Answer, later: str = "") -> list[Judged]:
        """Of the first questions, or of those written ``later``: "seen" or "fresh"."""
        name = f"{later}-{self.name}" if later else self.name
        asked: list[Asked] = questions(name)
        return [judge(one, answer(one.text), self.names) for one in asked]


def demo(folder: Path) -> Collection:
    """The demo as ``tumbaga demo`` loads it; a record is called by its code."""
    house = create_app(Settings(data=str(folder))).extensions["tumbaga"]
    house.prepare()
    for _step in load(house):
        pass
    records = _records(house.engine)
    names = {one.uid: str(one.document.get("code") or one.uid) for one in records}
    closed = [one for one in records if one.disclosure == "index"]
    names |= {one.uid: "RESERVADO" for one in closed}
    return Collection("demo", folder, house.engine, records, names)


def national(folder: Path) -> Collection:
    """One dataset a title, with its publisher and its theme: there is no more to it."""
    engine = connect(f"sqlite:///{folder / 'ledger.sqlite'}")
    Base.metadata.create_all(engine)
    with TITLES.open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file, delimiter=";"))
    with Session(writing(engine)) as session, session.begin():
        ledger.found(session)
        ledger.append(session, [_entry(*row[:4]) for row in rows])
    names = {row[0]: fold(f"{row[3]} | {row[1]} | {row[2]}") for row in rows}
    return Collection("nacional", folder, engine, _records(engine), names)


def _entry(uid: str, publisher: str, theme: str, title: str) -> ledger.Entry:
    term = vocabularies.get("themes").find(theme) if theme else None
    document = {
        "uid": uid,
        "kind": "dataset",
        "title": title,
        "organization": {"uid": fold(publisher), "name": publisher},
        "theme": term.code if term else None,
    }
    return ledger.Entry(
        uid=uid,
        kind="dataset",
        slug=uid,
        state="published",
        disclosure="full",
        text=json.dumps(document),
    )


def _records(engine: Engine) -> list[PublicRecord]:
    with Session(engine) as session:
        return page(session, after=0, upto=10**9, limit=10**6, disclosures=KNOWN)
