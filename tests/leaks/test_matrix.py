"""The leak matrix: every route × every way of not being public × every role.

It is made of the route table itself: a route with an argument that nobody told us how to
fill fails the build. ``docs/leaks.md`` says what it covers.
"""

import gzip
import io
import logging
import zipfile

import pytest
from city import RESERVED, City, found_city
from desk_client import Desk
from filling import MACHINE
from flask import Flask
from looking_for_leaks import (
    ROLES,
    Stage,
    addresses,
    asked,
    kept_leak,
    leak,
    leaking,
    logged_leak,
    ways,
)
from scene import CANARY, STATES, word
from tumbaga.catalog import access, assets, classification, people
from tumbaga.records import reading
from tumbaga.records.asset import Asset
from tumbaga.records.publication import FOLDERS
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.following import follow
from tumbaga.web.settings import Settings

pytestmark = pytest.mark.thorough

FEW = 60  # addresses of one route that a person of the house asks for
OUTSIDE = 3  # of a route that anybody may ask: nobody asks for every one of them


def test_every_argument_of_every_route_has_its_row(stage: Stage):
    found = addresses(stage)

    assert len(found) > 40
    empty = [rule for rule, places in found.items() if not places]
    assert empty == []


def test_nobody_who_is_not_signed_in_reads_a_hidden_word(stage: Stage, caplog):
    client = stage.app.test_client()
    every = {one for places in addresses(stage).values() for one in places}
    asking = sorted(every | set(asked(stage)))

    with caplog.at_level(logging.INFO):
        assert leaking(client, asking) is None

    assert len(asking) > 500
    assert logged_leak(caplog.records) == ""


