"""A source that was good and turns bad (attacks 28, 35 to 38 and 40 of the peers), whole
runs over the wire, by every protocol: what there was stays, and the run says what happened.
"""

import gzip
import threading
from types import SimpleNamespace

import pytest
from harvest_states import founded
from local_server import serving
from speaking_sources import PLACES, Source
from sqlalchemy import select
from sqlalchemy.orm import Session
from tumbaga.harvesters.http import Client, Limits
from tumbaga.records.asset import Asset
from tumbaga.records.harvest import HarvestItem, HarvestRun, HarvestSource
from tumbaga.web import harvests
from tumbaga.web.harvests import Asked

pytestmark = pytest.mark.thorough

THINGS = {f"t{n:02}": f"Cosa número {n}" for n in range(10)}
LOGIN = "<!doctype html><html><title>Iniciar sesión</title><body></body></html>"
PAGED = ("ckan", "dcat", "oai", "csw", "nada")
COUNTED = (
    "ckan",
    "dcat",
    "csw",
    "nada",
    "socrata",
)  # those that say how many there are
DTD = '<!DOCTYPE r [<!ENTITY % p SYSTEM "{url}"> %p; <!ENTITY f SYSTEM "{url}">]><r>&f;</r>'


class Every:
    """Routes of which every one answers alike; robots.txt is never there."""

    def __init__(self, answer):
        self.answer = answer

    def get(self, path):
        return None if path == "/robots.txt" else self.answer


@pytest.fixture(scope="module")
def towns(tmp_path_factory):
    """A catalogue for each protocol, which has harvested the good source once."""
    made = {}

    def town(kind):
        if kind not in made:
            made[kind] = _town(tmp_path_factory.mktemp(kind), kind)
        return made[kind]

    yield town
    for one in made.values():
        one.house.engine.dispose()
        one.close()


def _town(folder, kind):
    house = founded(folder)
    source = Source(dict(THINGS))
    server = serving(Every(source.answer))
    running = server.__enter__()
    town = SimpleNamespace(kind=kind, house=house, source=source, server=running)
    town.close = lambda: server.__exit__(None, None, None)
    assert harvest(town).state == "finished"
    assert len(state(town)[0]) == len(THINGS)
    return town


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """The one client, which may reach loopback and loses patience soon."""

    def client(_settings, *, robots=True, **more):
        limits = Limits(2 * 2**20, 0.5, 0.3, delay=0, tries=1, private=True)
        return Client("pruebas@ciudad.gov.co", limits, **more)

    monkeypatch.setattr(harvests, "client", client)


@pytest.fixture
def town(towns, kind):
    one = towns(kind)
    yield one
    one.source.things, one.source.total = dict(THINGS), None
    one.server.routes = Every(one.source.answer)


def harvest(town):
    place = town.server.url(PLACES[town.kind])
    return harvests.run(town.house, Asked(place, "ana", town.kind, "dapm"))


def state(town):
    """Each thing of the source with its state, and each record with its title."""
    with Session(town.house.engine) as session:
        items = session.execute(select(HarvestItem.remote_id, HarvestItem.state))
        assets = session.execute(select(Asset.code, Asset.title))
        return sorted(map(tuple, items)), sorted(map(tuple, assets))


def last(town):
    with Session(town.house.engine) as session:
        query = select(HarvestRun).order_by(HarvestRun.id.desc()).limit(1)
        return session.scalars(query).one()


def to_the_cloud(asked):
    asked.send("", status=302, Location="http://169.254.169.254/latest/meta-data")


def to_the_cloud_in_disguise(asked):
    asked.send("", status=302, Location="http://[::ffff:a9fe:a9fe]/latest/meta-data")


def bomb(asked):
    asked.send(gzip.compress(b" " * 30_000_000), Content_Encoding="gzip")


def drip(asked):
    asked.handler.send_response(200)
    asked.handler.end_headers()
    for _turn in range(60):
        asked.send_raw(b" ")
        threading.Event().wait(0.05)


def endless_answer(asked):
    asked.handler.send_response(200)
    asked.handler.end_headers()
    for _turn in range(200):
        asked.send_raw(b" " * 65536)


def cut_short(asked):
    asked.handler.send_response(200)
    asked.handler.send_header("Content-Length", "100000")
    asked.handler.end_headers()
    asked.send_raw(b"{")
    asked.handler.close_connection = True


