"""The door, the people and the account: no page breaks WCAG 2.1 AA or scrolls sideways."""

from typing import Any

import pytest
from looking import SCHEMES, WIDTHS, arrive, screen, sideways, violations

pytestmark = pytest.mark.thorough

OUTSIDE = ("/entrar", "/entrar/olvide", "/entrar/clave/x")
INSIDE = (
    "/escritorio/cuenta",
    "/escritorio/personas",
    "/escritorio/personas?q=zzz",
    "/escritorio/personas/invitar",
)


@pytest.fixture
def inside(browser: Any, site: str) -> Any:
    """A browser of the demonstration's administrator."""
    browser.get(f"{site}/entrar")
    press(browser, "button[value=adela]")
    arrive(browser, "/escritorio/")
    yield browser
    browser.delete_all_cookies()


def press(browser: Any, selector: str) -> None:
    button = browser.find_element("css selector", selector)
    browser.execute_script("arguments[0].click()", button)


def there(browser: Any, name: str) -> Any:
    """The element with this id, once the page that has it is open."""
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(browser, 20).until(lambda seen: seen.find_element("id", name))


def look(browser: Any, where: str) -> list[str]:
    """What is wrong with the page that is open, at both widths, light and dark."""
    found = []
    for width in WIDTHS:
        for scheme in SCHEMES:
            screen(browser, width, scheme)
            said = violations(browser)
            if sideways(browser) > 0:
                said.append("scrolls sideways")
            found += [f"{where} {width} {scheme}: {one}" for one in said]
    return found


@pytest.mark.parametrize("page", OUTSIDE)
def test_the_door_is_accessible(browser: Any, site: str, page: str) -> None:
    browser.delete_all_cookies()
    browser.get(site + page)
    assert not look(browser, page)


@pytest.mark.parametrize("page", INSIDE)
def test_the_pages_inside_are_accessible(inside: Any, site: str, page: str) -> None:
    inside.get(site + page)
    assert not look(inside, page)


def test_inviting_from_a_mistake_to_the_persons_own_password(
    inside: Any, site: str
) -> None:
    """An administrator errs, corrects, hands the link over; the person comes in."""
    inside.get(f"{site}/escritorio/personas/invitar")
    inside.find_element("id", "name").send_keys("Lía Gómez")
    inside.find_element("id", "email").send_keys("lia.viaje@")
    press(inside, "form[novalidate] button.btn-primary")
    there(inside, "hay-errores")
    assert not look(inside, "mistake")
    mailbox = inside.find_element("id", "email")
    assert mailbox.get_attribute("aria-invalid") == "true"
    mailbox.clear()
    mailbox.send_keys("lia.viaje@ejemplo.gov.co")
    press(inside, "form[novalidate] button.btn-primary")
    # The demo of the journeys listens on another port than its address says.
    link = there(inside, "enlace").get_attribute("value")
    assert not look(inside, "link")
    inside.find_element("link text", "Ver su ficha").click()
    arrive(inside, "/personas/")
    assert not look(inside, "person")

    inside.delete_all_cookies()
    inside.get(site + link.partition("8000")[2])
    assert not look(inside, "choose")
    for field in ("clave", "otra_vez"):
        inside.find_element("id", field).send_keys("tres gatos en la comuna")
    press(inside, "main form button.btn-primary")
    there(inside, "quien").send_keys("lia.viaje@ejemplo.gov.co")
    inside.find_element("id", "clave").send_keys("tres gatos en la comuna")
    press(inside, "form[action$='/entrar'] button.btn-primary")
    arrive(inside, "/escritorio/")
    inside.get(f"{site}/escritorio/cuenta")
    assert "Lía Gómez" in inside.page_source


def test_putting_a_second_step(inside: Any, site: str) -> None:
    inside.get(f"{site}/escritorio/cuenta")
    press(inside, "form[action$='segundo-paso'] button")
    there(inside, "codigo")
    assert inside.find_element("css selector", ".tb-qr svg path").is_displayed()
    assert not look(inside, "second step")
