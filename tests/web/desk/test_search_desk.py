"""The search at the desk: its words, what nobody found, and the demands of the plan."""

import re
from datetime import date, timedelta

import pytest
from tumbaga.catalog.search import following, unmet
from tumbaga.records.demand import InformationDemand
from tumbaga.records.synonym import Synonym
from tumbaga.records.unmet_search import UnmetSearch

WORDS, DEMANDS = "/escritorio/sinonimos", "/escritorio/demandas"
DAY = date(2026, 3, 2)


def asked_often(office, text: str) -> None:
    def note(city) -> None:
        for number in range(6):
            when = DAY + timedelta(days=number % 3)
            visit = unmet.visit_of(f"10.0.0.{number}", when, "clave")
            unmet.note(city.session, text, visit=visit, day=when, key="clave")

    office.do(note)


def kept(office, model):
    with office.app.extensions["tumbaga"].session() as session:
        return session.query(model).all()


@pytest.mark.parametrize("name", ["ana", "beto", "elsa", "fabio"])
@pytest.mark.parametrize("place", [WORDS, DEMANDS, f"{WORDS}.csv", f"{DEMANDS}.csv"])
def test_only_planning_and_who_administers(small, name, place):
    assert small.desk(name).get(place).status_code == 403
    assert small.desk("carla").get(place).status_code == 200


def test_a_word_is_added_tried_changed_and_removed(office):
    carla = office.desk("carla")
    house = office.app.extensions["tumbaga"]
    office.do(lambda city: city.published(title="Congestión vehicular por comuna"))
    following.catch_up(house.index, house.session)
    data = {"word": "Atolladero", "meanings": "congestión vehicular\r\n\r\n"}

    before = carla.get(f"{WORDS}?probar=atolladero").get_data(as_text=True)
    answer = carla.post(WORDS, data)
    after = carla.get(answer.headers["Location"]).get_data(as_text=True)

    assert "<strong>0 resultados</strong>" in before
    assert "<strong>1 resultado</strong>" in after
    assert "Buscamos «congestión vehicular»" in after
    assert "Congestión vehicular por comuna" in after
    form = carla.get(f"{WORDS}?palabra=atolladero").get_data(as_text=True)
    assert "Cambiar «Atolladero»" in form

    carla.post(WORDS, {**data, "meanings": "embotellamiento", "both": "1"})
    (one,) = kept(office, Synonym)
    assert (one.meanings, one.both_ways) == (["embotellamiento"], True)

    carla.post(f"{WORDS}/quitar", {"word": "atolladero"})
    assert kept(office, Synonym) == []
    assert carla.post(f"{WORDS}/quitar", {"word": "atolladero"}).status_code == 404


def test_a_word_of_the_catalogue_is_suspended_and_counts_again(office):
    carla = office.desk("carla")
    house = office.app.extensions["tumbaga"]
    office.do(lambda city: city.published(title="Residuos sólidos recogidos"))
    following.catch_up(house.index, house.session)
    client = office.app.test_client()

    answer = carla.post(f"{WORDS}/suspender", {"word": "basura"})
    tried = carla.get(answer.headers["Location"]).get_data(as_text=True)

    assert "quedó suspendida" in tried
    assert "<strong>0 resultados</strong>" in tried
    assert "Residuos sólidos recogidos" not in client.get("/buscar?q=basura").get_data(
        as_text=True
    )
    every = carla.get(f"{WORDS}?palabras=basura").get_data(as_text=True)
    assert "Suspendida: no cuenta" in every
    assert "Reanudar" in every
    assert ",suspendida" in carla.get(f"{WORDS}.csv").get_data(as_text=True)

    answer = carla.post(f"{WORDS}/reanudar", {"word": "basura"})
    again = carla.get(answer.headers["Location"]).get_data(as_text=True)

    assert "vuelve a contar" in again
    assert "<strong>1 resultado</strong>" in again
    assert carla.post(f"{WORDS}/reanudar", {"word": "basura"}).status_code == 404
    assert carla.post(f"{WORDS}/suspender", {"word": "nada así"}).status_code == 404
    for verb in ("suspender", "reanudar"):
        refused = office.desk("ana").post(f"{WORDS}/{verb}", {"word": "basura"})
        assert refused.status_code == 403


