"""A real ledger in a folder, for the tests of search: publish, withdraw, sessions."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session
from tumbaga.catalog import ledger
from tumbaga.records.base import Base
from tumbaga.records.database import connect, writing


class Ledger:
    def __init__(self, folder: Path, url: str = "") -> None:
        self.url = url or f"sqlite:///{folder / 'ledger.sqlite'}"
        self.engine = connect(self.url)

    def found(self) -> "Ledger":
        Base.metadata.create_all(self.engine)
        with self.writing() as session:
            ledger.found(session)
        return self

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with Session(writing(self.engine)) as session, session.begin():
            yield session

    def session(self) -> Session:
        return Session(self.engine)

    def publish(self, *documents: dict[str, Any], **how: str) -> list[int]:
        with self.writing() as session:
            return ledger.append(session, [entry(one, **how) for one in documents])

    def withdraw(self, uid: str) -> list[int]:
        return self.publish({"uid": uid, "kind": "dataset"}, state="withdrawn")


def entry(
    document: dict[str, Any], state: str = "published", disclosure: str = "full"
) -> ledger.Entry:
    return ledger.Entry(
        uid=document["uid"],
        kind=document.get("kind", "dataset"),
        slug=document.get("slug", document["uid"]),
        state=state,
        disclosure=disclosure,
        text=json.dumps(document),
    )


def titled(*titles: str, **leaves: Any) -> list[dict[str, Any]]:
    """One dataset a title; its uid is d0, d1, …"""
    return [
        {"uid": f"d{n}", "kind": "dataset", "title": title, **leaves}
        for n, title in enumerate(titles)
    ]
