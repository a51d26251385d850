"""The counts of facets, held against counting by hand over random selections."""

import random
from collections.abc import Callable, Iterable
from typing import Any

from search_ledger import Ledger
from tumbaga.catalog.search import Page

SELECTIONS = 40
MANY = 60
VALUES: dict[str, tuple[str, ...]] = {
    "kind": ("dataset", "indicator", "document"),
    "class": ("publica", "clasificada", "reservada"),
    "frequency": ("anual", "mensual", "semestral"),
    "licence": ("CC-BY-4.0", "CC-BY-SA-4.0"),
    "territory": ("76001", "17001", "73001"),
    "organization": ("city", "health", "clinic", "culture"),
}
ABOVE = {"health": "city", "clinic": "health", "culture": "city"}


def _documents(chance: random.Random) -> list[dict[str, Any]]:
    def some(facet: str) -> str:
        return chance.choice((*VALUES[facet], ""))

    return [
        {
            "uid": f"d{n}",
            "kind": chance.choice(VALUES["kind"]),
            "title": f"{chance.choice(('Parque', 'Puente'))} {n}",
            "classification": {"class": some("class")},
            "frequency": some("frequency"),
            "licence": some("licence"),
            "spatial": chance.sample(VALUES["territory"], chance.randrange(3)),
            "organization": {"uid": chance.choice(VALUES["organization"])},
        }
        for n in range(MANY)
    ]


def _offices() -> list[dict[str, Any]]:
    return [
        {
            "uid": uid,
            "kind": "organization",
            "name": f"Oficina {uid}",
            "parent": {"uid": ABOVE.get(uid, "")},
        }
        for uid in VALUES["organization"]
    ]


def _values(one: dict[str, Any], facet: str) -> set[str]:
    """What a record has, an office with all those above it."""
    if facet == "organization":
        found = [str(one["organization"]["uid"])]
        while found[-1] in ABOVE:
            found.append(ABOVE[found[-1]])
        return set(found)
    if facet == "territory":
        return set(one["spatial"])
    given = one["classification"]["class"] if facet == "class" else one[facet]
    return {given} - {""}


def _left(every: Iterable[dict], chosen: dict[str, tuple[str, ...]]) -> list[dict]:
    return [
        one
        for one in every
        if all(_values(one, facet) & {*values} for facet, values in chosen.items())
    ]


def test_counts_are_true_under_the_filters_of_the_others(
    search: Callable[..., Page], ledger: Ledger
):
    chance = random.Random(7)
    documents = _documents(chance)
    ledger.publish(*_offices(), *documents)
    for _time in range(SELECTIONS):
        facets = chance.sample(sorted(VALUES), chance.randrange(4))
        chosen = {
            one: tuple(chance.sample(VALUES[one], chance.randint(1, 2)))
            for one in facets
        }
        word = chance.choice(("", "parque"))
        asked = [one for one in documents if word in one["title"].lower()]
        page = search(word, filters={"kind": VALUES["kind"], **chosen}, size=MANY)

        left = {one["uid"] for one in _left(asked, chosen)}
        assert {hit.uid for hit in page.hits} == left
        assert page.total == len(left)
        for facet, values in VALUES.items():
            others = {one: v for one, v in chosen.items() if one != facet}
            among = _left(asked, others)
            told = {v.value: v.count for v in page.facets[facet] if v.value in values}
            for value in values:
                by_hand = sum(1 for one in among if value in _values(one, facet))
                assert told.get(value, 0) == by_hand, (facet, value, chosen)
