"""The window's search: facets, years, places, variables, suggestions, pace, the unmet."""

import json
import re
from datetime import date

import pytest
import samples
from flask import Flask
from flask.testing import FlaskClient
from tumbaga.catalog.search import Question, unmet
from tumbaga.web import ready
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.following import write_unmet
from tumbaga.web.settings import Settings, WrongSetting, read
from tumbaga.web.window import asking
from tumbaga.web.window.choices import Choice, Facet
from tumbaga.web.window.pace import Buckets

pytestmark = pytest.mark.usefixtures("filled")


def test_years_are_a_form_that_keeps_the_question(client: FlaskClient) -> None:
    page = client.get("/buscar?q=ejemplo&tipo=indicadores&desde=1900&hasta=2100").text

    assert 'name="desde"' in page
    assert '<input type="hidden" name="tipo" value="indicadores">' in page
    assert "de 1900 a 2100" in page
    nothing = json.loads(client.get("/buscar.json?q=ejemplo&hasta=1600").data)
    assert nothing["total"] == 0


def test_a_field_in_the_box_is_a_filter_with_its_way_out(client: FlaskClient) -> None:
    page = client.get("/buscar?q=ejemplo+tipo:indicador").text
    direct = client.get("/buscar.json?q=ejemplo&tipo=indicadores").json

    assert client.get("/buscar.json?q=ejemplo+tipo:indicador").json == direct
    assert 'value="ejemplo"' in page
    assert 'class="tb-filtro" href="/buscar?q=ejemplo"' in page


def test_facets_of_any_result_are_told_to_programs(client: FlaskClient) -> None:
    facets = client.get("/buscar.json").json["facets"]

    assert {"territory", "licence", "source", "quality"} <= set(facets)
    for values in facets.values():
        assert all({"value", "label", "count", "chosen"} == set(one) for one in values)


def test_machine_lists_are_not_indexed(client: FlaskClient) -> None:
    for suffix in ("json", "csv", "atom"):
        answer = client.get(f"/buscar.{suffix}?q=ejemplo&tipo=datos&clase=publica")
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert 'content="noindex,follow"' in client.get("/buscar?tipo=datos").text


def test_places_have_pages(client: FlaskClient) -> None:
    assert "Santiago de Cali" in client.get("/territorios").text
    page = client.get("/territorios/76001").text
    assert "Comunas (22)" in page
    assert "Corregimientos (15)" in page
    assert "Valle del Cauca" in page
    assert "11 comunas" in client.get("/territorios/17001-c12").text
    for wrong in ("00", "76001-c99", "x" * 500, "%00"):
        assert client.get(f"/territorios/{wrong}").status_code == 404


def test_like_variables_stand_side_by_side(client: FlaskClient) -> None:
    variables = samples.PROCESS.get("variables") or samples.DATASET.get("variables")
    if not variables:
        pytest.skip("los ejemplos no tienen variables")
    name = variables[0]["name"]
    page = client.get(f"/variables/{name}")

    assert page.status_code == 200
    assert f"#variable-{name.replace('_', '-')}" in page.text
    for wrong in ("no-hay-tal", "-", "%3Cscript%3E", "x" * 900):
        assert client.get(f"/variables/{wrong}").status_code == 404


def test_suggestions_name_themes_and_lead_somewhere(client: FlaskClient) -> None:
    for typed in ("eje", "inv", "sal", "edu"):
        for one in client.get(f"/sugerencias?q={typed}").json:
            path = one["url"].removeprefix("https://datos.test")
            assert client.get(path.partition("#")[0]).status_code == 200
            assert one["label"]


@pytest.mark.parametrize(
    "typed", ["", "\x00", '"', "a" * 9000, "😀", "tipo:datos", "*"]
)
def test_no_suggestion_is_an_error(client: FlaskClient, typed: str) -> None:
    assert client.get("/sugerencias", query_string={"q": typed}).status_code == 200


def test_what_nobody_finds_is_left_for_the_follower(
    client: FlaskClient, house: House
) -> None:
    client.get("/buscar?q=xyzzyx")
    client.get("/buscar?q=xyzzyx&tipo=datos")
    client.get("/buscar?q=xyzzyx&exacta=1")

    assert [text for text, _visit, _day in house.unmet] == ["xyzzyx"]
    assert "127.0.0.1" not in str(house.unmet)
    visits = [(1, "v1"), (2, "v2"), (3, "v3"), (3, "another")]
    house.unmet.extend(("xyzzyx", who, date(2026, 1, day)) for day, who in visits)
    assert write_unmet(house) == 5
    assert not house.unmet
    with house.session() as session:
        assert [one.text for one in unmet.listed(session)] == ["xyzzyx"]


