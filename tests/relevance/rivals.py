"""What a database gives by itself: FTS5 with ``unicode61``, PostgreSQL with ``spanish``.

Both get the same texts and weights as our engines, and both get a second chance that
they do not take by themselves: any word when all words find nothing.
"""

import re
import sqlite3
from collections.abc import Sequence

from gathered import Answer, Collection
from sqlalchemy import text
from tumbaga.catalog.search.documents import SearchDocument, prepare
from tumbaga.records.database import connect

FIELDS = {
    "title": 6,
    "acronym": 6,
    "code": 6,
    "keywords": 4,
    "organization": 2,
    "description": 1.5,
    "details": 1,
}
WORD = re.compile(r"\w+")
CONFIGURATION = """
CREATE EXTENSION IF NOT EXISTS unaccent;
DROP SCHEMA IF EXISTS relevance CASCADE;
CREATE SCHEMA relevance;
CREATE TEXT SEARCH CONFIGURATION relevance.es (COPY = spanish);
ALTER TEXT SEARCH CONFIGURATION relevance.es
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, spanish_stem;
CREATE TABLE relevance.record (uid text, words tsvector);
"""
FILL = """
INSERT INTO relevance.record SELECT :uid,
  setweight(to_tsvector('relevance.es', :a), 'A') ||
  setweight(to_tsvector('relevance.es', :b), 'B') ||
  setweight(to_tsvector('relevance.es', :c), 'C') ||
  setweight(to_tsvector('relevance.es', :d), 'D')
"""
ASK = """
SELECT uid FROM relevance.record, {query} AS asked WHERE words @@ asked
ORDER BY ts_rank_cd('{{0.1, 0.2, 0.4, 1.0}}', words, asked) DESC, uid LIMIT 10
"""
ALL = "websearch_to_tsquery('relevance.es', :text)"
ANY = (
    "to_tsquery('relevance.es', replace(websearch_to_tsquery('relevance.es', :text)"
    "::text, '&', '|'))"
)


def _documents(collection: Collection) -> list[SearchDocument]:
    return [prepare(record) for record in collection.records]


def fts5(collection: Collection) -> Answer:
    database = sqlite3.connect(":memory:")
    columns = ", ".join(FIELDS)
    database.execute(
        f"CREATE VIRTUAL TABLE record USING fts5(uid UNINDEXED, {columns}, "
        "tokenize='unicode61')"
    )
    marks = ", ".join("?" * (len(FIELDS) + 1))
    database.executemany(
        f"INSERT INTO record VALUES ({marks})",
        [
            (one.uid, *(one.texts.get(name, "") for name in FIELDS))
            for one in _documents(collection)
        ],
    )
    weights = ", ".join(map(str, (0, *FIELDS.values())))
    query = (
        "SELECT uid FROM record WHERE record MATCH ? "
        f"ORDER BY bm25(record, {weights}) LIMIT 10"
    )

    def ask(question: str) -> Sequence[str]:
        words = [f'"{word}"' for word in WORD.findall(question)]
        for joined in (" ".join(words), " OR ".join(words)):
            rows = database.execute(query, (joined,)).fetchall() if joined else []
            if rows:
                return [row[0] for row in rows]
        return []

    return ask


def postgresql(collection: Collection, url: str) -> Answer:
    engine = connect(url)
    with engine.begin() as connection:
        for statement in CONFIGURATION.split(";"):
            if statement.strip():
                connection.execute(text(statement))
        connection.execute(text(FILL), [_weighted(d) for d in _documents(collection)])

    def ask(question: str) -> Sequence[str]:
        with engine.connect() as connection:
            for query in (ALL, ANY):
                said = text(ASK.format(query=query))
                rows = connection.execute(said, {"text": question}).all()
                if rows:
                    return [row.uid for row in rows]
        return []

    return ask


def _weighted(document: SearchDocument) -> dict[str, str]:
    texts = document.texts
    joined = [
        " ".join(texts.get(name, "") for name in names)
        for names in (
            ("title", "acronym", "code"),
            ("keywords",),
            ("organization",),
            ("description", "details"),
        )
    ]
    clean = [one.replace("\x1e", " ").replace("\x00", " ") for one in joined]
    return dict(zip(("uid", "a", "b", "c", "d"), (document.uid, *clean), strict=True))
