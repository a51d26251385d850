"""The normograma and the conceptos jurídicos at the desk."""

import io
import re
from datetime import date

import pytest
from city import RESERVED, City
from desk_client import Desk
from openpyxl import Workbook
from pypdf import PdfReader
from tumbaga.catalog import classification

WHOLE = {
    "question": "¿Puede publicarse?",
    "norms": "Ley 1712 de 2014",
    "analysis": "No identifica a nadie.",
    "access_class": "publica",
}


@pytest.fixture
def beto(app, people) -> Desk:
    return Desk(app, people.beto)


@pytest.fixture
def asset(house, people):
    with house.writing() as session:
        names = ("ana", "beto", "carla", "dario", "elsa", "fabio")
        city = City(session, *(session.merge(getattr(people, n)) for n in names))
        made = city.asset(kind="production_process")
        classification.decide(session, made, RESERVED, by=city.beto)
        return made


def test_a_changed_norm_is_told_to_who_produces(app, people, beto, asset):
    beto.post("/escritorio/normas", {"name": "Ley 1952 de 2019"})
    page = beto.get("/escritorio/normas").get_data(as_text=True)
    place = re.search(r"/escritorio/normas/[0-9a-f-]{36}", page)[0]
    wrong = beto.post(place, {"state": "derogada"})
    change = {
        "state": "derogada",
        "state_date": "2026-11-20",
        "state_reason": "Otra ley.",
    }

    beto.post(place, change)

    assert wrong.status_code == 422
    ana, fabio = Desk(app, people.ana), Desk(app, people.fabio)
    told = ana.get("/escritorio/normas").get_data(as_text=True)
    assert "1 registro espera revisión" in told
    assert asset.title in told
    assert asset.title not in fabio.get("/escritorio/normas").get_data(as_text=True)
    settle = re.search(r"/escritorio/normas/alertas/\d+", told)[0]
    assert fabio.post(settle).status_code == 403
    assert ana.post(settle).status_code == 303
    assert "espera revisión" not in ana.get("/escritorio/normas").get_data(as_text=True)


def test_norms_are_loaded_from_a_workbook_whatever_else_it_calls(beto):
    book = Workbook()
    book.active.append(["Normas de la ciudad"])
    book.active.append(["Norma", "De qué trata", "Fecha", "Dónde se lee"])
    book.active.append(
        ["Ley 1952 de 2019", "Disciplina", date(2019, 1, 28), "https://x.co/a"]
    )
    book.active.append([])
    book.active.append(["", "Sin nombre", "", ""])
    out = io.BytesIO()
    book.save(out)

    done = beto.post(
        "/escritorio/normas/cargar",
        {"archivo": (io.BytesIO(out.getvalue()), "normas.xlsx")},
        follow_redirects=True,
    ).get_data(as_text=True)

    assert "Quedó una norma" in done
    assert "Fila 5. Norma" in done
    assert "https://x.co/a" in done


def test_norms_are_loaded_from_a_sheet(beto):
    sheet = (
        "Norma;Tema;Fecha\nLey 1712 de 2014;Transparencia;2014-03-06\n;Sin nombre;\n"
    )
    done = beto.post(
        "/escritorio/normas/cargar",
        {"archivo": (io.BytesIO(sheet.encode()), "normas.csv")},
        follow_redirects=True,
    ).get_data(as_text=True)

    assert "Quedó una norma" in done
    assert "Fila 3" in done
    strange = beto.post(
        "/escritorio/normas/cargar", {"archivo": (io.BytesIO(b"%PDF-1"), "x.csv")}
    )
    assert strange.status_code == 400
    assert "Es un PDF" in strange.get_data(as_text=True)


def test_an_opinion_from_draft_to_signed(app, people, beto, asset):
    place = f"/escritorio/registros/{asset.uid}/conceptos"
    assert "0 de 1 proceso" in beto.get("/escritorio/conceptos").get_data(as_text=True)

    half = beto.post(place, {"question": WHOLE["question"], "accion": "emitir"})
    assert half.status_code == 422
    assert "Al concepto le faltan datos" in half.get_data(as_text=True)
    draft = re.search(
        r'name="concepto" value="([0-9a-f-]+)"', beto.get(place).get_data(as_text=True)
    )[1]
    done = beto.post(place, {**WHOLE, "concepto": draft, "accion": "emitir"})

    assert done.status_code == 303
    assert "1 de 1 proceso" in beto.get("/escritorio/conceptos").get_data(as_text=True)
    page = beto.get(place).get_data(as_text=True)
    sign = re.search(r'action="([^"]+/firmado)"', page)[1]
    fake = beto.post(sign, {"archivo": (io.BytesIO(b"<html>"), "a.pdf")})
    assert "tiene que ser un PDF" in fake.get_data(as_text=True)
    cut = beto.post(sign, {"archivo": (io.BytesIO(b"%PDF-1.7 x"), "a.pdf")})
    assert "incompleto" in cut.get_data(as_text=True)
    whole = b"%PDF-1.7 x\n%%EOF\n"
    real = beto.post(sign, {"archivo": (io.BytesIO(whole), "a.pdf")})
    assert real.status_code == 303
    got = beto.get(f"{sign}.pdf")
    assert got.get_data() == whole
    assert Desk(app, people.ana).get(f"{sign}.pdf").status_code == 403


