"""What a citizen types, and exactly which records must come: grows with every complaint."""

import pytest
from search_ledger import Ledger, titled
from tumbaga.catalog.search import Question, catch_up, open_index
from tumbaga.catalog.search.engines import ENGINES

TITLES = [
    "Población por comuna y grupo de edad",  # 0
    "Proyecciones de poblaciones rurales",  # 1
    "Matrícula en educación básica",  # 2
    "Calidad educativa por año escolar",  # 3
    "Ejecución de los últimos años",  # 4
    "Anotación sobre el ano fiscal",  # 5
    "Atención a niños de primera infancia",  # 6
    "Violencia contra la niña",  # 7
    "Estado de la vía principal",  # 8
    "Inventario de vías terciarias",  # 9
    "Inversión del plan de desarrollo",  # 10
    "Inversiones en acueducto",  # 11
    "Anuario estadístico",  # 12
    "Estadísticas vitales",  # 13
    "Difusión de resultados",  # 14
    "Plan de Ordenamiento Territorial",  # 15
    "Suelo urbano según el POT",  # 16
    "Encuesta SISBÉN IV",  # 17
    "Hospitales de la red pública",  # 18
    "Déficit de vivienda",  # 19
    "Casos de COVID-19",  # 20
    "Homicidios 2016-2019",  # 21
    "Decreto 1081 de 2015",  # 22
    "Alumbrado: luces del centro",  # 23
    "Daño ambiental",  # 24
    "Operaciones del DANE",  # 25
    "Estadísticas de transito",  # 26
    "Muertes en accidente de tránsito",  # 27
]
CASES = {
    "población": {0, 1},
    "poblaciones": {0, 1},
    "poblacion": {0, 1},
    "POBLACIÓN": {0, 1},
    "educación": {2, 3},
    "educacion": {2, 3},
    "año": {3, 4},
    "años": {3, 4},
    "ano": {3, 4, 5},
    "anos": {3, 4, 5},
    "niño": {6, 7},
    "niña": {6, 7},
    "nina": {6, 7},
    "vía": {8, 9},
    "vias": {8, 9},
    "VÍAS": {8, 9},
    "inversión": {10, 11},
    "inversiones": {10, 11},
    "inversion": {10, 11},
    "estadistica": {12, 13, 26},
    "estadística vital": {13},
    "los últimos años": {4},
    "el año": {3, 4},
    "luz": {23},
    "tránsito": {26, 27},
    "transito": {26, 27},
    "DANE": {25},
    "daño": {24},
    "dano": {24},
    "sisben": {17},
    "SISBÉN": {17},
    "POT": {15, 16},
    "p.o.t.": {15, 16},
    "plan ordenamiento": {15},
    '"plan de ordenamiento"': {15},
    '"ordenamiento plan" suelo': {15},  # two of its three words
    "covid": {20},
    "covid-19": {20},
    "covid19": {20},
    "covid 19": {20},
    "2016": {21},
    "2016 2019": {21},
    "2016-2019": {21},
    "decreto 1081": {22},
    # half typed
    "poblac": {0, 1},
    "estadís": {12, 13, 26},
    "inver": {10, 11},
    "estadísticas tra": {26},
    "hosp": {18},
    # misspelt
    "difucion": {14},
    "difuciom": {14},
    "dfiusion": {14},
    "ospital": {18},
    "bibienda": {19},
    "vibienda deficit": {19},
    "poblasion": {0, 1},
    "estadisticsa vitales": {13},
    "enducación": {2, 3},
    "omisidios": {21},
    "asidente": {27},
    "acsidentes": {27},
    # any word
    "hospitales homicidios": {18, 21},
    "vivienda xyzzyx": {19},
    # nothing like it
    "xyzzyx": set(),
    "catastro": set(),
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spanish")
    ledger = Ledger(folder).found()
    ledger.publish(*titled(*TITLES))
    indexes = {name: open_index(folder, name) for name in ENGINES}
    for index in indexes.values():
        catch_up(index, ledger.session)

    def ask(engine, text, **how):
        with ledger.session() as session:
            return indexes[engine].search(Question(text, size=50, **how), session)

    yield ask
    ledger.engine.dispose()


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
@pytest.mark.parametrize("text", CASES)
def test_finds_exactly(answers, engine, text):
    page = answers(engine, text)

    assert {int(hit.uid[1:]) for hit in page.hits} == CASES[text]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("población", ()),
        ("difucion", ("Buscamos «difusión», porque «difucion» no aparece.",)),
        ("poblac", ("Buscamos las palabras que empiezan por «poblac».",)),
        ("POT", ("También incluimos «plan de ordenamiento territorial».",)),
        ("vivienda xyzzyx", ("«xyzzyx» no aparece en el catálogo.",)),
        (
            "hospitales homicidios",
            ("Ningún registro tiene todas las palabras: estos tienen alguna.",),
        ),
    ],
)
def test_says_what_was_done(answers, text, said):
    page = answers("tantivy", text)

    assert (page.correction.sentences if page.correction else ()) == said


def test_the_way_back_asks_for_the_words_as_typed(answers):
    corrected = answers("tantivy", "difucion").correction

    assert (corrected.original, corrected.searched) == ("difucion", "difusión")
    back = corrected.exact
    assert answers("tantivy", back.text, exact=back.exact).total == 0


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("transito", {26}),
        ("tránsito", {27}),
        ("años", {4}),
        ("del plan", set()),
        ("plan de", {10, 15}),
        ('"plan de ordenamiento"', {15}),
        ("covid-19", {20}),
        ("luz", set()),
    ],
)
def test_exact_means_as_typed(answers, engine, text, expected):
    page = answers(engine, text, exact=True)

    found = {int(hit.uid[1:]) for hit in page.hits}
    assert found == ({10} if text == "del plan" else expected)
    assert page.correction is None


def test_what_is_asked_for_is_marked(answers):
    page = answers("tantivy", "estadistica vital")

    assert page.hits[0].title_html == ("<mark>Estadísticas</mark> <mark>vitales</mark>")


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_slip_that_a_record_shares_is_asked_about(ledger, engine, tmp_path):
    ledger.publish(*titled(*["Difusión de actas"] * 20, "Difucion de actas"))
    index = open_index(tmp_path, engine)
    catch_up(index, ledger.session)

    with ledger.session() as session:
        page = index.search(Question("difucion actas"), session)
        plain = index.search(Question("difusión"), session)

    assert (page.total, page.meant, page.correction) == (1, "difusión actas", None)
    assert plain.meant is None


def test_nothing_is_asked_that_would_not_find_more(ledger, search):
    ledger.publish(*titled(*["Difusión"] * 20, "Difucion de actas"))

    page = search("difucion actas")

    assert (page.total, page.meant) == (1, None)


def test_what_people_call_a_kind_finds_it(search, ledger):
    ledger.publish(
        {"uid": "i", "kind": "indicator", "title": "Salud"}, *titled("Salud")
    )

    assert [hit.uid for hit in search("indicadores de salud").hits] == ["i"]
    assert [hit.uid for hit in search("datos de salud").hits] == ["d0"]
