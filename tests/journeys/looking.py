"""How a journey looks at a page: the screen it has, and what axe finds on it."""

from functools import cache
from pathlib import Path
from typing import Any

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


@cache
def axe() -> str:
    """The text of axe.min.js, from the installed package."""
    import axe_core_python

    folder = Path(axe_core_python.__file__).parent
    return next(folder.rglob("axe.min.js")).read_text("utf-8")


def screen(browser: Any, width: int, scheme: str) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False},
    )
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
    )


def violations(browser: Any) -> list[str]:
    """What axe finds wrong on the page that is open, one line each."""
    browser.execute_script(axe())
    found = browser.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, {runOnly: arguments[0]}).then(r => done(r.violations));",
        RULES,
    )
    return [
        f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for one in found
        for node in one["nodes"]
    ]


def sideways(browser: Any) -> int:
    """How many pixels the page can be pushed sideways; none is right."""
    script = "const e = document.documentElement; return e.scrollWidth - e.clientWidth"
    return int(browser.execute_script(script))


def arrive(browser: Any, part: str) -> None:
    """Wait until the page that a click or a key asked for is the one that is open."""
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, 20).until(
        lambda seen: (
            part in seen.current_url
            and seen.execute_script("return document.readyState") == "complete"
        )
    )


def look(browser: Any, address: str) -> None:
    """Open a page at each width and in each scheme: nothing for axe, nothing sideways."""
    for width in WIDTHS:
        for scheme in SCHEMES:
            screen(browser, width, scheme)
            browser.get(address)
            found = violations(browser)
            assert found == [], f"{address} {width} {scheme}: {found}"
            assert sideways(browser) == 0, f"{address} {width}"
