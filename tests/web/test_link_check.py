"""The link checker: what answers, what moved, what broke, and who is told."""

from datetime import timedelta

import pytest
from city import found_city
from local_server import client, serving
from tumbaga.catalog import links
from tumbaga.harvesters.links import check
from tumbaga.records.base import now
from tumbaga.web import links as checking
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

ROUTES = {
    "/vive": ("hola",),
    "/404": lambda asked: asked.send("x", status=404),
    "/410": lambda asked: asked.send("x", status=410),
    "/401": lambda asked: asked.send("x", status=401),
    "/500": lambda asked: asked.send("x", status=500),
    "/sin-head": lambda asked: asked.send(
        "x", status=200 if asked.handler.command == "GET" else 405
    ),
    "/grande": lambda asked: asked.send(b"x" * 200_000),
    "/mudado": lambda asked: asked.send("", status=301, Location="/vive"),
    "/barra": lambda asked: asked.send("", status=301, Location="/barra/"),
    "/barra/": ("x",),
    "/adentro": lambda asked: asked.send(
        "", status=302, Location="http://169.254.169.254/"
    ),
}


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/vive", "works"),
        ("/404", "broken"),
        ("/410", "broken"),
        ("/401", "unknown"),
        ("/500", "broken"),
        ("/sin-head", "works"),
        ("/grande", "works"),
        ("/mudado", "moved"),
        ("/barra", "works"),
        ("/adentro", "unknown"),
    ],
)
def test_what_an_address_answers_is_judged(path, state):
    with serving(ROUTES) as server:
        assert check(server.url(path), client(robots=False)).state == state


def test_a_server_that_is_not_there_is_broken_and_says_so():
    with serving({}) as server:
        url = server.url("/")

    told = check(url, client(robots=False))

    assert told.state == "broken"
    assert "No se pudo conectar" in told.reason


@pytest.mark.parametrize(
    "url", ["https://no-existe.invalid/a", "https://mal escrita/a"]
)
def test_an_address_that_leads_to_no_server_is_broken(url):
    assert check(url, client(robots=False)).state == "broken"


def checked(tmp_path, urls):
    house = House(Settings(data=str(tmp_path), harvest_private="sí", harvest_delay="0"))
    house.prepare()
    with house.writing() as session:
        city = found_city(session)
        for number, url in enumerate(urls):
            part = {"title": "CSV", "url": url, "media_type": "text/csv"}
            city.asset(code=f"A-{number}", distributions=[part])
    found = list(checking.steps(house))
    with house.session() as session:
        counts = links.counted(session)
    house.engine.dispose()
    return len(found), counts


@pytest.mark.thorough
def test_a_server_without_network_calls_nothing_broken(tmp_path):
    with serving({}) as server:
        urls = [server.url(f"/{number}") for number in range(3)]

    assert checked(tmp_path, urls) == (0, {})


@pytest.mark.thorough
def test_one_that_answers_shows_that_the_others_are_broken(tmp_path):
    with serving({}) as server:
        silent = [server.url(f"/{number}") for number in range(3)]
    with serving(ROUTES) as server:
        found = checked(tmp_path, [*silent, server.url("/vive")])

    assert found == (4, {"broken": 3, "works": 1})


def offered(city, url):
    return city.asset(distributions=[{"title": "CSV", "url": url, "media_type": "CSV"}])


def test_each_address_is_tried_in_its_time(city):
    offered(city, "https://x.gov.co/a.csv")
    session, start = city.session, now()

    assert links.due(session) == ["https://x.gov.co/a.csv"]
    links.note(session, "https://x.gov.co/a.csv", "works", 200)
    assert links.due(session) == []
    assert links.due(session, moment=start + timedelta(days=8)) != []
    links.note(session, "https://x.gov.co/a.csv", "broken", 404, "Respondió 404.")
    assert links.due(session, moment=start + timedelta(days=2)) != []


def test_three_failures_in_a_row_are_told_to_the_owner(city):
    url = "https://x.gov.co/a.csv"
    asset = offered(city, url)
    for _turn in range(2):
        links.note(city.session, url, "broken", 404, "Respondió 404.")
    assert list(links.broken(city.session)) == []

    links.note(city.session, url, "broken", 404, "Respondió 404.")

    [one] = links.broken(city.session)
    assert (one.code, one.failures) == (asset.code, 3)
    assert one.organization == "Departamento Administrativo de Planeación"
    links.note(city.session, url, "works", 200)
    assert list(links.broken(city.session)) == []
    [known] = links.states(city.session, [url]).values()
    assert [line["state"] for line in known.history] == ["works", *["broken"] * 3]
