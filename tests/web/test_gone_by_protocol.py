"""What disappears from a source, and what was corrected here, by every protocol: days of
grace, the brake and its two answers, and the correction that no later run undoes.
"""

from datetime import timedelta

import pytest
from harvest_states import founded
from local_server import serving
from speaking_sources import PLACES, Source
from sqlalchemy import select
from tumbaga.catalog import (
    classification,
    people,
    publishing,
    workflow,
)
from tumbaga.catalog.harvesting import vanishing
from tumbaga.records import reading
from tumbaga.records.asset import Asset
from tumbaga.records.base import now
from tumbaga.records.harvest import HarvestItem, HarvestSource
from tumbaga.web import harvests
from tumbaga.web.harvests import Asked

pytestmark = pytest.mark.thorough

# What no protocol carries and a person writes here before a record goes out.
MORE = {
    "production_process": {"ppi_type": "encuesta", "objective": "Saber."},
    "indicator": {"objective": "Saber.", "unit": "Casos"},
}
ROLES = ("producer", "legal", "planning", "administrator")
INSIDE = {"harvest_private": "sí", "harvest_delay": "0"}
THINGS = {f"t{n}": f"Cosa número {n}" for n in range(10)}


class Town:
    """A catalogue, and the source that it harvests by one protocol."""

    def __init__(self, folder, kind):
        self.house, self.kind = founded(folder, ROLES, **INSIDE), kind
        self.source, self.reason = Source(dict(THINGS)), ""

    def harvest(self):
        place = self.server.url(PLACES[self.kind])
        work = harvests.run(self.house, Asked(place, "ana", self.kind, "dapm"))
        self.reason = work.reason
        return work.state, {name: n for name, n in work.counts.items() if n}

    def do(self, verb):
        with self.house.writing() as session:
            source = session.scalars(select(HarvestSource)).one()
            return verb(session, source, people.get(session, "ana"))

    def item(self, session, title):
        query = select(HarvestItem).where(HarvestItem.name == title)
        return session.scalars(query).one()

    def states(self):
        with self.house.session() as session:
            rows = session.execute(select(HarvestItem.name, HarvestItem.state))
            return {row.name: row.state for row in rows}


@pytest.fixture
def town(tmp_path, kind):
    made = Town(tmp_path, kind)
    with serving(Every(made.source.answer)) as server:
        made.server = server
        assert made.harvest() == ("finished", {"created": len(THINGS)})
        yield made
    made.house.engine.dispose()


class Every:
    """Routes that the source answers, but for robots.txt, which is never there."""

    def __init__(self, answer):
        self.answer = answer

    def get(self, path):
        return None if path == "/robots.txt" else self.answer


def out(session, asset):
    found = reading.by_uid(session, asset.uid)
    return found is not None and found.state == "published"


def publish(town, title):
    """All that people do until a record of the source is out."""

    def do(session, _source, ana):
        asset = town.item(session, title).asset
        given = {"theme": "educacion", "language": "es", "description": "Lo de allá."}
        given |= MORE.get(asset.kind, {})
        for name, value in given.items():
            setattr(asset, name, getattr(asset, name) or value)
        workflow.submit(session, asset, by=ana)
        workflow.approve(session, asset, by=ana)
        classification.decide(session, asset, {"access_class": "publica"}, by=ana)
        publishing.publish(session, asset, by=ana)
        assert out(session, asset)

    town.do(do)


@pytest.mark.parametrize("kind", PLACES)
def test_what_disappears_has_its_days_and_then_goes(town):
    publish(town, THINGS["t7"])
    town.source.things.pop("t7")

    assert town.harvest() == ("finished", {"unchanged": 9, "gone": 1})
    assert town.states()[THINGS["t7"]] == "missing"
    assert town.harvest() == ("finished", {"unchanged": 9})

    def long_ago(session, _source, _ana):
        row = town.item(session, THINGS["t7"])
        assert out(session, row.asset)
        row.missing_since = now() - timedelta(days=8)

    town.do(long_ago)
    assert town.harvest() == ("finished", {"unchanged": 9, "withdrawn": 1})
    with town.house.session() as session:
        row = town.item(session, THINGS["t7"])
        assert (row.state, row.asset.workflow_state) == ("gone", "withdrawn")
        assert not out(session, row.asset)


