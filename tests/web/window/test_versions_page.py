"""The versions of a record on its page: which there were, and what each changed."""

import re
from collections.abc import Callable

import pytest
import samples
from flask.testing import FlaskClient

PAGE = "/indicadores/escuelas"
SPANISH = {"Accept-Language": "es"}


def versions_on(client: FlaskClient) -> str:
    page = client.get(PAGE, headers=SPANISH).get_data(as_text=True)
    found = re.search(r'id="h-ver".*?</ol>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


@pytest.fixture
def publish(append: Callable[..., None]) -> Callable[..., None]:
    def write(disclosure: str = "full", **more: object) -> None:
        document = {**samples.INDICATOR, **more}
        append(samples.entry(document, slug="escuelas", disclosure=disclosure))

    return write


def test_each_version_is_dated_and_says_what_it_changed(
    client: FlaskClient, publish: Callable[..., None]
) -> None:
    publish(version=1)
    assert versions_on(client) == ""
    publish(version=2, title="Escuelas con biblioteca", unit="Escuelas")
    said = versions_on(client)

    assert re.search(r"Versión 2\. Cambió: Nombre, Unidad de medida \.", said)
    assert re.search(r"Versión 1\. Primera publicación\.", said)


def test_what_was_cut_short_is_not_told_of_again(
    client: FlaskClient, publish: Callable[..., None]
) -> None:
    publish(version=1, objective="Un objetivo que ya no se dice")
    publish("partial", version=2)

    said = versions_on(client)
    assert "Versión 2" in said
    assert "Versión 1" not in said
    assert "objetivo" not in said.lower()


def test_an_error_is_told_by_the_form_of_complaints(client: FlaskClient) -> None:
    page = client.get("/solicitudes?tipo=general", headers=SPANISH)
    assert re.search(r'value="general"[^>]* checked', page.get_data(as_text=True))
    page = client.get("/solicitudes?tipo=nada", headers=SPANISH)
    assert re.search(r'value="informacion"[^>]* checked', page.get_data(as_text=True))
