"""A producer registers a process from an empty page to review, in a real browser."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from city import found_city
from desk_client import Desk
from looking import WIDTHS, arrive, screen, sideways, violations
from tumbaga.catalog import assets, people
from tumbaga.schemas import kinds
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings
from werkzeug.serving import make_server

pytestmark = pytest.mark.thorough

BASE = "/escritorio/registros"
WAIT = 15


class Place:
    """The desk as Ana's browser finds it."""

    def __init__(self, address: str, cookie: str, house: House) -> None:
        self.address, self.cookie, self.house = address, cookie, house

    def enter(self, browser: Any) -> None:
        browser.get(f"{self.address}/acerca")
        browser.add_cookie({"name": "sesion", "value": self.cookie, "path": "/"})


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    app = create_app(Settings(data=str(tmp_path), demo="sí"))
    house = app.extensions["tumbaga"]
    house.prepare()
    with house.writing() as session:
        city = found_city(session)
        city.asset(code="ECC-1", title="Encuesta de cultura ciudadana")
        ana = people.get(session, "ana")
    desk = Desk(app, ana)
    desk.get("/escritorio/")
    cookie = desk.client.get_cookie("sesion")
    assert cookie is not None
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield Place(f"http://127.0.0.1:{server.server_port}", cookie.value, house)
    server.shutdown()
    serving.join()
    server.server_close()
    house.engine.dispose()


def one(browser: Any, selector: str) -> Any:
    return browser.find_element("css selector", selector)


def press(browser: Any, text: str) -> None:
    button = browser.find_element(
        "xpath", f"//button[normalize-space()='{text}' and not(@tabindex)]"
    )
    browser.execute_script(
        "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", button
    )
    button.click()


def write(browser: Any, name: str, text: str) -> None:
    field = one(browser, f"[name='{name}']")
    field.clear()
    field.send_keys(text)


def choose(browser: Any, name: str, value: str) -> None:
    from selenium.webdriver.support.ui import Select

    Select(one(browser, f"[name='{name}']")).select_by_value(value)


def until(browser: Any, wanted: Any) -> Any:
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(browser, WAIT).until(wanted)


def looked(browser: Any, where: str) -> None:
    problems = [f"{where}: {one}" for one in violations(browser)]
    assert not problems, "\n".join(problems)
    assert sideways(browser) <= 0, where


def test_a_process_from_empty_to_submitted(browser: Any, place: Place):
    screen(browser, 1280, "light")
    place.enter(browser)
    browser.get(f"{place.address}{BASE}/nuevo")
    looked(browser, "nuevo")
    browser.find_element("partial link text", "Proceso de producción").click()
    arrive(browser, "tipo=ppi")

    write(browser, "title", "Encuesta de cultura ciudadana 2019")
    until(browser, lambda seen: "ECC-1" in one(seen, "#parecidos").text)
    looked(browser, "parecidos")
    write(browser, "title", "Registro de vacunación")
    press(browser, "Empezar el registro")
    arrive(browser, "/editar/que-es")
    assert "Le falta para enviar" in one(browser, "main aside").text

    write(browser, "description", "Quién se vacuna en la ciudad.")
    until(browser, lambda seen: "Guardado a las" in one(seen, "#guardado").text)
    choose(browser, "theme", "funcion-publica")
    choose(browser, "ppi_type", "registro_administrativo")
    choose(browser, "language", "es")
    write(browser, "acronym", "X" * 70)
    press(browser, "Guardar y seguir")
    arrive(browser, "guardado=1")
    assert "Es demasiado largo" in one(browser, ".tb-errores").text
    looked(browser, "con errores")
    write(browser, "acronym", "RV")
    press(browser, "Guardar y seguir")
    arrive(browser, "/para-que")

    write(browser, "objective", "Saber a quién le falta una vacuna.")
    press(browser, "Guardar y salir")
    until(browser, lambda seen: "/editar" not in seen.current_url)
    uid = browser.current_url.rstrip("/").split("/")[5]
    browser.get(f"{place.address}{BASE}/{uid}/editar/que-es")
    press(browser, "Enviar a revisión")
    until(browser, lambda seen: "/editar" not in seen.current_url)
    with place.house.session() as session:
        found = assets.get(session, uid)
        assert found.workflow_state == "submitted"
        assert found.acronym == "RV"


