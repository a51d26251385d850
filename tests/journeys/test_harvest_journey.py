"""An administrator adds a source, tries it, approves it, runs it and settles a name."""

import json
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest
from desks import Site, served
from local_server import Asked, serving
from looking import arrive, look, screen
from pressing import await_words, press, said, shoot
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select
from sqlalchemy import select
from tumbaga.records.asset import Asset

pytestmark = pytest.mark.thorough

HARVESTS = "/escritorio/cosechas"


@pytest.fixture(scope="module")
def city_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("cosechas")
    with served(folder, harvest_private="sí", harvest_delay="0") as site:
        yield site


def feed(count: int) -> bytes:
    datasets = [
        {
            "identifier": f"d{n}",
            "title": f"Hallazgos fiscales {2000 + n}" if n else "",
            "description": "Lo que halló la Contraloría en el año.",
            "theme": ["Control fiscal"],
            "publisher": {"name": "Secretaría de Salud Pública Mpal."},
        }
        for n in range(count)
    ]
    return json.dumps({"dataset": datasets}).encode()


def test_from_an_address_to_settled_records(browser: Any, city_site: Site) -> None:
    site, gate = city_site, Event()
    with serving({"/data.json": (feed(130), "application/json")}) as server:
        screen(browser, 1280, "light")
        site.enter(browser, site.city.dario)
        propose(browser, site, server.url("/data.json"))
        try_and_approve(browser)
        server.routes["/data.json"] = slowly(gate)
        run_and_look(browser)
        gate.set()
        await_words(browser, "Terminada, con problemas")

    settle(browser, site)
    with site.house.session() as session:
        assert len(session.scalars(select(Asset.id)).all()) == 129
    for place in ("cosechas/palabras", "tareas", "cosechas/fuentes/contraloria"):
        browser.get(f"{site.address}/escritorio/{place}")
        shoot(browser, place.replace("/", "-"))


def slowly(gate: Event) -> Callable[[Asked], None]:
    """The last part of the answer waits until the page of the run was looked at."""

    def answer(asked: Asked) -> None:
        content = feed(130)
        asked.handler.send_response(200)
        asked.handler.send_header("Content-Type", "application/json")
        asked.handler.send_header("Content-Length", str(len(content)))
        asked.handler.end_headers()
        cut = len(content) - len(content) // 10
        asked.send_raw(content[:cut])
        gate.wait(8)
        asked.send_raw(content[cut:])

    return answer


def propose(browser: Any, site: Site, address: str) -> None:
    browser.get(f"{site.address}{HARVESTS}/nueva")
    browser.find_element(By.ID, "title").send_keys("Contraloría")
    Select(browser.find_element(By.ID, "kind")).select_by_value("datajson")
    browser.find_element(By.ID, "location").send_keys(address)
    unit = Select(browser.find_element(By.ID, "organization"))
    unit.select_by_value("planeacion")
    browser.find_element(By.ID, "schedule").send_keys("cada lunes a las 3")
    shoot(browser, "nueva")
    screen(browser, 1280, "light")
    press(browser, "Guardar la fuente")
    assert "Espera la aprobación" in said(browser)


def try_and_approve(browser: Any) -> None:
    press(browser, "Probar sin guardar")
    await_words(browser, "Si se cosechara ahora")
    assert "129\nnuevos" in said(browser)
    assert "Control fiscal" in said(browser)
    shoot(browser, "prueba")
    screen(browser, 1280, "light")
    press(browser, "Aprobar la fuente")
    shoot(browser, "fuente")
    screen(browser, 1280, "light")


def run_and_look(browser: Any) -> None:
    press(browser, "Cosechar ahora")
    await_words(browser, "Ver cómo va")
    link = browser.find_element(By.LINK_TEXT, "Ver cómo va")
    browser.get(link.get_attribute("href"))
    arrive(browser, "/corridas/")
    await_words(browser, "En curso")
    shoot(browser, "corrida-en-curso")


def settle(browser: Any, site: Site) -> None:
    """The page of the run, the name of an office confirmed once."""
    shoot(browser, "corrida")
    run = browser.current_url
    assert "129\nnuevos" in said(browser)
    screen(browser, 1280, "light")
    browser.get(f"{run}?resultado=failed")
    assert "d0" in said(browser)
    look(browser, run)
    screen(browser, 1280, "light")
    browser.get(f"{site.address}{HARVESTS}")
    shoot(browser, "fuentes")
    browser.get(f"{site.address}{HARVESTS}/nombres")
    shoot(browser, "nombres")
    assert "Secretaría de Salud Pública Mpal." in said(browser)
    press(browser, "Confirmar")
    assert "es Secretaría de Salud Pública" in said(browser)
