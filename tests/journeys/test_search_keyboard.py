"""Searching by keyboard alone, on a telephone and on a desk, with axe looking on."""

from typing import Any

import pytest
from looking import WIDTHS, arrive, screen, sideways, violations

DOWN, UP, ENTER, ESCAPE, TAB = "\ue015", "\ue013", "\ue007", "\ue00c", "\ue004"


def wait_for(browser: Any, condition: Any) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, 20).until(condition)


def shown(browser: Any) -> list[str]:
    """The suggestions that can be seen now."""
    return [
        one.text
        for one in browser.find_elements("css selector", ".tb-sugerencias li")
        if one.is_displayed()
    ]


def focused(browser: Any, attribute: str) -> str:
    return str(browser.switch_to.active_element.get_attribute(attribute))


@pytest.mark.parametrize("width", WIDTHS)
def test_from_three_letters_to_the_record(browser: Any, site: str, width: int) -> None:
    screen(browser, width, "light")
    browser.get(site)
    box = browser.find_element("css selector", ".tb-portada input")
    while focused(browser, "id") != box.get_attribute("id"):
        browser.switch_to.active_element.send_keys(TAB)
    assert box.get_attribute("role") == "combobox"

    box.send_keys("acue")
    wait_for(browser, lambda _seen: len(shown(browser)) >= 2)
    assert focused(browser, "aria-expanded") == "true"
    assert violations(browser) == []
    assert sideways(browser) == 0
    box.send_keys(DOWN)
    active = focused(browser, "aria-activedescendant")
    marked = browser.find_element("id", active)
    assert marked.get_attribute("aria-selected") == "true"
    title = marked.find_element("css selector", "b").text
    box.send_keys(DOWN + UP)
    assert focused(browser, "aria-activedescendant") == active

    box.send_keys(ESCAPE)
    assert shown(browser) == []
    assert focused(browser, "aria-expanded") == "false"
    box.send_keys(DOWN)
    wait_for(browser, lambda _seen: shown(browser))
    box.send_keys(ENTER)
    arrive(browser, "/indicadores/")
    assert title in browser.find_element("css selector", "h1").text


@pytest.mark.parametrize("width", WIDTHS)
def test_enter_searches_for_what_is_typed(browser: Any, site: str, width: int) -> None:
    screen(browser, width, "light")
    browser.get(f"{site}/buscar")
    box = browser.find_element("css selector", ".tb-pregunta input")
    box.send_keys("medio de recolección")
    wait_for(browser, lambda _seen: shown(browser))
    box.send_keys(ENTER)
    arrive(browser, "/buscar?q=medio")

    inside = browser.find_element("css selector", ".tb-dentro a")
    while browser.switch_to.active_element != inside:
        browser.switch_to.active_element.send_keys(TAB)
    inside.send_keys(ENTER)
    arrive(browser, "#variable-")
    place = browser.current_url.partition("#")[2]
    assert browser.find_element("id", place).is_displayed()


@pytest.mark.parametrize(
    "page",
    [
        "/buscar?q=tipo:indicador+a%C3%B1o:2015-2018+plan",
        "/buscar?q=peleas+entre+vecinos&desde=2000",
        "/territorios",
        "/territorios/76001",
        "/territorios/17001-c12",
        "/variables/medio-recoleccion",
    ],
)
def test_pages_of_search_are_accessible(browser: Any, site: str, page: str) -> None:
    problems = []
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            screen(browser, width, scheme)
            browser.get(site + page)
            assert browser.find_elements("css selector", "h1")
            problems += violations(browser)
            assert sideways(browser) == 0
    assert problems == []
