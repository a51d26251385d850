"""A citizen who cannot spell finds a figure, understands it and takes it away."""

from typing import Any
from urllib.request import urlopen

from looking import arrive, screen
from machine import missing
from tumbaga.exporters.charts.painter import available

KEYS = {"tab": "\ue004", "enter": "\ue007"}


def test_citizen_finds_a_figure_and_takes_it(browser: Any, site: str) -> None:
    screen(browser, 360, "light")
    browser.get(site)
    browser.find_element("css selector", ".tb-portada input").send_keys(
        "difucion de resultados" + KEYS["enter"]
    )
    arrive(browser, "/buscar?")
    assert "porque «difucion» no aparece" in browser.page_source
    browser.find_element("css selector", ".tb-resultado h3 a").click()
    arrive(browser, "/indicadores/")
    heading = browser.find_element("css selector", "h1").text
    assert heading.startswith("Difusión de resultados")
    assert "¿Puedo usarlo? Sí" in browser.page_source
    download = browser.find_element("css selector", "#obtener .btn-primary")
    with urlopen(download.get_attribute("href")) as answer:
        assert answer.headers["Content-Type"].startswith("text/csv")
        assert answer.read().startswith(b"periodo,")


def test_keyboard_skips_to_the_content(browser: Any, site: str) -> None:
    screen(browser, 1280, "light")
    browser.get(f"{site}/acerca")
    browser.find_element("css selector", "body").send_keys(KEYS["tab"])
    skip = browser.switch_to.active_element
    assert skip.text == "Saltar al contenido"
    skip.send_keys(KEYS["enter"])
    assert browser.switch_to.active_element.get_attribute("id") == "contenido"


def test_nothing_is_asked_of_anybody_else(browser: Any, site: str) -> None:
    browser.get(f"{site}/indicadores/mahp03-06-18-ft06")
    asked = browser.execute_script(
        "return performance.getEntriesByType('resource').map(e => e.name)"
    )
    assert asked
    assert [name for name in asked if not name.startswith(site)] == []


def test_drawings_take_the_colours_of_the_theme(browser: Any, site: str) -> None:
    if not available():
        missing("vl-convert (extra charts)")
    address = f"{site}/indicadores/mahp03-06-18-ft06"
    colours = []
    for scheme in ("light", "dark"):
        screen(browser, 1280, scheme)
        browser.get(address)
        line = browser.find_element("css selector", '.tb-ancho path[stroke-width="3"]')
        colours.append(line.value_of_css_property("stroke"))
    assert colours[0] != colours[1]
