"""What every engine must do, and that they answer alike."""

from pathlib import Path

import pytest
from search_ledger import Ledger, titled
from tumbaga.catalog.search import Question, catch_up, open_index
from tumbaga.catalog.search.engines import ENGINES, load

CALI = {"uid": "o-plan", "name": "Departamento Administrativo de Planeación"}
SALUD = {"uid": "o-salud", "name": "Secretaría de Salud Pública"}
RECORDS = [
    {
        "uid": "i1",
        "kind": "indicator",
        "code": "PET-C1.2.1",
        "title": "Difusión de resultados de los procesos de producción",
        "description": "Cuántos de los 111 procesos dan a conocer sus resultados.",
        "organization": CALI,
        "theme": "ordenamiento",
        "temporal_start": "2015",
        "temporal_end": "2018",
        "frequency": "anual",
        "classification": {"class": "publica"},
        "distributions": [{"format": "CSV"}, {"format": "XLSX"}],
    },
    {
        "uid": "d1",
        "kind": "dataset",
        "title": "Casos de dengue por comuna y año",
        "description": "Registro de niñas y niños con dengue & zika <2019>.",
        "keywords": ["vigilancia", "salud"],
        "organization": SALUD,
        "temporal_start": "2018",
        "temporal_end": "2019",
        "classification": {"class": "publica"},
        "distributions": [{"format": "CSV", "columns": [{"name": "barrio"}]}],
    },
    {
        "uid": "p1",
        "kind": "production_process",
        "code": "MAJA01.01.18.FT03",
        "title": "Registro de accidentes en las vías",
        "organization": CALI,
        "classification": {"class": "clasificada"},
        "generated": "2019-05",
    },
    {"uid": "o-plan", "kind": "organization", "name": CALI["name"], "acronym": "DAP"},
]
QUESTIONS = [
    Question(),
    Question("resultados"),
    Question("registro"),
    Question("registro -dengue"),
    Question('"casos de dengue"'),
    Question('"dengue casos"'),
    Question("difucion"),
    Question("acciden"),
    Question("dengue accidentes"),
    Question("barrio"),
    Question("MAJA01.01"),
    Question("01.18"),
    Question("PET-C1.2"),
    Question("planeación"),
    Question("poblacion", exact=True),
    Question("DIFUSIÓN de", exact=True),
    Question("registro", filters={"year": ("2019",)}),
    Question(filters={"kind": ("dataset", "indicator"), "year": ("2018",)}),
    Question(filters={"organization": ("o-plan",)}, sort="title"),
    Question(filters={"format": ("XLSX", "CSV")}, sort="recent"),
    Question("resultados", filters={"kind": ("dataset",)}),
    Question("dengue OR accidentes"),
    Question('"casos de dengue" | vías'),
    Question("reg*"),
    Question("registro -tipo:datos"),
    Question("tipo:datos año:2018-2019"),
    Question("dependencia:salud"),
    Question("título:registro"),
    Question("registro de dengue en los barrios y las vías"),  # almost all words
    Question("dengue 2018"),
    Question("siniestros"),  # a synonym
    Question("planeación", since=2016, until=2017),
    Question(sort="title", size=2, page=2),
    Question(sort="recent", size=2, page=10**9),
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("contract")
    ledger = Ledger(folder).found()
    ledger.publish(*RECORDS)
    indexes = [open_index(folder, name) for name in ENGINES]
    for index in indexes:
        catch_up(index, ledger.session)

    def ask(question: Question):
        with ledger.session() as session:
            return [index.search(question, session) for index in indexes]

    yield ask
    ledger.engine.dispose()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: f"{q.text}-{q.sort}")
def test_engines_answer_alike(answers, question):
    first, *others = answers(question)

    for other in others:
        assert other.total == first.total
        assert marks(other) == marks(first)
        assert other.facets == first.facets
        assert other.correction == first.correction
        assert other.unfiltered == first.unfiltered
        if question.sort != "relevance":
            assert [h.uid for h in other.hits] == [h.uid for h in first.hits]


def marks(page):
    return {hit.uid: (hit.title_html, hit.snippet_html) for hit in page.hits}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("resultados", {"i1"}),
        ("registro", {"d1", "p1"}),
        ("registro -dengue", {"p1"}),
        ("-dengue", {"i1", "p1", "o-plan"}),
        ('"casos de dengue"', {"d1"}),
        ('"dengue casos" -vías', {"d1"}),
        ("difucion", {"i1"}),
        ("acciden", {"p1"}),
        ("barrio", {"d1"}),
        ("maja01.01.18.ft03", {"p1"}),
        ("MAJA01.01", {"p1"}),
        ("MAJA01-01-18", {"p1"}),
        ("MAJA010118FT03", {"p1"}),
        ("01.18", {"p1"}),
        ("FT03", {"p1"}),
        ("maja01.0", {"p1"}),
        ("C1.2.1", {"i1"}),
        ("planeación", {"i1", "p1", "o-plan"}),
        ("zzzzz", set()),
    ],
)
def test_each_engine_finds(answers, text, expected):
    for page in answers(Question(text)):
        assert {hit.uid for hit in page.hits} == expected
        assert page.total == len(expected)


def test_counts_are_true_under_the_other_filters(answers):
    chosen = {"kind": ("dataset",), "year": ("2018",)}

    for page in answers(Question(filters=chosen)):
        kinds = {v.value: (v.count, v.chosen) for v in page.facets["kind"]}
        years = {v.value: v.count for v in page.facets["year"]}

        assert kinds == {"dataset": (1, True), "indicator": (1, False)}
        assert years == {"2019": 1, "2018": 1}
        assert {hit.uid for hit in page.hits} == {"d1"}


def test_an_organisation_is_told_by_its_name(answers):
    for page in answers(Question()):
        labels = {v.value: v.label for v in page.facets["organization"]}

        assert labels == {"o-plan": CALI["name"], "o-salud": "o-salud"}


def test_filters_that_leave_nothing_say_what_there_is_without_them(answers):
    for page in answers(Question("resultados", filters={"kind": ("dataset",)})):
        assert (page.total, page.unfiltered, page.correction) == (0, 1, None)
        assert [v.value for v in page.facets["kind"] if v.chosen] == ["dataset"]


def test_pages_have_bounds(answers):
    for page in answers(Question(page=-1, size=3, sort="title")):
        assert (page.number, page.pages, page.first, page.last) == (1, 2, 1, 3)
    for page in answers(Question(page=10**9, size=3, sort="title")):
        assert (page.number, page.first, page.last, len(page.hits)) == (2, 4, 4, 1)
    for page in answers(Question(size=-5)):
        assert len(page.hits) == 1


def test_what_is_marked_is_escaped(answers):
    for page in answers(Question("niña 2019")):
        assert page.hits[0].snippet_html == (
            "Registro de <mark>niñas</mark> y <mark>niños</mark> con dengue"
            " &amp; zika &lt;<mark>2019</mark>&gt;."
        )


def test_titles_weigh_more_than_descriptions(search, ledger):
    ledger.publish(*titled("Otra cosa", description="agua " * 3))
    ledger.publish({"uid": "t", "kind": "dataset", "title": "Calidad del agua"})

    assert search("agua").hits[0].uid == "t"


def test_an_unknown_engine_is_refused_by_name():
    with pytest.raises(ValueError, match=r"«lucene».*tantivy, whoosh"):
        load("lucene")
