"""Like variables of processes, files and formulas stand side by side, and say why."""

import re

import pytest
import samples
from flask.testing import FlaskClient

STRATA = [{"code": str(one), "label": f"Estrato {one}"} for one in range(1, 7)]
COMUNAS = {"name": "comunas", "label": "Comunas", "type": "entero", "unit": "comunas"}
P1 = {"name": "p1", "label": "Comuna", "type": "categoria", "universe": "Hogares"}
P2 = {"name": "p2", "label": "Estrato", "type": "categoria", "categories": STRATA}
P7 = {"name": "p7", "label": "Nivel de la tarifa", "type": "categoria"}
P8 = {"name": "p8", "label": "Género", "standard_variable": "sexo", "type": "codigo"}
COLUMNS = [
    {"name": "cod_mpio", "type": "codigo", "description": "Cinco dígitos."},
    {"name": "sexo", "label": "Sexo", "standard_variable": "sexo", "type": "categoria"},
    {"name": "nota", "label": "Nota", "type": "texto"},
    COMUNAS,
]
MPIO = {"name": "municipio", "label": "Código del municipio", "type": "codigo"}


def _made(number: int, kind: str, title: str, **leaves: object):
    document = {
        **samples.PROCESS,
        "uid": f"00000000-0000-4000-8000-00000000000{number}",
        "title": title,
        "kind": kind,
        "slug": f"r{number}",
        "variables": [],
        **leaves,
    }
    return samples.entry(document, document["slug"])


@pytest.fixture(autouse=True)
def compared(append) -> None:
    """Two processes, a file and an indicator that speak of some of the same things."""
    file = {"uid": "f1", "title": "Tabla", "format": "CSV", "columns": COLUMNS}
    formula = [{"symbol": "V1", "name": "Código del municipio"}]
    indicator = samples.INDICATOR | {"variables": [], "formula_variables": formula}
    append(
        _made(1, "production_process", "Una encuesta", variables=[P1, P2, MPIO]),
        _made(
            2,
            "production_process",
            "Otra encuesta",
            variables=[P1 | {"label": "Comunas"}, P7 | {"categories": STRATA}, P8],
        ),
        _made(3, "dataset", "Un archivo", distributions=[file]),
        samples.entry(indicator, "ind"),
    )


def _rows(client: FlaskClient, name: str) -> dict[str, str]:
    """What each record is compared for, by its title and what it calls it."""
    page = client.get(f"/variables/{name}").text.partition("<tbody>")[2]
    found = {}
    for row in page.split("</tr>")[:-1]:
        title = re.search(r'<a href="(?P<at>[^"]+)"[^>]*>(?P<title>[^<]+)', row)
        called = re.search(r'data-r="Cómo la llama">([^<]+)', row)[1]
        why = re.search(r'data-r="Por qué se compara">([^<]+)', row)[1]
        place, _, anchor = title["at"].partition("#")
        assert f'id="{anchor}"' in client.get(place).text
        found[f"{title['title']}: {called}"] = why
    return found


def test_a_name_is_one_however_a_heading_shortens_it(client: FlaskClient) -> None:
    found = _rows(client, "codigo-del-municipio")

    assert found == {
        "Una encuesta: Código del municipio": "Mismo nombre",
        f"{samples.INDICATOR['title']}: Código del municipio": "Mismo nombre",
        "Un archivo: cod_mpio": "Otro nombre de lo mismo",
    }


def test_how_many_there_are_is_not_which_one_it_is(client: FlaskClient) -> None:
    assert _rows(client, "comuna") == {
        "Una encuesta: Comuna": "Mismo nombre",
        "Otra encuesta: Comunas": "Otro nombre de lo mismo",
    }


def test_another_name_with_the_same_categories_is_compared(client) -> None:
    assert _rows(client, "estrato") == {
        "Una encuesta: Estrato": "Mismo nombre",
        "Otra encuesta: Nivel de la tarifa": "Mismas categorías",
    }


def test_the_standard_variable_joins_what_is_called_otherwise(client) -> None:
    assert _rows(client, "sexo")["Un archivo: Sexo"] == "Mismo nombre"
    both = _rows(client, "genero")
    assert both["Otra encuesta: Género"] == "Mismo nombre"


def test_a_page_leads_to_a_comparison_only_where_there_is_one(client) -> None:
    offered = {
        path: set(re.findall(r'/variables/([^"]+)"', client.get(path).text))
        for path in ("/ppi/r1", "/datos/r3")
    }

    assert offered["/ppi/r1"] == {"comuna", "estrato"}
    assert offered["/datos/r3"] == {"comunas", "cod-mpio"}
    assert "Ningún otro registro" in client.get("/variables/nota").text
