"""What a person does at a page in a real browser, and what they see there."""

from typing import Any

from looking import WIDTHS, screen, sideways, violations


def click(browser: Any, element: Any) -> None:
    """Click, and wait until the page that follows is the one that is open."""
    from selenium.webdriver.support.ui import WebDriverWait

    browser.execute_script("window.before = true")
    browser.execute_script(
        "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element
    )
    element.click()
    arrived = "return !window.before && document.readyState === 'complete'"
    WebDriverWait(browser, 20).until(lambda seen: seen.execute_script(arrived))


def follow(browser: Any, text: str) -> None:
    """Click the link that says so."""
    from selenium.webdriver.common.by import By

    click(browser, browser.find_element(By.PARTIAL_LINK_TEXT, text))


def press(browser: Any, text: str) -> None:
    """Click the button of the page that says so."""
    from selenium.webdriver.common.by import By

    found = browser.find_elements(By.CSS_SELECTOR, "main button")
    button = next(one for one in found if one.text.startswith(text))
    click(browser, button)


def write(browser: Any, name: str, text: str) -> None:
    from selenium.webdriver.common.by import By

    browser.find_element(By.CSS_SELECTOR, f"main [name={name}]").send_keys(text)


def said(browser: Any) -> str:
    from selenium.webdriver.common.by import By

    return str(browser.find_element(By.TAG_NAME, "main").text)


def looked_at(browser: Any) -> None:
    """The page that is open is accessible, and fits a phone."""
    for width in WIDTHS:
        screen(browser, width, "light")
        assert violations(browser) == [], browser.current_url
        assert sideways(browser) == 0, browser.current_url
    screen(browser, 1280, "light")
