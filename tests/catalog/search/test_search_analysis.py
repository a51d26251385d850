"""Words that meet, words that stay apart, codes, offsets, and any text at all."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tumbaga.catalog.search.analysis import GAP, stems, tokens
from tumbaga.catalog.search.spanish import clean, fold

SAME = """
año años AÑOS
población poblaciones poblacion POBLACIÓN
educación educacion
vía vías via vias VÍAS
inversión inversiones inversion
estadística estadisticas Estadísticas
niño niña niños niñas
mes meses
país países pais paises
gas gases
bus buses
red redes
luz luces
raíz raíces
vez veces
matriz matrices
índice indices
interés intereses
tasa tasas
mujer mujeres
hogar hogares
indicador indicadores
serie series
ley leyes
barrio barrios
víctima victimas
comuna comunas
estudiante estudiantes
hombre hombres
padre padres
base bases
fuente fuentes
parte partes
valor valores
sector sectores
imagen imágenes
orden órdenes
sesión sesiones
razón razones
juez jueces
capaz capaces
municipal municipales
entidad entidades
viaje viajes
puntaje puntajes
variable variables
noche noches
bosque bosques
especie especies
joven jóvenes
menor menores
familiar familiares
sede sedes
crimen crímenes
autobús autobuses
lunes LUNES
virus VIRUS
dosis Dosis
campus CAMPUS
crisis CRISIS
tesis Tesis
análisis analisis
turista turísticas
clasificación clasificados
tecnología tecnológico
minería minero
hospital hospitalarios
municipio municipales Mpal Mpio
Dpto. departamentos
especialista especialidades
contratos contractual contratistas
vía viales
nacidos nacimientos
agua a\u00adgua ag\u200bua
"""
APART = """
año ano
daño DANE
paz PAC
caña cana
niña nina
inglés ingle
país paja
tres tre
gas gasto
casos casas
especiales especialistas
públicos publicaciones
públicas publicidad
costos costas
género generación
comuna comunidad
estudios estudiantes
marco marzo
mes mesas
turismo turística
importación importancia
valle vallas
"""


@pytest.mark.parametrize("words", SAME.strip().splitlines())
def test_inflections_meet(words):
    assert len({stems(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", APART.strip().splitlines())
def test_other_words_stay_apart(words):
    assert len({stems(word) for word in words.split()}) == 2


def terms(text):
    return {term for token in tokens(text) for term in token.terms}


def test_enye_is_found_with_and_without_its_tilde():
    assert set(stems("año")) | set(stems("ano")) == terms("año")
    assert terms("ano") == set(stems("ano"))


def test_decomposed_accents_are_the_same_words():
    text = "Población de niños en vías, año 2020"

    assert stems(unicodedata.normalize("NFD", text)) == stems(text)


@pytest.mark.parametrize("part", ["maja01", "01.18", "18.ft03", "ft03", "ft", "maja"])
def test_a_code_holds_its_parts_at_one_position(part):
    first, second = tokens("MAJA01.01.18.FT03 vía")

    assert stems(part)[0] in first.terms
    assert (first.position, second.position) == (0, 1)
    assert stems("MAJA01-01_18/FT03") == ("maja01.01.18.ft03",)


def test_a_code_as_typed_holds_no_stems():
    code = next(iter(tokens("Índice_FECHAS-2019")))

    assert code.literals[0] == "índice.fechas.2019"
    assert {"fechas", "2019", "índice"} <= {*code.literals}
    assert "fech" not in code.literals
    assert "fech" in code.terms


def test_acronyms_are_words_dotted_or_not():
    assert stems("P.O.T.") == stems("POT") == ("pot",)
    assert stems("SISBÉN") == stems("sisben")
    assert stems("DANE") == ("dane",)


def test_what_has_many_parts_is_words():
    assert stems("www.dane.gov.co/a/b/c/d/2020/x")[:2] == ("www", "dane")


def test_stop_words_keep_no_position():
    plain = [(t.terms[0], t.position) for t in tokens("plan de la salud") if t.terms]

    assert plain == [("plan", 0), (stems("salud")[0], 1)]


def test_values_are_far_apart():
    first, second = tokens(f"agua {GAP} suelo")

    assert second.position - first.position > 50


def test_offsets_are_those_of_the_text():
    text = "El «año» de LAS vías: COVID-19, 12,5 % e\N{COMBINING ACUTE ACCENT}l"

    cut = [text[token.start : token.end] for token in tokens(text)]

    assert cut == ["El", "año", "de", "LAS", "vías", "COVID-19", "12,5", "él"] or (
        cut[:7] == ["El", "año", "de", "LAS", "vías", "COVID-19", "12,5"]
    )


@pytest.mark.parametrize(
    "text", ["北京 人口", "Население", "السكان", "हिन्दी", "ελλάδα"]
)
def test_other_scripts_survive(text):
    assert len(stems(text)) == len(text.split())


ANYTHING = st.text(st.characters(codec=None), max_size=60)


@given(ANYTHING)
def test_nothing_typed_fails(text):
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert all(term and term.encode() for term in (*token.terms, *token.literals))
    assert fold(text) is not None
    assert len(clean(text)) == len(text)
    clean(text).encode()


def test_the_longest_word_is_cut():
    assert max(map(len, terms("a" * 10_000 + " " + "b1." * 4_000))) <= 64
