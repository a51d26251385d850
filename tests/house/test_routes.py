"""Every view says who may call it, and answers on an empty catalogue without failing."""

from pathlib import Path

import pytest
from flask import Flask
from tumbaga.catalog.search import catch_up
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings
from werkzeug.routing import Rule

SAMPLES = {
    "kind": "datos",
    "folder": "datos",
    "slug": "no-existe",
    "uid": "00000000-0000-4000-8000-000000000000",
    "checksum": "0" * 64,
    "name": "nada.csv",
    "suffix": "ttl",
    "format": "ttl",
    "key": "ttl",
    "filename": "theme.css",
    "page": 1,
    "number": 1,
}


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    settings = Settings(data=str(tmp_path))
    house = House(settings)
    house.prepare()
    catch_up(house.index, house.session)  # as whoever follows does
    house.engine.dispose()
    return create_app(settings)


def test_every_view_has_an_access_rule(app: Flask):
    theirs = {"static", "bootstrap.static"}
    for rule in app.url_map.iter_rules():
        if rule.endpoint in theirs:
            continue
        view = app.view_functions[rule.endpoint]
        assert getattr(view, "access_rule", None), f"{rule} ({rule.endpoint})"


def test_every_address_answers_on_an_empty_catalogue(app: Flask):
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        values = {name: sample(rule, name) for name in rule.arguments}
        adapter = app.url_map.bind("localhost")
        address = adapter.build(rule.endpoint, values)

        answer = client.get(address)
        answer.close()

        wanted = {200, 303, 308, 404}
        if rule.rule.startswith("/api/"):
            wanted |= {401}
        assert answer.status_code in wanted, (address, answer.status)


def sample(rule: Rule, name: str) -> object:
    """A value that the rule's own converter takes."""
    items = getattr(rule._converters[name], "items", None)
    return min(items) if items else SAMPLES.get(name, "no-existe")