def packed(text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("nota.txt", text)
    return made.getvalue()


@pytest.mark.parametrize(
    "answer",
    [
        lambda said: f"<p>{said}</p>",
        lambda said: ("", 302, {"Location": f"/indicadores/{said}"}),
        lambda said: (said, 404),
        packed,
        lambda said: gzip.compress(said.encode()),
    ],
    ids=["page", "header", "error", "zip", "gzip"],
)
def test_a_leak_planted_on_purpose_is_found(answer):
    """However it is wrapped: a matrix that cannot fail would say nothing."""
    careless = Flask("careless")
    careless.add_url_rule("/fuga", view_func=lambda: answer(word("reservada").upper()))

    found = leaking(careless.test_client(), ["/fuga"])

    assert found is not None
    assert found[0] == "/fuga"


@pytest.mark.parametrize("name", ROLES)
def test_a_role_reads_at_the_desk_only_what_is_theirs(stage: Stage, name: str):
    desk = Desk(stage.app, stage.person(name))
    allowed = frozenset(STATES) if stage.sees(name) else frozenset()
    for rule, places in sorted(addresses(stage).items()):
        inside = rule.startswith("/escritorio")
        for address in sorted(places)[: FEW if inside else OUTSIDE]:
            answer = desk.get(address)
            found = leak(answer, allowed if inside else frozenset())
            assert not found, (name, address, found)
            assert answer.status_code < 500, (name, address)


@pytest.mark.parametrize("name", ROLES)
def test_a_token_reads_by_the_api_only_what_is_its_person_s(stage: Stage, name: str):
    client = stage.app.test_client()
    headers = {"Authorization": f"Bearer {stage.tokens[name]}"}
    allowed = frozenset(STATES) if stage.sees(name) else frozenset()
    for rule, places in sorted(addresses(stage).items()):
        inside = rule.startswith("/api/v1")
        for address in sorted(places)[: FEW if inside else OUTSIDE]:
            found = leak(
                client.get(address, headers=headers), allowed if inside else frozenset()
            )
            assert not found, (name, address, found)


@pytest.mark.parametrize(("state", "status"), STATES.items())
def test_the_oracle_of_a_page(stage: Stage, state: str, status: int):
    uid, code, kind = stage.scene.records[state]
    client = stage.app.test_client()

    page = client.get(f"/id/{uid}", follow_redirects=True)

    assert page.status_code == status, state
    if state not in ("parcial", "editada"):
        for suffix in MACHINE:
            there = client.get(f"/{FOLDERS[kind]}/{code.lower()}{suffix}")
            assert there.status_code in (404, 410), (state, suffix)
            there.close()


def test_what_is_hidden_and_what_never_was_answer_alike(stage: Stage):
    client = stage.app.test_client()
    hidden = [
        stage.scene.records[s][1].lower() for s in ("borrador", "enviado", "sindecidir")
    ]
    slugs = [*hidden, "c-nunca"]
    uids = [stage.scene.records[s][0] for s in ("borrador", "enviado", "sindecidir")]
    uids.append("00000000-0000-4000-8000-000000000000")

    pages = {slug: f"/indicadores/{slug}" for slug in slugs}
    files = {slug: f"/indicadores/{slug}.ttl" for slug in slugs}
    ids = {uid: f"/id/{uid}" for uid in uids}
    named = {slug: f"/dataset/indicadores-{slug}" for slug in slugs}
    known = {uid: f"/dataset/{uid}" for uid in uids}
    files_of = {uid: f"/dataset/{uid}/resource/x" for uid in uids}
    for places in (pages, files, ids, named, known, files_of):
        assert len(ways(client, places)) == 1, places
        assert {status for status, _text in ways(client, places)} == {404}


def test_counts_and_facets_say_nothing_of_what_is_hidden(stage: Stage):
    client = stage.app.test_client()
    whole = client.get("/buscar.json?size=100").json
    named = {one["title"] for one in whole["results"]}

    assert not any(CANARY in title.lower() for title in named)
    for state in STATES:
        answer = client.get(f"/buscar.json?q={word(state)}").json
        assert (answer["total"], answer["results"]) == (0, []), state


def test_nothing_hidden_is_kept_where_the_window_looks(stage: Stage):
    """The ledger, the fragments, the letters, the index and the prepared files."""
    house = stage.app.extensions["tumbaga"]
    with house.session() as session:
        edition = 1
        assert session.query(Asset).count() == len(stage.scene.records) + edition
        assert reading.head(session).cut > 0

    assert kept_leak(house) == ""


def test_a_lagging_index_says_nothing_of_what_closed(tmp_path):
    """The decision is taken, and the index has not followed yet."""
    house = House(Settings(data=str(tmp_path), jobs="worker"))
    house.prepare()
    with house.writing() as session:
        found_city(session).published(code="ABIERTO", title="Un registro abierto")
    follow(house)
    client = create_app(house.settings).test_client()
    assert client.get("/buscar.json?q=abierto").json["total"] == 1
    with house.writing() as session:
        found = assets.get(session, "ABIERTO")
        beto = people.get(session, "beto")
        classification.decide(session, found, RESERVED, by=beto)

    assert client.get("/buscar.json?q=abierto").json["total"] == 0
    assert "abierto" not in client.get("/sugerencias?q=abierto").text
    house.engine.dispose()


def test_a_lagging_index_counts_what_closed_in_no_facet(tmp_path):
    """Asked with a word that most records say, what counts is counted otherwise."""
    house = House(Settings(data=str(tmp_path), jobs="worker"))
    house.prepare()
    with house.writing() as session:
        city = found_city(session)
        for number in range(12):  # far more than the offices
            city.published(code=f"R{number}", title=f"Un registro abierto {number}")
    follow(house)
    client = create_app(house.settings).test_client()
    with house.writing() as session:
        beto = people.get(session, "beto")
        classification.decide(session, assets.get(session, "R0"), RESERVED, by=beto)

    for asked_for in ("q=registro", "q=registro+-borrado", "q="):
        answer = client.get(f"/buscar.json?{asked_for}").json
        for name, values in answer["facets"].items():
            assert all(one["count"] <= answer["total"] for one in values), name
    house.engine.dispose()


def test_the_city_has_people_of_every_role(stage: Stage):
    city: City = stage.city
    held = {role for name in ROLES for role in getattr(city, name).roles}
    assert held == set(access.ROLE_NAMES)
