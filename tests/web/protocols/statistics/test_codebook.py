"""The printable codebook: a page and a PDF, in ANDA's order, of what is open only."""

import re

import pytest
from public_records import least, nasty, process

KIND = "production_process"
MORE = {
    "sampling": "Aleatorio",
    "study": {"quality_statement": "Revisada", "thematic_scope": "Empleo"},
    "method": {"instrument": "Cuestionario", "cleaning": "Reglas"},
    "conditions": {"disclaimer": "Bajo su responsabilidad"},
    "principal_investigator": "Planeación",
    "collection_periods": [{"start": "2015", "end": "2016", "cycle": "1"}],
    "target_population": "Hogares",
}


def test_the_page_follows_the_order_of_anda(site):
    site.publish(process("a", **MORE))

    page = site.get("/ppi/a-registro/diccionario")

    assert page.status_code == 200
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", page.text)
    assert headings[:12] == [
        "Identificación", "Alcance", "Cobertura", "Productores y patrocinadores",
        "Muestreo", "Recolección de datos", "Cuestionarios", "Procesamiento de datos",
        "Evaluación de la calidad", "Acceso a los datos",
        "Descargo de responsabilidad y derechos de autor", "Producción del metadato",
    ]  # fmt: skip
    assert "/ppi/a-registro/diccionario" in site.get("/ppi/a-registro").text
    assert "Identification" in site.get("/ppi/a-registro/diccionario?lang=en").text


@pytest.mark.parametrize("one", [process("a", **MORE), least(KIND, "m")])
def test_both_forms_are_there_and_the_same_each_time(site, one):
    site.publish(one)

    page = site.get(f"/ppi/{one.slug}/diccionario")
    paper = site.get(f"/ppi/{one.slug}/diccionario.pdf")

    assert page.status_code == 200
    assert paper.data.startswith(b"%PDF")
    assert paper.data == site.get(f"/ppi/{one.slug}/diccionario.pdf").data


def test_a_text_of_any_kind_is_text_on_paper_and_on_the_page(site):
    odd = "<script>alert(1)</script> <b> & ]]> ñ"
    site.publish(process("a", title=odd, variables=[{"name": odd, "label": odd}]))
    site.publish(nasty(KIND, "n"))

    assert "<script>alert" not in site.get("/ppi/a-registro/diccionario").text
    for name in ("a", "n"):
        paper = site.get(f"/ppi/{name}-registro/diccionario.pdf")
        assert paper.data.startswith(b"%PDF")


@pytest.mark.parametrize("row", [{"disclosure": "index"}, {"state": "withdrawn"}])
def test_what_is_not_open_has_no_codebook(site, row):
    site.publish(process("a"))
    site.publish(process("a", title="x"), **row)

    for tail in ("diccionario", "diccionario.pdf"):
        assert site.get(f"/ppi/a-registro/{tail}").status_code == 404
