"""OR, star, field:value and years: what is understood, and that nothing is an error."""

import pytest
from search_ledger import titled
from tumbaga.catalog.search import Question, catch_up
from tumbaga.catalog.search.question import FIELDS, parse

OFFICES = [
    {"uid": "o-city", "kind": "organization", "name": "Alcaldía de Santiago de Cali"},
    {
        "uid": "o-health",
        "kind": "organization",
        "name": "Secretaría de Salud Pública",
        "acronym": "SSP",
        "parent": {"uid": "o-city", "name": "Alcaldía de Santiago de Cali"},
    },
]
RECORDS = [
    {
        "uid": "a",
        "kind": "dataset",
        "title": "Casos de dengue",
        "organization": {"uid": "o-health", "name": "Secretaría de Salud Pública"},
        "theme": "salud-y-proteccion-social",
        "temporal_start": "2014",
        "temporal_end": "2016",
        "licence": "CC-BY-4.0",
        "spatial": ["76001-c01"],
        "source": {"title": "SIVIGILA"},
        "distributions": [{"format": "csv"}],
    },
    {
        "uid": "b",
        "kind": "indicator",
        "title": "Tasa de dengue",
        "organization": {"uid": "o-city", "name": "Alcaldía de Santiago de Cali"},
        "theme": "salud-y-proteccion-social",
        "temporal_start": "2018",
        "temporal_end": "2019",
        "spatial": ["73001"],
    },
    {"uid": "c", "kind": "document", "title": "Boletín de zika", "theme": "cultura"},
    {"uid": "d", "kind": "document", "title": "Boletín de suelo", "spatial": ["76001"]},
]


@pytest.fixture
def asked(ledger, search):
    ledger.publish(*OFFICES, *RECORDS)

    def ask(text, **how):
        page = search(text, size=50, **how)
        return {hit.uid for hit in page.hits if hit.record.kind != "organization"}

    return ask


MEANT = [
    ("dengue OR zika", {"a", "b", "c"}),
    ("dengue | zika", {"a", "b", "c"}),
    ("dengue O zika", {"a", "b", "c"}),
    ("boletín zika OR suelo", {"c", "d"}),
    ('"casos de dengue" OR zika', {"a", "c"}),
    ("OR dengue OR", {"a", "b"}),
    ("deng*", {"a", "b"}),
    ("bol* -zika", {"d"}),
    ("tipo:datos", {"a"}),
    ("tipo:documento zika", {"c"}),
    ("tipo:indicadores", {"b"}),
    ("-tipo:documento dengue", {"a", "b"}),
    ("-tipo:datos dengue", {"b"}),
    ("tema:salud", {"a", "b"}),
    ('tema:"salud y protección social"', {"a", "b"}),
    ("TEMA:Cultura", {"c"}),
    ("dependencia:SSP", {"a"}),
    ("dependencia:alcaldía dengue", {"a", "b"}),
    ("formato:csv", {"a"}),
    ("licencia:cc-by-4.0", {"a"}),
    ("año:2015", {"a"}),
    ("anio:2018", {"b"}),
    ("año:2015-2018 dengue", {"a", "b"}),
    ("año:2017-2030 dengue", {"b"}),
    ("lugar:cali", {"a", "d"}),
    ("lugar:ibagué", {"b"}),
    ("territorio:76", {"a", "d"}),
    ("fuente:SIVIGILA", {"a"}),
    ("título:boletín", {"c", "d"}),
    ("título:dengue tipo:datos", {"a"}),
    ("dengue 2019", {"b"}),
]


def test_operators_mean_what_they_say(asked):
    assert {text: asked(text) for text, _expected in MEANT} == dict(MEANT)


def test_a_field_becomes_a_filter_that_can_be_taken_back(asked, ledger, index):
    asked("")
    with ledger.session() as session:
        page = index.search(Question("dengue tipo:datos año:2010-2016"), session)

    assert page.question.text == "dengue"
    assert page.question.filters["kind"] == ("dataset",)
    assert (page.question.since, page.question.until) == (2010, 2016)


def test_what_is_no_value_is_sought_as_a_word_and_said(ledger, search):
    ledger.publish(*OFFICES, *RECORDS)

    page = search("tema:dengue")

    assert {hit.uid for hit in page.hits} == {"a", "b"}
    assert page.notices == (
        "No conocemos «dengue» como tema: lo buscamos como palabra.",
    )


VALUES = ["", ":", "x", '"', '"a b', "-", "*", "9" * 500, "\x00", "😀", "a:b:c"]


@pytest.mark.thorough
def test_no_field_is_an_error(asked):
    for name in FIELDS:
        for value in VALUES:
            asked(f"{name}:{value} dengue")
        asked(f"-{name}:x")


NASTY = [
    "OR",
    "OR OR | O",
    "-OR",
    "*",
    "***",
    "* * *",
    "a*",
    "-a*",
    '"*"',
    "tipo:",
    "tipo: datos",
    "tipo::datos",
    "http://x:80/a?b=c",
    "12:30",
    "dengue~2^4",
    "[a TO b] {c}",
    "/d.n+g(u|e)/",
    "a OR b " * 300,
    "tema:salud " * 300,
    "\u202edengue OR\u202c zika",
]


def test_nothing_typed_is_an_error(asked):
    for text in NASTY:
        asked(text)
        asked(text, exact=True)


