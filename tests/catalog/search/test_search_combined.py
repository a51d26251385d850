"""Tantivy counts facets together and finds what is preferred apart: nobody may see it."""

from pathlib import Path

import pytest
from search_ledger import Ledger
from tumbaga.catalog.search import Index, Page, Question, catch_up, open_index
from tumbaga.catalog.search.engines import counting, ranking
from tumbaga.catalog.search.engines.base import AnyOf, Ask, Is, Phrase, Term
from tumbaga.catalog.search.question import FACETS
from tumbaga.schemas import territories

QUESTIONS = [
    Question("parque", size=50),
    Question("parque central", size=4),
    Question("parque central", size=4, page=3),
    Question("parque", filters={"kind": ("indicator",), "territory": ("76001",)}),
    Question("", filters={"licence": ("CC-BY-4.0",)}, size=50),
    Question("parque -norte", size=50),
]


def documents() -> list[dict]:
    said = ("Parque central", "El centro y su parque", "Parque norte", "Central parque")
    return [
        {
            "uid": f"d{n}",
            "kind": ("dataset", "indicator")[n % 2],
            "title": f"{said[n % 4]} {n}",
            "classification": {"class": ("publica", "clasificada")[n % 3 == 0]},
            "frequency": ("anual", "mensual", "")[n % 3],
            "spatial": [["76001"], ["76001", "17001"], []][n % 3],
            "licence": ("CC-BY-4.0", "CC-BY-SA-4.0")[n % 5 == 0],
        }
        for n in range(30)
    ]


@pytest.fixture
def filled(tmp_path: Path, ledger: Ledger) -> Index:
    ledger.publish(*documents())
    made = open_index(tmp_path / "combined")
    catch_up(made, ledger.session)
    return made


def told(index: Index, ledger: Ledger, question: Question) -> Page:
    with ledger.session() as session:
        return index.search(question, session)


def counted(page: Page) -> dict[str, dict[str, int]]:
    return {
        name: {one.value: one.count for one in values if one.count}
        for name, values in page.facets.items()
    }


@pytest.mark.parametrize("question", QUESTIONS)
def test_facets_counted_together_count_as_each_apart(
    filled: Index, ledger: Ledger, question: Question, monkeypatch, tmp_path: Path
):
    together = counted(told(filled, ledger, question))
    monkeypatch.setattr(counting, "MOST_COMBINED", 0)

    apart = counted(told(open_index(tmp_path / "combined"), ledger, question))

    assert together == apart
    assert set(together) == set(FACETS)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("many", [0, 1000])
def test_facets_are_the_same_however_they_are_counted(
    filled: Index, ledger: Ledger, question: Question, many: int, monkeypatch, tmp_path
):
    """Record by record (0), and by the lists of all values."""
    page = told(filled, ledger, question)
    monkeypatch.setattr(counting, "MANY", many)
    again = told(open_index(tmp_path / "combined"), ledger, question)

    assert counted(again) == counted(page)
    assert again.total == sum(counted(again)["kind"].values()) or question.filters


def test_each_value_of_a_record_is_counted(filled: Index, ledger: Ledger):
    page = counted(told(filled, ledger, Question("parque", size=50)))

    assert page["territory"]["76001"] == 20
    assert page["territory"]["17001"] == 10
    assert page["licence"] == {"CC-BY-4.0": 24, "CC-BY-SA-4.0": 6}
    assert page["kind"] == {"dataset": 15, "indicator": 15}
    assert page["frequency"] == {"anual": 10, "mensual": 10}


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_preferred_comes_first_in_the_same_order(
    filled: Index, ledger: Ledger, question: Question, monkeypatch
):
    apart = [hit.uid for hit in told(filled, ledger, question).hits]
    monkeypatch.setattr(ranking, "FIRST_PAGES", 0)

    assert apart == [hit.uid for hit in told(filled, ledger, question).hits]
    assert apart


@pytest.mark.parametrize("question", QUESTIONS)
def test_who_is_weighed_alone_stands_where_all_are_weighed(
    filled: Index, ledger: Ledger, question: Question, monkeypatch
):
    few = [hit.uid for hit in told(filled, ledger, question).hits]
    monkeypatch.setattr(ranking, "ROOM", 0)
    monkeypatch.setattr(ranking, "NEAREST", 1)

    assert few == [hit.uid for hit in told(filled, ledger, question).hits]


ASKED = [
    Ask(must=(Term("parqu"),)),
    Ask(must=(Term("nad"),)),
    Ask(must=(Term("parqu"), Term("nort")), must_not=(Term("central"),)),
    Ask(must=(Term("norte"), Term("parqu")), least=1),
    Ask(must=(Phrase(("parqu", "central")),)),
    Ask(must=(Phrase(("nort", "parqu")),)),
    Ask(must=(Phrase(("centr", "su", "parqu")),)),
    Ask(must=(Phrase(("el", "centr", "parqu")),)),
    Ask(must=(AnyOf((Term("nad"),), (Term("parqu"),)),), must_not=(Term("parqu"),)),
    Ask(must=(Is("kind", ("document",)),)),
    Ask(must=(Is("frequency", ("anual",)),), hidden=frozenset({"d0", "d3"})),
]


@pytest.mark.parametrize("ask", ASKED)
def test_whether_anything_holds_it_is_told_as_if_it_were_counted(
    filled: Index, ledger: Ledger, ask: Ask
):
    """Also where records were replaced and withdrawn, whose words are in the lists yet."""
    ledger.publish(*(one | {"title": "Plaza"} for one in documents()[:29]))
    ledger.withdraw("d29")
    catch_up(filled, ledger.session)
    snapshot = filled.opened()[0].snapshot()

    assert snapshot.holds(ask) == (snapshot.count(ask) > 0)
    assert snapshot.search(ask).total == snapshot.count(ask)


def test_every_place_is_counted_though_a_page_shows_the_first(
    ledger: Ledger, index: Index, search
):
    places = [one for one in territories.parts("05") if one.code.isdigit()][:80]
    ledger.publish(
        *(
            {"uid": f"p{n}", "kind": "dataset", "title": "Censo", "spatial": [one.code]}
            for n, one in enumerate(places)
        )
    )

    shown = search("censo").facets["territory"]

    with ledger.session() as session:
        counts = index.counts("territory", session)
    assert len(shown) == 60
    assert {one.code: counts[one.code] for one in places} == {
        one.code: 1 for one in places
    }
    assert counts["05"] == 80