def test_the_list_is_filtered_and_says_whose_each_is(small):
    carla = small.desk("carla")
    carla.post(WORDS, {"word": "POT", "meanings": "plan de ordenamiento"})

    every = carla.get(f"{WORDS}?palabras=ORDENAMIENTO").get_data(as_text=True)
    own = carla.get(f"{WORDS}?origen=dependencia").get_data(as_text=True)
    sheet = carla.get(f"{WORDS}.csv").get_data(as_text=True)

    assert every.count("<strong>POT</strong>") == 1
    assert "De la dependencia" in every
    assert '<h2 id="h-lista" class="fs-4 mb-0">1 palabra</h2>' in own
    assert re.search(r"^POT,.*plan de ordenamiento,.*,dependencia", sheet, re.MULTILINE)
    assert re.search(
        r"^DANE,.*,en los dos sentidos,catálogo,cuenta", sheet, re.MULTILINE
    )


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"word": "", "meanings": "algo"}, "word"),
        ({"word": "de la", "meanings": "algo"}, "word"),
        ({"word": "algo", "meanings": "\n \n"}, "meanings"),
        ({"word": "casas", "meanings": "casa"}, "meanings"),
        ({"word": "a b c d e f g h i j", "meanings": "algo"}, "word"),
        ({"word": "algo", "meanings": "x" * 500}, "meanings"),
    ],
)
def test_a_wrong_word_is_told_beside_its_field(small, data, field):
    answer = small.desk("carla").post(WORDS, data)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'href="#{field}"' in page
    assert f'id="{field}-e"' in page
    assert kept(small, Synonym) == []


@pytest.mark.parametrize("text", ['" OR -', "<script>alert(1)</script>", "a" * 9000])
def test_anything_can_be_tried(small, text):
    carla = small.desk("carla")

    answer = carla.get(WORDS, query_string={"probar": text, "palabra": text})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.get_data(as_text=True)


def test_what_nobody_found_becomes_a_demand(office):
    asked_often(office, "catastro multipropósito")
    carla = office.desk("carla")
    page = carla.get(DEMANDS).get_data(as_text=True)
    place = re.search(rf"{DEMANDS}/busquedas/[0-9a-f-]{{36}}(?=\")", page)[0]
    sheet = carla.get(f"{DEMANDS}/busquedas.csv").get_data(as_text=True)

    answer = carla.post(place)

    assert "1 búsqueda espera respuesta" in page
    assert "catastro multipropósito,6,2026-03-02,2026-03-04" in sheet
    (one,) = kept(office, InformationDemand)
    assert answer.headers["Location"] == f"{DEMANDS}/{one.uid}"
    assert (one.coverage, one.visits) == ("insatisfecha", 6)
    assert "Volverla demanda" not in carla.get(DEMANDS).get_data(as_text=True)
    assert carla.post(place).status_code == 409


def test_a_search_is_dismissed(small):
    asked_often(small, "asdf qwerty")
    carla = small.desk("carla")
    page = carla.get(DEMANDS).get_data(as_text=True)
    place = re.search(rf"{DEMANDS}/busquedas/[0-9a-f-]+/descartar", page)[0]

    assert small.desk("ana").post(place).status_code == 403
    assert carla.post(place).status_code == 303

    assert kept(small, InformationDemand) == []
    assert kept(small, UnmetSearch)[0].heeded is not None
    assert "asdf" not in carla.get(f"{DEMANDS}/busquedas.csv").get_data(as_text=True)


def test_a_demand_is_written_down_and_brought_to_its_end(small):
    code = small.do(lambda city: city.asset().code)
    carla = small.desk("carla")
    data = {"need": "Mapa de ruido", "coverage": "insatisfecha", "user": "concejo"}
    carla.post(DEMANDS, data)
    (one,) = kept(small, InformationDemand)
    place = f"{DEMANDS}/{one.uid}"

    wrong = carla.post(place, {**data, "coverage": "satisfecha"})
    carla.post(place, {**data, "coverage": "satisfecha", "record": code})

    assert wrong.status_code == 422
    assert "Diga con qué registro se atiende" in wrong.get_data(as_text=True)
    sheet = carla.get(f"{DEMANDS}.csv?cobertura=satisfecha").get_data(as_text=True)
    assert f"Mapa de ruido,Concejo y corporaciones públicas,Satisfecha,,{code}" in sheet
    listed = carla.get(f"{DEMANDS}?cobertura=insatisfecha").get_data(as_text=True)
    assert "Mapa de ruido</a>" not in listed
    assert "Satisfecha: 1" in carla.get(DEMANDS).get_data(as_text=True)
