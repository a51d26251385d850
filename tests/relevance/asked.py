"""The questions of the relevance set, what must answer each, and how far an answer is right.

Two files: ``demo.csv`` names records by code (or slug); ``nacional.csv`` says with
regular expressions which of 6,023 real titles answer, over "title | publisher | theme"
folded. ``first``: one of these must be first; ``ten``: all of these must be among the
first ten; ``good``: these help. Half of the questions are set aside: which half is a
digest of the question, decided before anything was tuned. ``fresh-demo.csv`` and
``fresh-nacional.csv`` were written later, at one time and before the changes that they
judge: nobody looks at their answers to change anything. ``seen-…`` were fresh once.
"""

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import log2
from pathlib import Path

HERE = Path(__file__).parent
WAYS = (
    *("plain", "unaccented", "misspelt", "half", "colloquial"),
    *("acronym", "code", "sentence", "name"),
)
LOOKED_AT = 10


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@dataclass(frozen=True)
class Asked:
    """One question; ``judge`` grades the documents that its collection holds."""

    text: str
    way: str
    first: str
    ten: str
    good: str
    by_code: bool

    @property
    def kept(self) -> bool:
        """Whether it is of the half that nobody tunes on."""
        return blake2b(self.text.encode(), digest_size=1).digest()[0] % 2 == 1

    def grade(self, name: str) -> int:
        """0 to 3: how well a document answers. ``name`` is its code or folded text."""
        if self.by_code:
            lists = (self.first, self.ten, self.good)
            grades = (3, 2, 1)
            return next(
                (
                    g
                    for g, one in zip(grades, lists, strict=True)
                    if name in one.split()
                ),
                0,
            )
        if self.first and re.search(self.first, name):
            wanted = self.ten.split(" && ") if self.ten else []
            return 3 if not wanted or any(re.search(p, name) for p in wanted) else 2
        return 1 if self.good and re.search(self.good, name) else 0

    def first_right(self, names: Sequence[str]) -> bool | None:
        """Whether the first answer is one that must be; None when none must."""
        if not self.first:
            return None
        if not names:
            return False
        if self.by_code:
            return names[0] in self.first.split()
        return re.search(self.first, names[0]) is not None

    def ten_right(self, names: Sequence[str]) -> bool | None:
        """Whether all that must be among the first ten are; None when none must."""
        if not self.ten:
            return None
        if self.by_code:
            return set(self.ten.split()) <= set(names)
        found = [name for name in names if self.grade(name)]
        wanted = self.ten.split(" && ")
        return all(any(re.search(p, name) for name in found) for p in wanted)


def questions(collection: str) -> list[Asked]:
    with (HERE / f"{collection}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return [
        Asked(
            row["question"],
            row["way"],
            row["first"],
            row["ten"],
            row["good"],
            by_code=collection.endswith("demo"),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Judged:
    """What one engine made of one question."""

    asked: Asked
    ndcg: float
    reciprocal: float
    empty: bool
    first: bool | None
    ten: bool | None
    found: tuple[str, ...]


def judge(asked: Asked, found: Sequence[str], names: Mapping[str, str]) -> Judged:
    """Judge the uids found; ``names`` has every document of the collection."""
    shown = [names[uid] for uid in found[:LOOKED_AT]]
    grades = [asked.grade(name) for name in shown]
    best = sorted((asked.grade(name) for name in names.values()), reverse=True)
    ideal = _gain(best[:LOOKED_AT])
    right = [rank for rank, grade in enumerate(grades, 1) if grade >= 2]
    return Judged(
        asked,
        _gain(grades) / ideal if ideal else 1.0,
        1 / right[0] if right else 0.0,
        not found,
        asked.first_right(shown),
        asked.ten_right(shown),
        tuple(shown),
    )


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1))


@dataclass(frozen=True)
class Summary:
    """The figures of many questions, each a share between 0 and 1."""

    count: int
    ndcg: float
    mrr: float
    zero: float
    first: float
    ten: float

    def __str__(self) -> str:
        return (
            f"{self.count:>4}  {self.ndcg:.3f}  {self.mrr:.3f}  {self.zero:>6.1%}  "
            f"{self.first:>6.1%}  {self.ten:>6.1%}"
        )


def summary(judged: Sequence[Judged]) -> Summary:
    return Summary(
        len(judged),
        _mean([one.ndcg for one in judged]),
        _mean([one.reciprocal for one in judged]),
        _mean([one.empty for one in judged]),
        _mean([one.first for one in judged if one.first is not None]),
        _mean([one.ten for one in judged if one.ten is not None]),
    )


def _mean(values: Sequence[float | bool]) -> float:
    return sum(values) / len(values) if values else 0.0
