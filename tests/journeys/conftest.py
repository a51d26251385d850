"""A real browser and the demo, served on a free loopback port, for the journeys."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from machine import missing
from tumbaga.catalog.search import catch_up
from tumbaga.web.app import create_app
from tumbaga.web.demo.loader import load
from tumbaga.web.settings import Settings
from werkzeug.serving import make_server

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Without these a browser calls home, and a closed network refuses it many times over.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=es-CO",
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo as `make demo` serves it."""
    settings = Settings(data=str(tmp_path_factory.mktemp("demo")), demo="sí")
    app = create_app(settings)
    house = app.extensions["tumbaga"]
    house.prepare()
    for _step in load(house):
        pass
    catch_up(house.index, house.session)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()
    server.server_close()
    house.engine.dispose()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Chromium without a window; where there is none, the journeys are left out."""
    try:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
    except ImportError:
        missing("selenium")

    binary = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        missing("Chromium con chromedriver")
    options = webdriver.ChromeOptions()
    options.binary_location = str(binary)
    profile: Path = tmp_path_factory.mktemp("profile")
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"intl.accept_languages": "es-CO,es"})
    opened = webdriver.Chrome(options=options, service=Service(str(driver)))
    yield opened
    opened.quit()
