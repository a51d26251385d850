"""How the journeys of harvests press a button, wait for words and take a picture."""

import os
from pathlib import Path
from typing import Any

from looking import WIDTHS, arrive, screen, sideways
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

SHOTS = os.environ.get("TUMBAGA_TEST_SHOTS", "")


def press(browser: Any, words: str) -> None:
    """Press the button with these words; the page is left."""
    page = browser.find_element(By.TAG_NAME, "html")
    path = f"//main//button[contains(., '{words}')]"
    button = browser.find_element(By.XPATH, path)
    button.send_keys(Keys.ENTER)
    WebDriverWait(browser, 20).until(lambda _seen: is_left(page))
    arrive(browser, "/escritorio/")


def is_left(page: Any) -> bool:
    """Whether the browser is on another page; asked amid the change it says so oddly."""
    from selenium.common.exceptions import WebDriverException

    try:
        page.is_enabled()
    except WebDriverException as error:
        if "stale element" in str(error) or "node with given id" in str(error).lower():
            return True
        raise
    return False


def await_words(browser: Any, words: str) -> None:
    WebDriverWait(browser, 30).until(lambda seen: words in said(seen))


def said(browser: Any) -> str:
    script = "return document.querySelector('main')?.innerText || ''"
    return str(browser.execute_script(script))


def shoot(browser: Any, name: str) -> None:
    """Nothing goes sideways at either width; a picture where somebody asked for them."""
    for width in WIDTHS:
        screen(browser, width, "light")
        assert sideways(browser) == 0, name
        if SHOTS:
            Path(SHOTS, f"{name}-{width}.png").write_bytes(
                browser.get_screenshot_as_png()
            )