def test_what_was_typed_without_a_connection_is_found_again(browser: Any, place: Place):
    screen(browser, 1280, "light")
    place.enter(browser)
    with place.house.session() as session:
        uid = assets.get(session, "ECC-1").uid
    address = f"{place.address}{BASE}/{uid}/editar/que-es"
    browser.get(address)
    browser.execute_cdp_cmd("Network.enable", {})
    offline = {"offline": True, "latency": 0, "downloadThroughput": 0}
    browser.execute_cdp_cmd(
        "Network.emulateNetworkConditions", {**offline, "uploadThroughput": 0}
    )
    write(browser, "acronym", "SINRED")
    until(browser, lambda seen: "Sin conexión" in one(seen, "#guardado").text)
    browser.execute_cdp_cmd(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 0,
            "downloadThroughput": -1,
            "uploadThroughput": -1,
        },
    )
    browser.get(f"{place.address}/acerca")
    browser.get(address)
    assert one(browser, "[name=acronym]").get_attribute("value") == ""
    press(browser, "Recuperarlo")

    assert one(browser, "[name=acronym]").get_attribute("value") == "SINRED"
    until(browser, lambda seen: "Guardado a las" in one(seen, "#guardado").text)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_the_form_are_accessible(browser: Any, place: Place, width: int):
    with place.house.writing() as session:
        ana = people.get(session, "ana")
        values = {
            "code": "IND-1",
            "title": "Cobertura de vacunación",
            "organization": "planeacion",
            "formula": "V1/V2",
            "unit": "porcentaje",
            "formula_variables": [
                {"symbol": "V1", "name": "Uno"},
                {"symbol": "V2", "name": "Dos"},
            ],
            "observations": [
                {"period": "2019", "components": {"V1": 3, "V2": 4}, "target": 90}
            ],
            "changes": [{"date": "2020", "change": "Se creó."}],
        }
        uid = assets.save(session, kinds.load("indicator", values), by=ana).asset.uid
    place.enter(browser)
    for scheme in ("light", "dark"):
        for name in (
            "editar/que-es",
            "editar/formula",
            "editar/archivos?mas=distributions",
            "editar/cambios",
            "datos",
            "vista-previa",
        ):
            screen(browser, width, scheme)
            browser.get(f"{place.address}{BASE}/{uid}/{name}")
            looked(browser, f"{name} {width} {scheme}")


def test_figures_save_themselves_while_one_types(browser: Any, place: Place):
    uid = an_indicator(place)
    place.enter(browser)
    browser.get(f"{place.address}{BASE}/{uid}/datos")
    screen(browser, 1280, "light")

    kept = one(browser, "[name=_own]").get_attribute("value")
    assert kept == ""
    for row, cells in enumerate(({"v0": "60", "v1": "80"}, {"value": "<5"})):
        type_in(browser, row, period=f"20{20 - row}", **cells)
        kept = saved_anew(browser, kept)
    assert "1 por corregir" in one(browser, "#guardado").text
    one(browser, "[name='r.1.value']").clear()
    type_in(browser, 1, value="7")
    saved_anew(browser, kept)

    browser.get(f"{place.address}{BASE}/{uid}/datos")
    shown = [
        one(browser, f"[name='r.{row}.{cell}']").get_attribute("value")
        for row in (0, 1)
        for cell in ("period", "value")
    ]
    assert shown == ["2019", "7", "2020", "75"]
    assert (
        one(browser, "math").get_attribute("alttext") == "V1 dividido por V2, por 100"
    )
    assert violations(browser) == []
    for width in WIDTHS:
        screen(browser, width, "light")
        assert sideways(browser) == 0


def an_indicator(place: Place) -> str:
    """With a formula and no figures yet; gives its uid."""
    with place.house.writing() as session:
        given = {
            "code": "IND-9",
            "title": "Cobertura del acueducto",
            "organization": "planeacion",
            "formula": "(V1/V2)*100",
            "formula_variables": [
                {"symbol": "V1", "name": "Con agua"},
                {"symbol": "V2", "name": "Todos"},
            ],
        }
        draft = kinds.load("indicator", given)
        return assets.save(session, draft, by=people.get(session, "ana")).asset.uid


def type_in(browser: Any, row: int, **cells: str) -> None:
    for name, text in cells.items():
        one(browser, f"[name='r.{row}.{name}']").send_keys(text)


def saved_anew(browser: Any, before: str) -> str:
    """Wait until the script has saved; return the seals of the page's figures then."""
    from selenium.webdriver.support.ui import WebDriverWait

    def seals(_seen: Any) -> str:
        return str(one(browser, "[name=_own]").get_attribute("value"))

    WebDriverWait(browser, WAIT).until(lambda seen: seals(seen) != before)
    return seals(browser)
