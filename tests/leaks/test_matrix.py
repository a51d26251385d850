"""The leak matrix: every route × every way of not being public × every role.

It is made of the route table itself: a route with an argument that nobody told us how to
fill fails the build. ``docs/leaks.md`` says what it covers.
"""

import gzip
import io
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from city import City, found_city
from desk_client import Desk
from filling import MACHINE, combinations
from flask import Flask
from flask.testing import FlaskClient
from scene import CANARY, STATES, Scene, fill, word
from tumbaga.catalog import access, tokens
from tumbaga.records.asset import Asset
from tumbaga.records.fragment import Fragment
from tumbaga.records.person import Person
from tumbaga.records.publication import FOLDERS, Publication
from tumbaga.web.app import create_app
from tumbaga.web.composition import House
from tumbaga.web.following import follow
from tumbaga.web.settings import Settings

ROLES = ("ana", "beto", "carla", "dario", "elsa", "fabio")
QUESTIONS = ("", "*", "título", "descripción", "zorz", "sorzal", "C-RESERVADA")


class Stage:
    """The application, its scene, and what each person may read."""

    def __init__(self, folder: Path) -> None:
        self.house = House(Settings(data=str(folder), jobs="worker"))
        self.house.prepare()
        with self.house.writing() as session:
            self.city = found_city(session)
            self.scene: Scene = fill(self.city)
            self.tokens = {
                one: tokens.issue(
                    session,
                    getattr(self.city, one),
                    ["read"],
                    by=getattr(self.city, one),
                ).secret
                for one in ROLES
            }
        self.app: Flask = create_app(self.house.settings)
        follow(self.app.extensions["tumbaga"])

    def person(self, name: str) -> Person:
        return getattr(self.city, name)

    def sees(self, name: str) -> bool:
        """Whether this person may read the working records of the scene."""
        unit = self.city.ana.organization
        return access.may(self.person(name), "read", unit)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    made = Stage(tmp_path_factory.mktemp("fugas"))
    yield made
    made.app.extensions["tumbaga"].engine.dispose()
    made.house.engine.dispose()


def addresses(stage: Stage) -> dict[str, set[str]]:
    """Every GET address of the route table, filled for every record, by its route."""
    adapter = stage.app.url_map.bind("localhost")
    found: dict[str, set[str]] = {}
    for rule in stage.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint.endswith("static"):
            continue
        places = found.setdefault(str(rule), set())
        for record in stage.scene.records.values():
            for filled in combinations(rule, record):
                try:
                    places.add(adapter.build(rule.endpoint, filled))
                except Exception:  # noqa: BLE001  # a converter refuses such a value
                    continue
    return found


def asked(stage: Stage) -> Iterator[str]:
    """Questions that fish for what is hidden."""
    words = [*QUESTIONS, *(word(state) for state in STATES)]
    for said in words:
        for place in ("/buscar", "/buscar.json", "/buscar.csv", "/buscar.atom"):
            yield f"{place}?q={quote(said)}&size=100"
        yield f"/sugerencias?q={quote(said)}"


def opened(body: bytes) -> str:
    """The text of an answer; what is packed is looked into."""
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    elif body.startswith(b"\x1f\x8b"):
        body = gzip.decompress(body)
    return body.decode("utf-8", "replace")


def leak(answer, allowed: frozenset[str] = frozenset()) -> str:
    """The first hidden word that an answer says, with what stands around it."""
    said = (opened(answer.get_data()) + str(answer.headers)).lower()
    answer.close()
    for state in STATES:
        if state not in allowed and word(state) in said:
            at = said.index(word(state))
            return said[max(0, at - 80) : at + 80]
    return ""


def test_every_argument_of_every_route_has_its_row(stage: Stage):
    found = addresses(stage)

    assert len(found) > 40
    empty = [rule for rule, places in found.items() if not places]
    assert empty == []


def leaking(client: FlaskClient, asking: list[str]) -> tuple[str, str] | None:
    """The first address that says a hidden word to this client, with what it says."""
    for address in asking:
        # What is asked with the very word comes back in the box where it was typed.
        own = frozenset(s for s in STATES if word(s) in address)
        found = leak(client.get(address), own)
        if found:
            return address, found
    return None


def test_nobody_who_is_not_signed_in_reads_a_hidden_word(stage: Stage, caplog):
    client = stage.app.test_client()
    every = {one for places in addresses(stage).values() for one in places}
    asking = sorted(every | set(asked(stage)))

    with caplog.at_level(logging.INFO):
        assert leaking(client, asking) is None

    assert len(asking) > 500
    own_words = [r for r in caplog.records if CANARY in r.getMessage().lower()]
    assert [r.getMessage() for r in own_words if "GET" not in r.getMessage()] == []


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
        for address in sorted(places)[:60]:
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
        for address in sorted(places)[:60] if inside else sorted(places)[:3]:
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
    if state != "parcial":
        for suffix in MACHINE:
            there = client.get(f"/{FOLDERS[kind]}/{code.lower()}{suffix}")
            assert there.status_code in (404, 410), (state, suffix)
            there.close()


def test_what_is_hidden_and_what_never_was_answer_alike(stage: Stage):
    client = stage.app.test_client()
    hidden = [
        stage.scene.records[s][1].lower() for s in ("borrador", "enviado", "sindecidir")
    ]
    bodies = {
        # the page searches the words of its address: those are the asker's own
        client.get(f"/indicadores/{slug}").text.replace(slug[2:], "")
        for slug in [*hidden, "c-nunca"]
    }
    uids = [stage.scene.records[s][0] for s in ("borrador", "enviado", "sindecidir")]
    ids = {
        client.get(f"/id/{uid}").get_data(as_text=True)
        for uid in [*uids, "00000000-0000-4000-8000-000000000000"]
    }

    assert len(bodies) == 1
    assert len(ids) == 1


def test_counts_and_facets_say_nothing_of_what_is_hidden(stage: Stage):
    client = stage.app.test_client()
    whole = client.get("/buscar.json?size=100").json
    named = {one["title"] for one in whole["results"]}

    assert not any(CANARY in title.lower() for title in named)
    for state in STATES:
        answer = client.get(f"/buscar.json?q={word(state)}").json
        assert (answer["total"], answer["results"]) == (0, []), state


def test_nothing_hidden_is_kept_where_the_window_looks(stage: Stage):
    """The ledger, the fragments, and the files of the index."""
    house = stage.app.extensions["tumbaga"]
    with house.session() as session:
        texts = [t for (t,) in session.query(Publication.document).all()]
        bodies = [b for (b,) in session.query(Fragment.body).all()]
        hidden = session.query(Asset).count()
    index = [
        path.read_bytes()
        for path in (house.settings.folder / "indice").rglob("*")
        if path.is_file()
    ]

    assert hidden > len(STATES)
    assert not [t for t in texts if CANARY in t.lower()]
    assert not [b for b in bodies if CANARY.encode() in bytes(b).lower()]
    assert not [b for b in index if CANARY.encode() in b.lower()]


def test_the_city_has_people_of_every_role(stage: Stage):
    city: City = stage.city
    held = {role for name in ROLES for role in getattr(city, name).roles}
    assert held == set(access.ROLE_NAMES)
