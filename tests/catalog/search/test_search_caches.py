"""What is kept between questions never shows: not an old count, not an old word for long."""

import time
from pathlib import Path

import pytest
from search_ledger import titled
from tumbaga.catalog.search import Question, catch_up, open_index, wordlists
from tumbaga.catalog.search.engines.counting import runs
from tumbaga.catalog.search.lately import Lately

MANY = [f"Parque número {n}" for n in range(9)]


def dataset(number: int, first: int, last: int, **leaves):
    years = {"temporal_start": str(first), "temporal_end": str(last)}
    (one,) = titled(f"Parque {number}", **years, **leaves)
    return one | {"uid": f"y{number}"}


def eventually(holds, seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def counts(page, facet: str) -> dict[str, int]:
    return {one.value: one.count for one in page.facets[facet] if one.count}


def test_years_are_counted_one_by_one_on_both_engines(search, ledger):
    ledger.publish(
        dataset(1, 2015, 2018), dataset(2, 2017, 2020), dataset(3, 2017, 2017)
    )

    assert counts(search("parque"), "year") == {
        "2015": 1,
        "2016": 1,
        "2017": 3,
        "2018": 2,
        "2019": 1,
        "2020": 1,
    }
    assert search("parque", filters={"year": ("2020",)}).total == 1


@pytest.mark.parametrize("text", ["parque", "parque -siete", "hospital", ""])
def test_what_most_records_hold_is_counted_as_truly(search, ledger, text):
    """More than half, less than half, none: the sums are those of the hits."""
    for number in range(9):
        theme = ("salud", "cultura", "educacion")[number % 3]
        ledger.publish(
            dataset(number, 2010 + number, 2015, theme=theme, frequency="anual")
        )
    ledger.publish(*titled("Hospital del sur", "Parque siete", theme="salud"))

    page = search(text, size=50)

    themes = [hit.record.document["theme"] for hit in page.hits]
    assert counts(page, "theme") == {one: themes.count(one) for one in {*themes}}
    said = [hit.record.document.get("frequency") for hit in page.hits]
    assert counts(page, "frequency").get("anual", 0) == said.count("anual")
    assert counts(page, "format") == {}


def test_a_count_does_not_outlive_what_it_counted(search, ledger):
    ledger.publish(*titled(*MANY, theme="cultura"))
    assert counts(search("parque"), "theme") == {"cultura": 9}

    ledger.withdraw("d3")

    assert counts(search("parque"), "theme") == {"cultura": 8}
    ledger.publish(*titled(*MANY[:1], theme="salud"))
    assert counts(search("parque"), "theme") == {"cultura": 7, "salud": 1}


def test_what_is_withdrawn_leaves_the_counts_before_the_index_knows(ledger, index):
    ledger.publish(*titled(*MANY, theme="cultura"))
    catch_up(index, ledger.session)
    with ledger.session() as session:
        assert counts(index.search(Question("parque"), session), "theme")
    ledger.withdraw("d3")

    with ledger.session() as session:
        page = index.search(Question("parque"), session)

    assert (page.total, counts(page, "theme")) == (8, {"cultura": 8})


def test_a_costly_list_of_words_is_used_for_a_while(
    ledger, tmp_path: Path, monkeypatch
):
    index = open_index(tmp_path / "search")
    monkeypatch.setattr(wordlists, "COSTLY", -1.0)
    monkeypatch.setattr(wordlists, "SPARED", 1e9)

    def begun(text: str) -> int:
        catch_up(index, ledger.session)
        with ledger.session() as session:
            return index.search(Question(text), session).total

    ledger.publish(*titled("Acueducto"))
    assert begun("acue") == 1
    ledger.publish(*titled("Acueducto", "Bibliotecas", "Acuerdo"))

    assert (begun("acue"), begun("biblio"), begun("bibliotecas")) == (1, 0, 1)
    monkeypatch.setattr(wordlists, "SPARED", -1)
    begun("acue")  # which has the words read beside it
    assert eventually(lambda: (begun("acue"), begun("biblio")) == (2, 1))


def test_the_words_of_a_large_index_are_read_before_anybody_asks(
    ledger, tmp_path: Path, monkeypatch
):
    monkeypatch.setattr(wordlists, "MANY", 1)
    index = open_index(tmp_path / "search")
    ledger.publish(*titled("Acueducto"))
    catch_up(index, ledger.session)
    with ledger.session() as session:
        index.status(session)

    assert eventually(lambda: index._words._words is not None)


def test_runs_of_years():
    assert list(runs(["2017", "2015", "2016", "2020"])) == [
        ("2015", "2017"),
        ("2020", "2020"),
    ]
    assert list(runs([])) == []


def test_the_oldest_goes_first():
    kept: Lately[int] = Lately(2)
    worked: list[int] = []

    def work(number: int) -> int:
        return kept.of(number, lambda: worked.append(number) or number)

    assert [work(one) for one in (1, 2, 1, 3, 2, 1)] == [1, 2, 1, 3, 2, 1]
    assert worked == [1, 2, 3, 1]