@pytest.mark.parametrize("kind", PLACES)
def test_half_of_last_time_waits_for_either_answer(town):
    for key in list(THINGS)[:5]:
        town.source.things.pop(key)
    before = town.states()

    assert town.harvest() == ("suspended", {"unchanged": 5})
    town.do(lambda session, source, ana: vanishing.refuse(session, source, by=ana))
    assert town.states() == before
    assert town.harvest() == ("suspended", {"unchanged": 5})
    gone = town.do(
        lambda session, source, ana: vanishing.confirm(session, source, by=ana)
    )

    assert gone == 5
    assert set(town.states().items()) == {
        (title, "present" if key in town.source.things else "missing")
        for key, title in THINGS.items()
    }
    town.source.things |= THINGS
    assert town.harvest() == ("finished", {"unchanged": 10})
    assert set(town.states().values()) == {"present"}


@pytest.mark.parametrize("kind", PLACES)
def test_what_was_corrected_here_outlives_the_next_runs(town):
    def correct(session, _source, _ana):
        asset = town.item(session, THINGS["t3"]).asset
        asset.title = "Cosa tres, bien dicha"
        asset.description = "Escrita aquí."

    town.do(correct)
    town.source.things["t3"] = "Cosa número 3, revisada"
    town.source.things["t4"] = "Cosa número 4, revisada"

    state, counts = town.harvest()

    assert (state, counts["unchanged"]) == ("finished", 8)
    assert town.harvest() == ("finished", {"unchanged": 10})
    with town.house.session() as session:
        told = {one.title: one.description for one in session.scalars(select(Asset))}
    assert told["Cosa tres, bien dicha"] == "Escrita aquí."
    assert "Cosa número 4, revisada" in told
    assert not {"Cosa número 3, revisada", *THINGS.values()} & set(told) - {
        title for key, title in THINGS.items() if key not in {"t3", "t4"}
    }


# How many of the ten are read before the break: a list of JSON or a page at a time.
BEFORE = {"datajson": 5, "ckan": 4, "dcat": 6, "oai": 4, "csw": 4, "nada": 4}


@pytest.mark.parametrize("kind", PLACES)
def test_a_source_that_breaks_off_in_the_middle_takes_nothing_away(town):
    before, whole = town.states(), town.source.answer
    town.source.things["t0"] = "Cosa número 0, revisada"

    def broken(asked):
        """Half of the list, or the second page cut in its middle: the answer itself ends."""
        send = asked.send
        later = {"start", "page", "offset", "resumptionToken"} & set(asked.query)
        paged = town.kind in {"ckan", "dcat", "oai", "csw", "nada"}
        first = paged and not any(
            asked.query.get(one, "0") not in "01" for one in later
        )
        if b'startPosition="' in asked.body:
            first = b'startPosition="1"' in asked.body
        study = asked.path.startswith("/index.php/api/catalog/json/")

        def cut(body, *more, **headers):
            body = body if first or study else body[: len(body) * 6 // 10]
            send(body, *more, **headers)

        asked.send = cut
        whole(asked)

    town.server.routes = Every(broken)
    state, counts = town.harvest()

    expected = "partial" if town.kind in BEFORE else "failed"
    assert (state, sum(counts.values())) == (expected, BEFORE.get(town.kind, 0))
    assert counts.get("updated", 0) == (expected == "partial")
    assert ("no se da nada por retirado" in town.reason) == (expected == "partial")
    assert "formado" in town.reason or "se cort" in town.reason, town.reason
    after = town.states()
    after[THINGS["t0"]] = after.pop("Cosa número 0, revisada", "present")
    assert after == before
