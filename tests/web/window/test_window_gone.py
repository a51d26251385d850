"""What left, what never was and what may not be known: each has its one answer."""

from collections.abc import Callable

import pytest
import samples
from flask import Flask
from flask.testing import FlaskClient
from tumbaga.web import errors

UID = samples.UIDS["dataset"]
LEFT = {
    "uid": UID,
    "kind": "dataset",
    "withdrawn": {"date": "2026-11-20", "reason": "Tenía datos de personas."},
}
HTML = {"Accept": "text/html"}


@pytest.mark.usefixtures("filled")
def test_withdrawn_leaves_a_tombstone(
    client: FlaskClient, append: Callable[..., None]
) -> None:
    append(samples.entry(LEFT, UID, state="withdrawn", disclosure="index"))
    for address in (f"/id/{UID}", f"/datos/{UID}", "/datos/inversion"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "20 de noviembre de 2026" in answer.text
        assert "Tenía datos de personas." in answer.text
        assert samples.DATASET["title"] not in answer.text
    assert client.get("/datos/inversion.ttl").status_code == 410


@pytest.mark.usefixtures("filled")
def test_old_address_leads_to_the_name_alone(
    client: FlaskClient, append: Callable[..., None]
) -> None:
    hidden = {**samples.CLASSIFIED, "uid": UID}
    append(samples.entry(hidden, UID, disclosure="index"))
    answer = client.get("/datos/inversion")
    assert (answer.status_code, answer.location) == (302, f"/datos/{UID}")
    assert client.get("/datos/inversion.ttl").status_code == 404
    assert client.get(f"/datos/{UID}").status_code == 200


@pytest.mark.usefixtures("filled")
def test_old_address_leads_to_the_new(
    client: FlaskClient, append: Callable[..., None]
) -> None:
    append(samples.entry(samples.DATASET, "inversion-nueva"))
    answer = client.get("/datos/inversion")
    assert (answer.status_code, answer.location) == (301, "/datos/inversion-nueva")


@pytest.mark.usefixtures("filled")
def test_retired_stays_and_names_its_successor(
    client: FlaskClient, append: Callable[..., None]
) -> None:
    retired = {
        "date": "2026-02-03",
        "reason": "Lo reemplaza otro.",
        "successor": samples.UIDS["document"],
    }
    append(
        samples.entry(
            {**samples.DATASET, "retired": retired}, "inversion", state="retired"
        )
    )
    answer = client.get("/datos/inversion")
    assert answer.status_code == 200
    assert "Este registro se retiró" in answer.text
    assert "3 de febrero de 2026" in answer.text
    assert 'href="/documentos/boletin"' in answer.text
    assert client.get("/datos/inversion.ttl").status_code == 404


def test_public_version_says_what_is_withheld_and_why(
    client: FlaskClient, append: Callable[..., None]
) -> None:
    decision = {**samples.CLASSIFIED["classification"], "scope": "partial"}
    document = {**samples.DATASET, "access": "disponible", "classification": decision}
    append(samples.entry(document, "parte", disclosure="partial"))
    page = client.get("/datos/parte").text
    assert "¿Puedo usarlo? Sí, la versión pública" in page
    assert "Artículo 18, literal a" in page


@pytest.mark.usefixtures("filled")
def test_unknown_identifiers_get_one_answer(client: FlaskClient) -> None:
    pages = {
        client.get(f"/id/{uid}", headers=HTML).data
        for uid in ("99999999-0000-4000-8000-000000000000", "nada", "x" * 300)
    }
    assert len(pages) == 1


@pytest.mark.usefixtures("filled")
def test_not_found_searches_the_words_of_the_address(client: FlaskClient) -> None:
    answer = client.get("/indicadores/escuelas-biblioteka", headers=HTML)
    assert answer.status_code == 404
    assert 'value="escuelas biblioteka"' in answer.text
    assert 'href="/indicadores/ej-1"' in answer.text


def test_our_fault_is_ours(app: Flask, client: FlaskClient) -> None:
    def broken() -> str:
        raise RuntimeError("secreto de la casa")

    app.add_url_rule("/roto", "broken", broken)
    answer = client.get("/roto")
    assert answer.status_code == 500
    assert "No es culpa suya" in answer.text
    assert "secreto" not in answer.text


def test_last_resort_when_the_page_itself_fails(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_values: object) -> str:
        raise RuntimeError("tampoco la plantilla")

    app.add_url_rule("/roto", "broken", broken)
    monkeypatch.setattr(errors, "render_template", broken)
    answer = client.get("/roto")
    assert answer.status_code == 500
    assert "Ir al inicio" in answer.text


def test_other_methods_are_refused_in_words(client: FlaskClient) -> None:
    answer = client.post("/buscar")
    assert answer.status_code == 405
    assert "Ir al inicio" in answer.text
