"""Hostile words in records and hostile questions: shown as words, answered, never run."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import samples
from flask.testing import FlaskClient

pytestmark = pytest.mark.thorough

OURS = re.compile(r'<script src="/estatico/sugerencias\.js\?v=\w+" defer></script>')
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
LONG = "x" * 600


def poisoned(value: Any, evil: str) -> Any:
    """The same document with ``evil`` at the end of every text that is no code."""
    if isinstance(value, dict):
        kept = ("uid", "kind", "class", "slug", "first_published", "checksum")
        return {k: v if k in kept else poisoned(v, evil) for k, v in value.items()}
    if isinstance(value, list):
        return [poisoned(one, evil) for one in value]
    return value + evil if isinstance(value, str) else value


DOCUMENTS = {
    "/indicadores/malo": samples.INDICATOR,
    "/datos/malo": samples.DATASET,
    "/ppi/malo": samples.PROCESS,
    "/documentos/malo": samples.DOCUMENT,
}


LINKED_DATA = '<script type="application/ld+json">'


@pytest.mark.parametrize("address", DOCUMENTS)
def test_script_in_every_field_stays_text(
    client: FlaskClient, append: Callable[..., None], address: str
) -> None:
    document = poisoned(DOCUMENTS[address], EVIL)
    figure = samples.observation("2019" + EVIL, 1, note=EVIL, source=EVIL)
    append(samples.entry(document, "malo", figures=[figure]))
    for page in (address, "/buscar?q=ejemplo", "/", "/buscar.atom"):
        text = client.get(page).text
        # The linked data of schema.org is data, and stands there once.
        assert "<script" not in OURS.sub("", text).replace(LINKED_DATA, "", 1)
        assert "<img src=x" not in text
    assert "&lt;script&gt;" in client.get(address).text


def test_script_in_an_entry_known_by_name_stays_text(
    client: FlaskClient, append: Callable[..., None]
) -> None:
    document = poisoned(samples.RESERVED, EVIL)
    append(samples.entry(document, "x", disclosure="index"))
    assert "<script" not in OURS.sub("", client.get("/documentos/x").text)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<b>x",
        "vbscript:x",
        "//otro.sitio/x",
        "https:",
        "/\\otro.sitio",
    ],
)
def test_links_that_run_or_leave_are_no_links(
    client: FlaskClient, append: Callable[..., None], link: str
) -> None:
    document = {
        **samples.DOCUMENT,
        "place": link,
        "source": {"title": "Fuente", "url": link},
        "distributions": [{"uid": "1", "title": "Algo", "url": link}],
    }
    append(samples.entry(document, "malo"))
    page = client.get("/documentos/malo").text
    assert f'href="{link.strip()}"' not in page
    assert 'href="javascript' not in page.lower()


@pytest.mark.parametrize(
    "query",
    [
        "pagina=-1",
        "pagina=1000000000",
        "pagina=1e9",
        "pagina=%D9%A1",
        "page=-1&page=3",
        "q=" + "a" * 10000,
        "q=%00%01%1f",
        "q=%ED%A0%80",
        "q=%FF%FE",
        "q=AND+OR+NOT+()*~%22",
        "q=%F0%9F%98%80%F0%9F%98%80",
        "q[]=1&q[]=2",
        "lang=../../etc/passwd",
        "lang=en%00",
        "tipo=no-hay&tema=%3Cscript%3E&clase=&anio=20.15",
        "orden=%27;drop",
        "&".join(f"tema={n}" for n in range(300)),
    ],
)
@pytest.mark.usefixtures("filled")
def test_no_question_fails(client: FlaskClient, query: str) -> None:
    for page in (
        "/buscar",
        "/buscar.json",
        "/buscar.csv",
        "/buscar.atom",
        "/sugerencias",
    ):
        answer = client.get(f"{page}?{query}")
        assert answer.status_code == 200, page
        assert answer.mimetype != "text/html" or "<script>" not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/indicadores/..%2f..%2fetc",
        "/indicadores/" + "a" * 5000,
        "/indicadores/%00",
        "/indicadores/%FF",
        "/indicadores/x.exe",
        "/id/",
        "/id/%F0%9F%98%80",
        "/id/" + "9" * 4000,
        "/archivos/x/y",
        "/archivos/" + "a" * 64 + "/..%2f..%2fx",
        "/%3Cscript%3E/x",
        "/iconos/x.svg",
    ],
)
@pytest.mark.usefixtures("filled")
def test_strange_addresses_are_not_found(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "<script>" not in answer.text
    assert "Ver todos los registros" in answer.text


def test_very_long_word_is_rendered(
    client: FlaskClient, append: Callable[..., None]
) -> None:
    append(samples.entry({**samples.DATASET, "title": LONG}, "largo"))
    assert LONG in client.get("/datos/largo").text


@pytest.mark.usefixtures("filled")
def test_spreadsheet_takes_no_formula(
    client: FlaskClient, append: Callable[..., None]
) -> None:
    append(samples.entry({**samples.DATASET, "title": "=1+2"}, "formula"))
    assert "\n'=1+2," in client.get("/buscar.csv").text.replace("\r", "")
