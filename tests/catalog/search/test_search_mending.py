"""Words that no record has: run together, split, small, misspelt where they begin."""

import pytest
from search_ledger import titled

TITLES = [
    "Agua potable en la zona rural",
    "Longitud de cicloruta construida",
    "Perros vacunados contra la rabia",
    "Basuras recogidas por barrio",
    "Zonas de vivienda",
    "Casos de hipertensión",
    "Acta con soft\u00adhyphens y dengue\u200bgrave",
]


@pytest.mark.parametrize(
    ("asked", "found", "told"),
    [
        ("aguapotable", "d0", "Buscamos «agua potable», porque «aguapotable» no"),
        ("ciclo ruta", "d1", "Buscamos «cicloruta», porque «ciclo ruta» no aparece."),
        ("ciclo rutas", "d1", ""),
        ("perritos", "d2", "Buscamos «perros», porque «perritos» no aparece."),
        ("vazura", "d3", ""),
        ("basuritas", "d3", ""),
        ("ibertensiom", "d5", "Buscamos «hipertensión»"),
        ("softhyphens", "d6", None),
        ("denguegrave", "d6", None),
    ],
)
def test_a_word_that_no_record_has(ledger, search, asked, found, told):
    ledger.publish(*titled(*TITLES))

    page = search(asked)

    assert [hit.uid for hit in page.hits] == [found]
    if told is None:
        assert page.correction is None
    else:
        assert told in page.correction.sentences[0]


def test_nothing_is_mended_to_what_is_not_there(ledger, search):
    ledger.publish(*titled("Agua", "Potable"))

    assert not search("aguapotable").hits
    assert not search("zzzitos").hits


def test_of_two_words_the_one_that_is_everywhere_may_be_missing(ledger, search):
    ledger.publish(*titled(*[f"Obra {n} de Cali" for n in range(20)], "Bibliotecas"))
    ledger.publish({"uid": "b", "title": "Bibliotecas de Cali"})

    page = search("bibliotecas cali")

    assert [hit.uid for hit in page.hits] == ["b", "d20"]
    assert "casi todas" in page.correction.sentences[-1]
    assert "<mark>Cali</mark>" in page.hits[0].title_html
    assert search("bibliotecas cali", exact=True).total == 1
    assert search('"bibliotecas de cali" -obra').total == 1


def test_of_two_words_a_place_may_be_missing(ledger, search):
    """However rare it is: other towns' roads answer better than other things of Tunja."""
    ledger.publish(*titled(*[f"Vías de la zona {n}" for n in range(20)]))
    ledger.publish({"uid": "t", "title": "Vías de Tunja"})
    ledger.publish({"uid": "o", "title": "Censo de Tunja"})

    found = [hit.uid for hit in search("vias tunja").hits]

    assert found[0] == "t"
    assert found[1:]
    assert "o" not in found
