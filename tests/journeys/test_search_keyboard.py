"""Searching by keyboard alone, on a telephone and on a desk, with axe looking on."""

from typing import Any

import pytest
from looking import WIDTHS, arrive, look, screen, sideways, violations

pytestmark = pytest.mark.thorough

DOWN, UP, ENTER, ESCAPE, TAB = "\ue015", "\ue013", "\ue007", "\ue00c", "\ue004"
HOME = "\ue011"


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
    box.send_keys(HOME)  # back into the words: nothing is chosen any more
    assert browser.switch_to.active_element == box
    assert box.get_attribute("aria-activedescendant") is None

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
        "/variables/codigo-del-municipio",
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


@pytest.mark.parametrize("width", WIDTHS)
def test_filters_are_chosen_and_taken_back(browser: Any, site: str, width: int) -> None:
    """From the box to a filter, to its undoing, by Tab and Enter alone."""
    screen(browser, width, "light")
    browser.get(f"{site}/buscar?q=plan")
    if width < 992:
        _tab_to(browser, "aside details.d-lg-none > summary").send_keys(ENTER)
    all_of_it = _total(browser)

    chosen = _tab_to(browser, ".tb-faceta a[href*='tema=']")
    told = chosen.find_elements("css selector", "span")[-1].text
    assert browser.execute_script(
        "const s = getComputedStyle(document.activeElement);"
        "return s.outlineStyle !== 'none' || s.boxShadow !== 'none'"
    )
    chosen.send_keys(ENTER)
    arrive(browser, "tema=")

    assert _total(browser) == int(told) < all_of_it
    assert violations(browser) == []
    assert sideways(browser) == 0
    _tab_to(browser, "a.tb-filtro").send_keys(ENTER)
    wait_for(browser, lambda seen: "tema=" not in seen.current_url)
    arrive(browser, "/buscar?q=plan")
    assert _total(browser) == all_of_it


def _tab_to(browser: Any, selector: str) -> Any:
    """Press Tab until one of these has the focus."""
    for _press in range(120):
        active = browser.switch_to.active_element
        if browser.execute_script(
            "return arguments[0].matches(arguments[1])", active, selector
        ):
            return active
        active.send_keys(TAB)
    raise AssertionError(f"Tab never comes to {selector}")


def _total(browser: Any) -> int:
    heading = browser.find_element("css selector", "#hr").text
    return int(heading.split()[0].replace(".", ""))


@pytest.mark.parametrize("page", ["sinonimos?probar=poblasion", "demandas"])
def test_the_desk_of_the_search(browser: Any, desk_site: Any, page: str) -> None:
    desk_site.enter(browser, desk_site.city.carla)

    look(browser, f"{desk_site.address}/escritorio/{page}")
