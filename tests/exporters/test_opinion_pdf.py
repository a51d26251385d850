"""The concepto jurídico on paper, read back with pypdf."""

import io
from dataclasses import replace
from datetime import date

from pypdf import PdfReader
from tumbaga.exporters import opinion_pdf

ISSUED = opinion_pdf.Opinion(
    uid="0190c0de-0000-7000-8000-000000000001",
    code="PPI-SALUD-01",
    title="Registro de <b>atenciones</b> & partos",
    organization="Secretaría de Salud Pública",
    question="¿Puede publicarse?",
    norms="Ley 1712 de 2014, artículo 18\nLey 1581 de 2012, artículo 6",
    analysis="Identifica a las personas <img src='http://x/y.png'> atendidas.",
    access_class="Pública clasificada",
    author="Beatriz",
    position="Directora Jurídica",
    issued=date(2026, 11, 25),
    publisher="Alcaldía de Cali",
)


def made(opinion: opinion_pdf.Opinion) -> bytes:
    out = io.BytesIO()
    opinion_pdf.write(opinion, out)
    return out.getvalue()


def said(opinion: opinion_pdf.Opinion) -> list[str]:
    pages = PdfReader(io.BytesIO(made(opinion))).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_the_paper_says_all_that_the_opinion_does_and_reads_no_markup():
    (page,) = said(ISSUED)

    for told in (
        "Registro de <b>atenciones</b> & partos",
        "PPI-SALUD-01",
        "Secretaría de Salud Pública",
        "25 de noviembre de 2026",
        "¿Puede publicarse?",
        "Ley 1712 de 2014, artículo 18",
        "Ley 1581 de 2012, artículo 6",
        "Identifica a las personas <img src='http://x/y.png'> atendidas.",
        "Pública clasificada",
        "Beatriz Directora Jurídica",
        "Página 1 de",
    ):
        assert told in page
    assert "BORRADOR" not in page


def test_a_draft_says_so_on_each_page_and_may_lack_everything():
    long = replace(ISSUED, issued=None, analysis="Una razón más.\n" * 200)
    pages = said(long)
    assert len(pages) > 3
    assert all("BORRADOR" in page for page in pages)
    assert f"Página {len(pages)} de" in pages[-1]

    bare = replace(ISSUED, issued=None, norms="", analysis="", access_class="")
    (page,) = said(bare)
    assert page.count("Sin escribir todavía.") == 2
    assert "Sin escoger todavía." in page


def test_letter_size_embedded_fonts_and_the_same_bytes():
    reader = PdfReader(io.BytesIO(made(ISSUED)))
    page = reader.pages[0]

    assert (float(page.mediabox.width), float(page.mediabox.height)) == (612, 792)
    fonts = [one.get_object() for one in page["/Resources"]["/Font"].values()]
    embedded = [
        one["/FontDescriptor"]["/FontFile2"]
        for one in fonts
        if "/FontDescriptor" in one
    ]
    assert len(embedded) >= 2
    assert made(ISSUED) == made(ISSUED)
    assert made(replace(ISSUED, question="Otra")) != made(ISSUED)
