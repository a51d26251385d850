"""Other words for the same: from the vocabulary, from the desk, both ways, and said."""

from pathlib import Path

import pytest
from city import City
from search_ledger import titled
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from tumbaga.catalog.refusals import Incomplete, NotAllowed, NotFound, WrongState
from tumbaga.catalog.search import Question, catch_up, open_index, synonyms, vocabulary
from tumbaga.records.audit import AuditEntry
from tumbaga.records.synonym import Synonym
from tumbaga.schemas import vocabularies

TITLES = [
    "Residuos sólidos dispuestos",  # 0
    "Recolección de basuras",  # 1
    "Plan de Ordenamiento Territorial",  # 2
    "Suelo según el POT",  # 3
    "Homicidios en la ciudad",  # 4
    "Instituciones educativas",  # 5
    "Alimentación escolar",  # 6
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("basura", {"d0", "d1"}),
        ("residuos sólidos", {"d0", "d1"}),
        ("POT", {"d2", "d3"}),
        ("planes de ordenamiento territorial", {"d2", "d3"}),
        ("asesinatos", {"d4"}),
        ("colegios", {"d5"}),
        ("almuerzos", {"d6"}),
    ],
)
def test_people_and_city_mean_the_same(ledger, search, text, expected):
    ledger.publish(*titled(*TITLES))

    page = search(text)

    assert {hit.uid for hit in page.hits} == expected
    assert page.correction is not None


def test_it_is_said_whether_the_word_is_there(ledger, search):
    ledger.publish(*titled(*TITLES))

    assert search("basura").correction.sentences == (
        "También incluimos «residuos sólidos».",
    )
    assert search("asesinatos").correction.sentences == (
        "Buscamos «homicidio», porque «asesinatos» no aparece.",
    )
    assert search("basura", exact=True).total == 0
    assert search("basuras", exact=True).total == 1


def test_a_misspelt_word_that_only_the_synonyms_have(ledger, search):
    ledger.publish({"uid": "a", "title": "Kilómetros de cicloruta construidos"})

    page = search("siclovias")

    assert [hit.uid for hit in page.hits] == ["a"]
    assert page.correction.sentences == (
        "Buscamos «cicloruta», porque «siclovias» no aparece.",
    )


def test_a_word_that_is_known_is_no_slip(ledger, search):
    """The catalogue has nothing of the DIAN: days and data are no answer."""
    ledger.publish(*titled("Ventas por día", "Lo que dan los dias de feria"))

    page = search("dian")

    assert page.total == 0
    assert page.correction is None


def test_the_word_itself_comes_first(ledger, search):
    ledger.publish(*titled(*TITLES))

    assert search("basura").hits[0].uid == "d1"


def test_the_desk_adds_a_word_and_the_next_question_knows_it(
    city: City, engine: Engine, tmp_path: Path
):
    asset = city.published(title="Vacunación antirrábica")
    index = open_index(tmp_path)
    city.session.commit()
    catch_up(index, lambda: Session(engine))

    def ask(text):
        return [hit.uid for hit in index.search(Question(text), city.session).hits]

    assert ask("firulais") == []
    added = vocabulary.add(city.session, " Firuláis ", ["antirrábica"], by=city.carla)
    assert ask("firulais") == [asset.uid]
    vocabulary.add(city.session, "FIRULAIS", ["otra cosa"], by=city.carla)
    assert ask("firulais") == []
    assert city.session.query(Synonym).count() == 1
    vocabulary.remove(city.session, "firulais", by=city.carla)
    assert vocabulary.listed(city.session) == []
    heard = city.session.query(AuditEntry).filter_by(subject=added.uid).all()
    assert [one.verb for one in heard] == ["enrich"] * 3
    assert heard[0].after["meanings"] == ["antirrábica"]


def test_the_desk_may_change_a_word_of_the_vocabulary(city: City):
    vocabulary.add(city.session, "basura", ["aseo"], by=city.dario)

    known = synonyms.Known().of(city.session)

    assert known.at(("basur",), 0) == (1, ("aseo",))


@pytest.mark.parametrize(
    ("word", "meanings"),
    [
        ("", ["x"]),
        ("de la", ["x"]),
        ("x" * 121, ["agua"]),
        ("una dos tres cuatro cinco seis siete ocho", ["agua"]),
        ("agua", []),
        ("agua", ["  "]),
        ("agua", ["aguas"]),
        ("agua", ["de"]),
        ("agua", [f"palabra{n}" for n in range(13)]),
        ("\x00\ud800", ["x"]),
    ],
)
def test_what_is_no_synonym(city: City, word, meanings):
    with pytest.raises(Incomplete):
        vocabulary.add(city.session, word, meanings, by=city.carla)
    assert vocabulary.listed(city.session) == []


