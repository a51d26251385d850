"""A real browser and the demo, served on a free loopback port, for the journeys."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desks import Site, served
from machine import missing
from sqlalchemy.orm import Session
from tumbaga.catalog import (
    assets,
    classification,
    people,
    publishing,
    withdrawing,
    workflow,
)
from tumbaga.catalog.search import catch_up
from tumbaga.records.person import ROLES
from tumbaga.schemas import kinds
from tumbaga.web.access import public
from tumbaga.web.app import create_app
from tumbaga.web.demo.loader import load
from tumbaga.web.following import draw
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
    with house.writing() as session:
        withdraw_one(session)
    catch_up(house.index, house.session)
    draw(house)
    app.add_url_rule("/prueba-de-falla", view_func=failing)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()
    server.server_close()
    house.engine.dispose()


@pytest.fixture(scope="module")
def desk_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A new city's desk, served for the browser."""
    with served(tmp_path_factory.mktemp("escritorio")) as site:
        yield site


def withdraw_one(session: Session) -> None:
    """A record that was public and left: its address answers 410 ever since."""
    by = people.admit(session, "todo", "Todo", list(ROLES))
    draft = kinds.load(
        "dataset",
        {
            "code": "SALIO",
            "title": "Un registro que salió",
            "description": "Estuvo publicado y ya no está.",
            "organization": "dapm",
            "theme": "cultura",
            "language": "es",
        },
    )
    asset = assets.save(session, draft, by=by).asset
    workflow.submit(session, asset, by=by)
    workflow.approve(session, asset, by=by)
    classification.decide(session, asset, {"access_class": "publica"}, by=by)
    publishing.publish(session, asset, by=by)
    withdrawing.withdraw(session, asset, "Repetía otro registro.", by=by)


@public
def failing() -> str:
    """What every program does one day."""
    raise RuntimeError("planned by the test")


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
