"""Coming in with OpenID Connect through Canaille, a real identity provider."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import requests
from accounts_site import Site, Visitor
from machine import missing
from sqlalchemy import select
from tumbaga.records.account import Browser, Identity
from werkzeug.test import TestResponse

RUNNER = Path(__file__).with_name("run_canaille.py")
PASSWORD = "cuatro perros en el corregimiento"
BACK = "http://localhost/entrar/externo/regreso"


@pytest.fixture(scope="module")
def canaille(tmp_path_factory) -> Iterator[str]:
    with running_canaille(tmp_path_factory.mktemp("canaille") / "log") as address:
        yield address


@contextmanager
def running_canaille(said: Path) -> Iterator[str]:
    if find_spec("canaille") is None:
        missing("canaille")
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        port = made.getsockname()[1]
    with said.open("w") as log:
        running = subprocess.Popen(
            [sys.executable, RUNNER, str(port), PASSWORD], stdout=log, stderr=log
        )
        try:
            _wait(f"http://localhost:{port}", running, said)
            yield f"http://localhost:{port}"
        finally:
            running.terminate()
            running.wait(10)


def _wait(address: str, running: subprocess.Popen[bytes], said: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and running.poll() is None:
        try:
            requests.get(f"{address}/.well-known/openid-configuration", timeout=5)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"Canaille did not start: {said.read_text()[-2000:]}")


def make(make_site, canaille: str, **more: str) -> Site:
    return make_site(
        oidc_issuer=canaille,
        oidc_client_id="tumbaga",
        oidc_client_secret=more.pop("secret", "secreto"),
        base_url="http://localhost",
        **more,
    )


def through(address: str, login: str, answer: str = "accept") -> str:
    """Fill in the provider's own pages; return where it sends the browser back to."""
    with requests.Session() as browser:
        page = browser.get(address, allow_redirects=False, timeout=20)
        for _ in range(9):
            onward = page.headers.get("Location", "")
            if onward.startswith(BACK):
                back = urlsplit(onward)
                return f"{back.path}?{back.query}"
            if onward:
                there = urljoin(page.url, onward)
                page = browser.get(there, allow_redirects=False, timeout=20)
            else:
                page = _fill(browser, page, login, answer)
    raise AssertionError(page.text)


def _fill(
    browser: requests.Session, page: requests.Response, login: str, answer: str
) -> requests.Response:
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert token, page.text
    given = {"csrf_token": token[1], "answer": answer}
    if 'name="login"' in page.text:
        given["login"] = login
    if 'name="password"' in page.text:
        given["password"] = PASSWORD
    return browser.post(page.url, data=given, allow_redirects=False, timeout=20)


def enter(
    site: Site, login: str, answer: str = "accept"
) -> tuple[Visitor, TestResponse]:
    visitor = site.browser()
    asked = visitor.get("/entrar/externo").location
    return visitor, visitor.get(through(asked, login, answer))


def test_who_is_in_the_city_directory_comes_in(make_site, canaille: str):
    site = make(make_site, canaille, oidc_mail="sí")
    visitor, answer = enter(site, "ana")

    assert (answer.status_code, answer.location) == (303, "/escritorio/")
    assert "Usuario ana" in visitor.get("/escritorio/cuenta").text
    with site.house.session() as session:
        linked = session.scalars(select(Identity)).one()
        assert (linked.issuer, linked.subject) == (canaille, "ana")
        assert session.scalars(select(Browser.way)).one() == "external"


def test_a_mailbox_that_the_directory_does_not_vouch_for_is_not_believed(
    make_site, canaille: str
):
    site = make(make_site, canaille)
    visitor, answer = enter(site, "ana")

    assert answer.status_code == 403
    assert "correo comprobado" in answer.text
    assert not visitor.is_in()


def test_who_is_in_the_directory_but_not_here_hears_it(make_site, canaille: str):
    visitor, answer = enter(make(make_site, canaille, oidc_mail="sí"), "nadie")

    assert answer.status_code == 403
    assert "nadie@prueba.gov.co no está inscrito" in answer.text
    assert not visitor.is_in()


def test_who_does_not_consent_there_stays_outside(make_site, tmp_path: Path):
    with running_canaille(tmp_path / "log") as fresh:  # nobody has consented yet
        site = make(make_site, fresh, oidc_mail="sí")
        visitor, answer = enter(site, "dario", "deny")

    assert answer.status_code == 400
    assert "Vuelva a empezar" in answer.text
    assert not visitor.is_in()


def test_a_wrong_secret_of_the_catalogue_lets_nobody_in(make_site, canaille: str):
    site = make(make_site, canaille, oidc_mail="sí", secret="otro")
    visitor, answer = enter(site, "ana")

    assert answer.status_code == 400
    assert not visitor.is_in()