def test_only_who_may(city: City):
    for person in (city.ana, city.beto, city.elsa):
        with pytest.raises(NotAllowed, match="sinónimos"):
            vocabulary.add(city.session, "agua", ["acueducto"], by=person)
        with pytest.raises(NotAllowed):
            vocabulary.remove(city.session, "agua", by=person)
    with pytest.raises(NotFound, match="vocabulario"):
        vocabulary.remove(city.session, "basura", by=city.carla)


def test_every_entry_of_the_vocabulary_can_be_asked_for():
    known = synonyms.Synonyms(synonyms.listed())

    assert len(synonyms.listed()) > 200
    for entry in synonyms.listed():
        terms = synonyms.stems(entry.word)
        assert terms
        assert known.at(terms, 0)[1], entry.word
        assert all(synonyms.stems(meaning) for meaning in entry.meanings)


def test_a_word_of_the_vocabulary_is_suspended_and_counts_again(city: City, ask_city):
    asset = city.published(title="Residuos sólidos recogidos")
    other = city.published(code="PET-2", title="Contenedores de basura")
    ask = ask_city
    assert set(ask("basura")) == {asset.uid, other.uid}

    vocabulary.suspend(city.session, "Basuras", by=city.carla)
    city.session.commit()
    assert ask("basura") == [other.uid]
    assert vocabulary.listed(city.session) == []
    [line] = [
        one
        for one in vocabulary.everything(city.session, "basura")
        if one.word == "basura"
    ]
    assert (line.off, line.own) == (True, False)
    vocabulary.suspend(city.session, "basura", by=city.carla)  # nothing more to do
    assert city.session.query(Synonym).count() == 1

    vocabulary.resume(city.session, "basura", by=city.carla)
    city.session.commit()
    assert set(ask("basura")) == {asset.uid, other.uid}
    heard = city.session.query(AuditEntry).filter_by(verb="enrich").all()
    told = [(one.before.get("suspended"), one.after.get("suspended")) for one in heard]
    assert told == [(None, True), (True, None)]


def test_with_a_suspended_word_go_its_other_spellings(city: City):
    term = next(
        one for one in vocabularies.get("synonyms") if one.extra["aliases"].strip()
    )
    alias = synonyms.stems(term.extra["aliases"].split("|")[0])
    assert synonyms.Known().of(city.session).at(alias, 0)[1]

    vocabulary.suspend(city.session, term.es, by=city.carla)

    meanings = synonyms.Known().of(city.session).at(alias, 0)[1]
    assert not set(term.extra["means"].split("|")) & set(meanings)


def test_what_cannot_be_suspended_or_resumed(city: City):
    vocabulary.add(city.session, "firulais", ["perro"], by=city.carla)

    with pytest.raises(WrongState, match="es de la dependencia"):
        vocabulary.suspend(city.session, "firulais", by=city.carla)
    for word in ("no existe", "", "\x00\ud800", "x" * 5000):
        with pytest.raises(NotFound):
            vocabulary.suspend(city.session, word, by=city.carla)
        with pytest.raises(NotFound):
            vocabulary.resume(city.session, word, by=city.carla)
    with pytest.raises(NotFound, match="ya cuenta"):
        vocabulary.resume(city.session, "basura", by=city.carla)
    for person in (city.ana, city.beto, city.elsa):
        with pytest.raises(NotAllowed):
            vocabulary.suspend(city.session, "basura", by=person)


def test_what_the_desk_says_takes_the_place_of_a_suspension(city: City):
    vocabulary.suspend(city.session, "basura", by=city.carla)
    with pytest.raises(NotFound):
        vocabulary.remove(city.session, "basura", by=city.carla)

    vocabulary.add(city.session, "basura", ["aseo"], by=city.carla)

    assert synonyms.Known().of(city.session).at(("basur",), 0) == (1, ("aseo",))
    assert vocabulary.get(city.session, "basura").own


@pytest.fixture
def ask_city(city: City, index, engine):
    def ask(text: str) -> list[str]:
        city.session.commit()
        catch_up(index, lambda: Session(engine))
        with Session(engine) as session:
            return [hit.uid for hit in index.search(Question(text), session).hits]

    return ask