def test_an_opinion_is_printed_and_its_draft_says_that_it_is_one(
    app, people, beto, asset
):
    place = f"/escritorio/registros/{asset.uid}/conceptos"
    link = re.compile(re.escape(place) + r"/[0-9a-f-]+/imprimir\.pdf")
    beto.post(place, {"question": WHOLE["question"], "accion": "guardar"})
    page = beto.get(place).get_data(as_text=True)
    number = re.search(r'name="concepto" value="([0-9a-f-]+)"', page)[1]

    draft = _printed(beto, link.search(page)[0])
    beto.post(place, {**WHOLE, "concepto": number, "accion": "emitir"})
    found = link.search(beto.get(place).get_data(as_text=True))[0]
    issued = _printed(beto, found)

    assert "BORRADOR" in draft
    assert "BORRADOR" not in issued
    assert WHOLE["analysis"] in issued
    assert asset.title in issued
    assert asset.code in issued
    assert Desk(app, people.ana).get(found).status_code == 403
    other = found.replace(number, "00000000-0000-4000-8000-000000000000")
    assert beto.get(other).status_code == 404


def _printed(desk: Desk, address: str) -> str:
    answer = desk.get(address)
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.get_data())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_the_same_opinion_for_many_records(app, house, people, beto, asset):
    with house.writing() as session:
        names = ("ana", "beto", "carla", "dario", "elsa", "fabio")
        city = City(session, *(session.merge(getattr(people, n)) for n in names))
        other = city.asset(kind="production_process", code="P-2", title="Otro proceso")
        uids = [asset.uid, other.uid]
    many = "/escritorio/conceptos/varios"
    listed = beto.get("/escritorio/conceptos").get_data(as_text=True)
    assert all(f'name="elegido" value="{uid}"' in listed for uid in uids)

    empty = beto.post(many, {})
    ask = beto.post(many, {"elegido": uids}).get_data(as_text=True)
    half = {"elegido": uids, "question": WHOLE["question"]}
    wrong = beto.post(f"{many}/emitir", half)
    told = wrong.get_data(as_text=True)

    assert empty.status_code == 400
    assert "No escogió ningún registro" in empty.get_data(as_text=True)
    assert "El mismo concepto para 2 registros" in ask
    assert "Otro proceso" in ask
    assert wrong.status_code == 422
    assert 'id="analysis-e"' in told
    assert WHOLE["question"] in told
    assert "0 de 2 procesos" in beto.get("/escritorio/conceptos").get_data(as_text=True)
    done = beto.post(
        f"{many}/emitir", {"elegido": uids, **WHOLE}, follow_redirects=True
    )
    page = done.get_data(as_text=True)
    assert "Quedaron emitidos 2 conceptos" in page
    assert "2 de 2 procesos" in page
    again = beto.post(f"{many}/emitir", {"elegido": uids, **WHOLE})
    assert again.status_code == 409
    assert "Ya tienen concepto emitido" in again.get_data(as_text=True)
    assert Desk(app, people.ana).post(many, {"elegido": uids}).status_code == 403


def test_one_opinion_for_all_that_the_filter_leaves(app, house, people, beto, asset):
    with house.writing() as session:
        names = ("ana", "beto", "carla", "dario", "elsa", "fabio")
        city = City(session, *(session.merge(getattr(people, n)) for n in names))
        trees = [
            city.asset(kind="production_process", code=f"A-{n}", title=f"Arbolado {n}")
            for n in range(3)
        ]
        uids = [one.uid for one in trees]
    many = "/escritorio/conceptos/varios"

    every = beto.get("/escritorio/conceptos").get_data(as_text=True)
    some = beto.get("/escritorio/conceptos?palabras=arbolado").get_data(as_text=True)
    asked = beto.post(many, {"cuales": "todos", "palabras": "arbolado"})
    page = asked.get_data(as_text=True)
    none = beto.get("/escritorio/conceptos?palabras=zzz").get_data(as_text=True)

    assert "Los 4 que faltan" in every
    assert "Los 3 que cumplen el filtro" in some
    assert "El mismo concepto para 3 registros" in page
    assert "Emitir el concepto en los 3 que están marcados" in page
    assert all(f'value="{uid}"' in page for uid in uids)
    assert asset.uid not in page
    assert "Ver todos los que faltan" in none
    done = beto.post(
        f"{many}/emitir", {"elegido": uids, **WHOLE}, follow_redirects=True
    )
    told = done.get_data(as_text=True)
    assert "Quedaron emitidos 3 conceptos" in told
    assert "3 de 4 procesos" in told
    assert "El único que falta" in told
