"""The review in a real browser: sent, remarked on, returned, corrected, approved, public."""

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from acting import follow, looked_at, press, said, write
from city import found_city
from desk_client import Desk
from looking import screen
from sqlalchemy import select
from tumbaga.catalog import assets, classification
from tumbaga.catalog.search import catch_up
from tumbaga.records.asset import Asset
from tumbaga.records.person import Person
from tumbaga.web.app import create_app
from tumbaga.web.settings import Settings
from werkzeug.serving import make_server

pytestmark = pytest.mark.thorough

TITLE = "Piscinas que cumplen la norma sanitaria"


@dataclass
class Town:
    """A small city served on loopback; ``do`` runs verbs in one transaction."""

    address: str
    app: Any

    def do(self, work: Callable[[Any, dict[str, Person]], Any]) -> Any:
        with self.app.extensions["tumbaga"].writing() as session:
            people = {one.code: one for one in session.scalars(select(Person))}
            return work(session, people)

    def sit_down(self, browser: Any, person: str) -> None:
        """Sign the browser in, as the page of entry does."""
        desk = Desk(self.app, self.do(lambda _session, people: people[person]))
        desk.get("/escritorio/")
        kept = desk.client.get_cookie("sesion")
        assert kept is not None
        browser.get(f"{self.address}/acerca")
        browser.delete_all_cookies()
        browser.add_cookie({"name": "sesion", "value": kept.value, "path": "/"})
        browser.get(f"{self.address}/escritorio/")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder: Path = tmp_path_factory.mktemp("town")
    app = create_app(Settings(data=str(folder)))
    house = app.extensions["tumbaga"]
    house.prepare()
    with house.writing() as session:
        city = found_city(session)
        for number in range(3):
            city.asset(
                code=f"PIS-{number}",
                title=TITLE if number == 0 else f"Otro registro {number}",
                contact={"email": "piscinas@ciudad.gov.co"},
            )
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield Town(f"http://127.0.0.1:{server.server_port}", app)
    server.shutdown()
    serving.join()
    server.server_close()
    house.engine.dispose()
    shutil.rmtree(folder, ignore_errors=True)


def ana_sends(town: Town, browser: Any) -> None:
    """Ana sends her record."""
    town.sit_down(browser, "ana")
    assert "Tiene 3 tareas" in said(browser)
    looked_at(browser)
    follow(browser, TITLE)
    looked_at(browser)
    follow(browser, "Enviar a revisión")
    looked_at(browser)
    press(browser, "Enviar a revisión")
    assert "Quedó en revisión" in said(browser)


def carla_returns_it(town: Town, browser: Any) -> None:
    """Carla reviews it: a remark on a field, and back with reasons."""
    town.sit_down(browser, "carla")
    assert "Tiene 1 tarea" in said(browser)
    follow(browser, "Revisar")
    browser.execute_script(
        "document.querySelector('main [name=campo]').value = 'frequency'"
    )
    write(browser, "texto", "¿Cada cuánto se mide?")
    press(browser, "Comentar")
    assert "¿Cada cuánto se mide?" in said(browser)
    looked_at(browser)
    follow(browser, "Devolver con razones")
    looked_at(browser)
    write(browser, "razones", "Falta decir cada cuánto se mide.")
    press(browser, "Devolver con razones")
    assert "Quedó devuelto" in said(browser)


def ana_corrects_it(town: Town, browser: Any) -> None:
    """Ana reads why, corrects, settles the remark and sends it again."""
    town.sit_down(browser, "ana")
    assert "«Falta decir cada cuánto se mide.»" in said(browser)
    town.do(correct)
    follow(browser, TITLE)
    press(browser, "Ya está resuelto")
    assert "Resuelto" in said(browser)
    follow(browser, "Versiones")
    press(browser, "Comparar")
    assert "Anual" in said(browser)
    looked_at(browser)
    browser.get(f"{town.address}/escritorio/registros?palabras=pisc")
    assert "1 registro" in said(browser)
    looked_at(browser)
    follow(browser, TITLE)
    follow(browser, "Enviar a revisión")
    press(browser, "Enviar a revisión")


def carla_approves_it(town: Town, browser: Any) -> None:
    """Carla approves; without the legal decision it cannot be published."""
    town.sit_down(browser, "carla")
    follow(browser, "Revisar")
    follow(browser, "Aprobar")
    press(browser, "Aprobar")
    assert "Quedó aprobado" in said(browser)
    browser.find_element("css selector", "main details summary").click()
    assert "aún no ha decidido su clase" in said(browser)


def carla_publishes_it(town: Town, browser: Any) -> None:
    """The legal office decides; Carla publishes; a citizen sees it."""
    town.do(decide)
    town.sit_down(browser, "carla")
    follow(browser, "Publicar")
    follow(browser, "Publicar")
    looked_at(browser)
    press(browser, "Publicar")
    assert "Quedó publicado" in said(browser)
    looked_at(browser)
    house = town.app.extensions["tumbaga"]
    catch_up(house.index, house.session)
    browser.delete_all_cookies()
    browser.get(f"{town.address}/datos/pis-0")
    assert TITLE in browser.title
    browser.get(f"{town.address}/buscar?q=piscinas")
    assert TITLE in said(browser)


def elsa_reads_what_happened(town: Town, browser: Any) -> None:
    """Elsa, who audits, reads what happened."""
    town.sit_down(browser, "elsa")
    browser.get(f"{town.address}/escritorio/historia")
    for does in ("publicó", "devolvió", "comentó", "aprobó", "envió a revisión"):
        assert does in said(browser)
    looked_at(browser)
    browser.get(f"{town.address}/escritorio/calidad")
    looked_at(browser)


def test_from_a_draft_to_what_a_citizen_sees(town: Town, browser: Any):
    screen(browser, 1280, "light")
    for chapter in (
        ana_sends,
        carla_returns_it,
        ana_corrects_it,
        carla_approves_it,
        carla_publishes_it,
        elsa_reads_what_happened,
    ):
        chapter(town, browser)


def test_many_at_once(town: Town, browser: Any):
    screen(browser, 1280, "light")
    town.sit_down(browser, "ana")
    follow(browser, "Registros")
    browser.find_element("id", "c-todos").click()
    browser.execute_script("document.getElementById('b-accion').value = 'editar'")
    press(browser, "Continuar")
    looked_at(browser)
    write(browser, '"contact.email"', "nada")
    press(browser, "Cambiar datos comunes")
    assert "No es un correo" in said(browser)
    looked_at(browser)
    browser.execute_script(
        "document.querySelector('[name=\"contact.email\"]').value = ''"
    )
    write(browser, "keywords_add", "agua, salud")
    press(browser, "Cambiar datos comunes")
    assert "3 registros quedaron cambiados" in said(browser)
    looked_at(browser)
    browser.get(f"{town.address}/escritorio/registros?clase=sin_decision")
    browser.find_element("css selector", "[name=elegido]").click()
    press(browser, "Continuar")
    press(browser, "Enviar a revisión")
    assert "1 registro quedó enviado" in said(browser)


def correct(session: Any, people: dict[str, Person]) -> None:
    """What Ana writes into the form."""
    from tumbaga.catalog import revising
    from tumbaga.schemas import kinds

    asset = assets.get(session, "PIS-0")
    values = {**revising.held(asset), "frequency": "anual"}
    assets.save(session, kinds.load("dataset", values), by=people["ana"])


def decide(session: Any, people: dict[str, Person]) -> None:
    asset: Asset = assets.get(session, "PIS-0")
    given = {"access_class": "publica"}
    classification.decide(session, asset, given, by=people["beto"])