TURNS = {
    "login": lambda asked: asked.send(LOGIN, "application/json"),
    "empty": lambda asked: asked.send("", "application/json"),
    "refused": lambda asked: asked.send("no", status=403),
    "broken": lambda asked: asked.send("Error", status=500),
    "cloud": to_the_cloud,
    "cloud in disguise": to_the_cloud_in_disguise,
    "round": lambda asked: asked.send("", status=302, Location=asked.raw),
    "bomb": bomb,
    "drip": drip,
    "endless answer": endless_answer,
    "cut short": cut_short,
}


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("kind", PLACES)
def test_a_source_that_turns_bad_takes_nothing_with_it(town, turn):
    before = state(town)
    town.server.routes = Every(TURNS[turn])

    work = harvest(town)

    assert (work.state, bool(work.reason)) == ("failed", True)
    assert last(town).state == "failed"
    assert state(town) == before
    town.server.routes = Every(town.source.answer)
    assert dict(harvest(town).counts) == {"unchanged": len(THINGS)}


@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize("left", [0, 5])
def test_half_of_last_time_or_nothing_is_asked_about(town, left):
    before = state(town)
    town.source.things = dict(list(THINGS.items())[:left])

    work = harvest(town)

    assert work.state in {"suspended", "failed"}
    assert work.reason
    assert state(town) == before


@pytest.mark.parametrize("kind", COUNTED)
def test_fewer_than_it_says_to_have_takes_nothing(town):
    before = state(town)
    town.source.things = dict(list(THINGS.items())[:9])
    town.source.total = len(THINGS) + 20

    work = harvest(town)

    assert work.state in {"partial", "suspended"}
    assert work.reason
    assert state(town) == before


@pytest.mark.parametrize("kind", PAGED)
def test_pages_without_end_end_with_the_time_of_the_source(town):
    class Endless(dict):
        def items(self):
            return self

        def __getitem__(self, piece):
            return [(f"n{n}", f"Nueva {n}") for n in range(piece.start, piece.stop)]

        def get(self, idno, _other=""):
            return f"Nueva {idno}"

    before = state(town)
    town.source.total = 10**9
    town.source.page = lambda start, size=4: Endless()[start : start + size]
    with town.house.writing() as session:
        session.scalars(select(HarvestSource)).one().minutes = 0

    work = harvest(town)

    del town.source.page
    with town.house.writing() as session:
        session.scalars(select(HarvestSource)).one().minutes = 240
    assert work.state == "stopped"
    assert "se detuvo sola" in work.reason
    assert state(town) == before
    assert last(town).state == "stopped"


@pytest.mark.parametrize("kind", PLACES)
def test_the_same_identifier_twice_in_one_feed_is_told(town):
    before = state(town)
    real = town.source.page

    class Twice(dict):
        def items(self):
            return [*THINGS.items(), ("t03", "Otra cosa")]

    town.source.things, town.source.total = Twice(THINGS), len(THINGS) + 1
    work = harvest(town)

    assert town.source.page == real
    assert state(town) == before
    if town.kind in {"socrata", "nada"}:
        # Pages of these shift while they are read: the first counts, and what they
        # said to have and did not give ends the run as a partial one.
        assert work.state == "partial"
        return
    assert (work.state, work.counts["failed"]) == ("partial", 1)
    assert "ya vino en esta misma cosecha" in work.failures[0].reason


@pytest.mark.parametrize("kind", ["oai", "csw", "datajson", "ckan", "dcat", "sdmx"])
def test_no_entity_of_a_feed_is_fetched(town):
    fetched = []

    def answer(asked):
        if asked.path == "/entidad":
            fetched.append(asked.path)
        text = DTD.replace("{url}", town.server.url("/entidad"))
        asked.send(text, "application/xml")

    town.server.routes = Every(answer)
    work = harvest(town)

    assert work.state == "failed"
    assert fetched == []


@pytest.mark.parametrize("kind", PLACES)
def test_all_identifiers_changed_and_nothing_is_doubled(towns, kind, tmp_path):
    one = _town(tmp_path, kind)
    before = {title for _code, title in state(one)[1]}
    one.source.things = {f"nuevo-{key}": title for key, title in THINGS.items()}

    work = harvest(one)

    assert work.state == "finished"
    assert len(state(one)[1]) == len(before)
    assert all("nuevo-" in remote for remote, _state in state(one)[0])
    one.house.engine.dispose()
    one.close()


@pytest.mark.parametrize("kind", [one for one in PLACES if one != "sdmx"])
def test_one_poison_record_is_named_and_the_rest_goes_on(town):
    town.source.things = {**THINGS, "malo": "", "t99": "Cosa nueva"}

    work = harvest(town)

    named = {one.remote_id for one in work.failures}
    assert (work.state, named) == ("partial", {"malo"})
    assert work.counts["unchanged"] + work.counts["created"] == len(THINGS) + 1
    assert last(town).state == "partial"