def test_a_crawler_has_to_wait(tmp_path) -> None:
    app = create_app(Settings(data=str(tmp_path), search_pace="3", proxies="1"))
    house: House = app.extensions["tumbaga"]
    house.prepare()
    client = app.test_client()

    def ask(address: str, path: str = "/buscar?tipo=datos") -> int:
        return client.get(path, headers={"X-Forwarded-For": address}).status_code

    assert [ask("10.0.0.1") for _time in range(4)] == [200, 200, 200, 429]
    assert ask("10.0.0.1", "/sugerencias?q=a") == 429
    assert ask("6.6.6.6, 10.0.0.1") == 429  # what a client writes is not believed
    assert ask("10.0.0.2") == 200
    assert ask("10.0.0.1", "/") == 200
    refused = client.get("/buscar", headers={"X-Forwarded-For": "10.0.0.1"})
    assert refused.headers["Retry-After"] == "60"
    assert "Demasiadas búsquedas" in refused.text
    house.engine.dispose()


def test_without_proxies_their_header_is_not_believed(app: Flask) -> None:
    with app.test_request_context(
        "/buscar", headers={"X-Forwarded-For": "6.6.6.6"}
    ) as c:
        assert c.request.remote_addr != "6.6.6.6"


def test_a_bucket_fills_again() -> None:
    buckets = Buckets()

    assert [buckets.take("a", 2, now) for now in (0.0, 0.0, 0.0)] == [True, True, False]
    assert buckets.take("a", 2, 31.0)
    assert not buckets.take("a", 2, 31.0)
    for number in range(20_100):
        buckets.take(str(number), 2, 40.0)
    assert len(buckets._left) == 20_000


@pytest.mark.parametrize("value", ["x", "-1", "", "1.5", "9999999", "٣"])
@pytest.mark.parametrize("name", ["TUMBAGA_SEARCH_PACE", "TUMBAGA_PROXIES"])
def test_settings_that_are_no_numbers(name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match="número"):
        read({name: value})


@pytest.mark.usefixtures("filled")
def test_a_crawler_is_led_to_no_combination(client):
    """Every link that narrows or sorts says nofollow, on a page that says noindex."""
    for path in ("/buscar", "/buscar?tipo=datos", "/buscar?q=plan&orden=nombre"):
        page = client.get(path).text
        found = re.findall(r'<a ([^>]*href="/buscar\?[^"]+"[^>]*)>', page)
        narrowing = [one for one in found if "tb-filtro" not in one]

        assert narrowing
        assert 'content="noindex,follow"' in page
        assert [one for one in narrowing if 'rel="nofollow"' not in one] == []
    robots = client.get("/robots.txt").text
    assert "Disallow: /buscar" in robots


@pytest.mark.usefixtures("filled")
def test_a_page_far_beyond_is_the_last_one(client):
    for path in ("/buscar", "/buscar.json", "/buscar.csv", "/buscar.atom"):
        assert client.get(f"{path}?pagina=999999999").status_code == 200
        assert client.get(f"{path}?pagina={'9' * 400}").status_code == 200


def test_a_filter_link_asks_what_it_says_whatever_the_value() -> None:
    asked = Question(text="a&b 0valor0", filters={"theme": ("salud",), "kind": ()})
    for facet in asking.FACETS:
        for value in (
            "salud",
            "año & cía = 1",
            "dataset",
            asking.HERE,
            "50 %",
            "+\ud800",
        ):
            toggled = asking._toggled(asked, facet, value)
            assert asking._toggling(asked, facet)(value) == asking.address(toggled)
    plain = Question(text="parque")
    assert asking._toggling(plain, "theme")("a b") == "/buscar?q=parque&tema=a+b"


def test_who_finds_nothing_is_led_to_ask_for_it(client: FlaskClient) -> None:
    main = client.get("/buscar?q=zzzzzz").text.partition("<main")[2]

    assert "¿No está lo que busca?" in main.partition("</main>")[0]
    assert 'href="/solicitudes"' in main.partition("</main>")[0]


def test_who_asks_first_waits_for_nothing_that_could_be_ready(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready.collector, "look_briefly", lambda: None)  # for serving
    ready.make(app)

    def refuse(*_given: object, **_how: object) -> None:
        raise AssertionError("a template is made while somebody waits")

    monkeypatch.setattr(app.jinja_env, "compile", refuse)
    page = app.test_client().get("/buscar?q=ejemplo")

    assert page.status_code == 200
    assert 'class="tb-resultado"' in page.text


def test_values_of_a_facet_are_written_as_they_are_and_run_nothing(
    app: Flask, client: FlaskClient
) -> None:
    """Lines of a facet are put together by hand: names and addresses are escaped."""
    hostile = "\"><script>alert(1)</script>&'"
    page = client.get("/buscar", query_string={"q": "ejemplo", "formato": hostile}).text
    facet = Facet("format", "Formato", [Choice(hostile, 1200, True, f"/?a={hostile}")])

    assert "<script>alert" not in page
    with app.test_request_context():
        line = str(facet.first)
    assert "<script" not in line
    assert "1.200" in line
    assert 'aria-current="true"' in line
    assert "&#x27;" in line
