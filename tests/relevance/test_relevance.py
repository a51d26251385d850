"""Search may not get worse: a floor under three sets, and above what a database gives."""

import pytest
import rivals
from asked import LOOKED_AT, WAYS, Judged, judge, questions, summary
from gathered import TITLES, Collection, demo, national
from machine import missing

pytestmark = pytest.mark.thorough

FLOORS = {"demo": (0.91, 0.92), "nacional": (0.87, 0.94)}  # nDCG@10, MRR
MOST_EMPTY = 0.03


@pytest.fixture(scope="module")
def cali(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    if not TITLES.is_file():
        missing("../shared/data/colombia/datos-gov-co-2020")
    return national(tmp_path_factory.mktemp("nacional"))


def halves(judged: list[Judged]):
    for kept in (False, True):
        yield summary([one for one in judged if one.asked.kept == kept])


def holds(collection: Collection, engine: str) -> None:
    answer = collection.answer(engine)
    seen = summary(collection.judged(answer, "seen"))
    ndcg, mrr = FLOORS[collection.name]
    for figures in (*halves(collection.judged(answer)), seen):
        assert figures.ndcg >= ndcg
        assert figures.mrr >= mrr
        assert figures.zero <= MOST_EMPTY


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_the_demo_answers_as_well_as_it_did(cali: Collection, engine: str) -> None:
    holds(cali, engine)


def test_real_titles_answer_as_well_as_they_did(country: Collection) -> None:
    holds(country, "tantivy")


def test_what_is_taken_settles_only_what_is_nearly_equal(cali: Collection) -> None:
    """Any tenth of the records, liked for its downloads, spoils no order."""
    plain = list(halves(cali.judged(cali.answer("tantivy"))))
    cali.take([one.uid for one in cali.records[::10]])

    liked = list(halves(cali.judged(cali.answer("tantivy"))))

    assert all(b.ndcg >= a.ndcg - 0.02 for a, b in zip(plain, liked, strict=True))


def test_a_database_by_itself_answers_worse(cali: Collection) -> None:
    ours = summary(cali.judged(cali.answer("tantivy")))
    theirs = summary(cali.judged(rivals.fts5(cali)))

    assert ours.ndcg > theirs.ndcg + 0.05
    assert ours.zero < theirs.zero


@pytest.mark.parametrize("collection", ["demo", "nacional"])
def test_the_questions_are_well_formed(collection: str) -> None:
    asked = questions(collection)

    texts = [one.text for one in asked]
    assert len(texts) == len(set(texts)) >= 110
    assert all(one.way in WAYS for one in asked)
    assert all(one.first or one.ten or one.good for one in asked)
    kept = sum(one.kept for one in asked) / len(asked)
    assert 0.45 < kept < 0.55
    for later in ("seen", "fresh"):
        more = questions(f"{later}-{collection}")
        assert len({one.text for one in more} - set(texts)) == 30
        assert all(one.way in WAYS and (one.first or one.ten) for one in more)
        texts += [one.text for one in more]


def test_measures_are_those_of_the_books() -> None:
    one = next(one for one in questions("demo") if one.text == "gastos")
    names = {"a": "MAHP03.06.18.FT06", "b": "MAHP03.06.18.FT05", "c": "OTRO"}

    assert judge(one, ["a", "b"], names).ndcg == 1
    assert judge(one, ["c", "a"], names).reciprocal == 0.5
    assert judge(one, [], names).empty
    late = judge(one, ["c"] * LOOKED_AT + ["a"], names)
    assert (late.ndcg, late.first, late.ten) == (0, False, False)