def test_years_from_and_to(asked):
    assert asked("", since=2017) == {"b"}
    assert asked("", until=2015) == {"a"}
    assert asked("", since=2019, until=2010) == {"a", "b"}
    assert asked("dengue", since=10**9, until=-5) == {"a", "b"}


def test_an_office_counts_what_those_below_it_hold(ledger, search):
    ledger.publish(*OFFICES, *RECORDS)

    offices = search("dengue").facets["organization"]
    chosen = search("dengue", filters={"organization": ("o-city",)})

    assert [(one.value, one.count, one.depth) for one in offices] == [
        ("o-city", 2, 0),
        ("o-health", 1, 1),
    ]
    assert chosen.total == 2


def test_every_facet_counts(ledger, search):
    ledger.publish(*OFFICES, *RECORDS)

    facets = search("casos").facets

    told = {name: {one.value: one.count for one in facets[name]} for name in facets}
    assert told["territory"] == {"76001-c01": 1, "76001": 1, "76": 1}
    assert told["licence"] == {"CC-BY-4.0": 1}
    assert told["source"] == {"SIVIGILA": 1}
    assert list(told["quality"].values()) == [1]


def test_asking_words_are_let_go_when_others_are_left():
    assert [word.typed for word in parse("¿cuántos casos de dengue hay?").words] == [
        "casos",
        "dengue",
    ]
    assert [word.typed for word in parse("¿cuánto?").words] == ["cuánto"]
    assert len(parse("cuánto", exact=True).words) == 1


def test_pale_words_are_let_go_and_it_is_said(ledger, search):
    ledger.publish(*titled("Municipios de Colombia", "Lista de escuelas"))

    page = search("lista de municipios")

    assert [hit.uid for hit in page.hits] == ["d0"]
    assert page.correction.sentences == (
        "Buscamos sin «lista», que está en casi todo.",
    )


def test_what_is_dropped_is_told_as_typed(ledger, search):
    """A part of a code may look like a word, and nothing is mended to it."""
    ledger.publish(*titled("Registro 2019-línea", "Registro de trabajos"))

    page = search("registro live")

    assert page.correction.sentences == ("«live» no aparece en el catálogo.",)


def test_almost_all_words_come_before_any(ledger, search):
    ledger.publish(*titled("Agua potable rural", "Agua", "Suelo urbano"))

    page = search("agua potable urbana")

    assert [hit.uid for hit in page.hits] == ["d0"]
    assert "casi todas" in page.correction.sentences[0]


def test_a_lone_answer_does_not_hide_those_with_almost_all_words(ledger, search):
    ledger.publish(
        {"uid": "a", "title": "Gastos", "description": "de salud en Sucre"},
        {"uid": "b", "title": "Gastos de salud", "theme": "cultura"},
        {"uid": "c", "title": "Gastos"},
    )

    page = search("gastos salud sucre")

    assert [hit.uid for hit in page.hits] == ["a", "b"]
    assert "agregamos los que tienen casi todas" in page.correction.sentences[-1]
    assert page.facets["theme"][0].count == 1
    assert search("gastos salud sucre", filters={"theme": ("cultura",)}).total == 1
    for strict in ('"gastos" salud "en sucre"', "salud sucre", "título:gastos sucre"):
        assert "casi todas" not in str(search(strict).correction)
    assert search("gastos salud sucre", exact=True).total == 1


def test_a_whole_title_and_a_whole_code_come_first(ledger, search):
    many = titled(
        *["Plan de datos, plan, plan de agua"] * 9, description="plan de datos"
    )
    ledger.publish(*many)
    ledger.publish({"uid": "t", "kind": "dataset", "title": "Plan de datos"})
    ledger.publish(
        {"uid": "k", "kind": "indicator", "title": "Otro", "code": "PET-C1-2-1"},
        {
            "uid": "l",
            "kind": "indicator",
            "title": "PET C1 2 1 1 2",
            "code": "PET-C1-2",
        },
    )

    assert search("plan de datos").hits[0].uid == "t"
    for code in ("PET-C1-2-1", "pet c1 2 1", "petc121", "PET_C1.2.1"):
        assert search(code).hits[0].uid == "k"


def test_better_and_newer_records_come_first_among_equals(ledger, search):
    ledger.publish(
        {"uid": "new", "kind": "dataset", "title": "Aire", "temporal_end": "2024"},
        {"uid": "old", "kind": "dataset", "title": "Aire", "temporal_end": "1999"},
    )

    assert [hit.uid for hit in search("aire").hits] == ["new", "old"]


def test_catching_up_keeps_the_filters_true(ledger, search, index):
    ledger.publish(*OFFICES, *RECORDS)
    assert search("tipo:datos").total == 1
    ledger.withdraw("a")

    with ledger.session() as session:
        assert index.search(Question("tipo:datos"), session).total == 0
    catch_up(index, ledger.session)
    assert search("tipo:datos").total == 0


def test_a_lone_record_with_almost_all_words_hides_no_other(search, ledger):
    titles = ("Puentes peatonales norte barandas", "Puentes peatonales norte")
    ledger.publish(*titled(*titles, "Pintura"))

    page = search("puentes peatonales norte barandas pintura")

    assert tuple(hit.record.document["title"] for hit in page.hits) == titles
    assert "tienen casi todas" in " ".join(page.correction.sentences)
