"""The gentle signals: the city's own before harvested, what people take before what not."""

import threading
from datetime import date, timedelta

import pytest
from city import City
from search_ledger import titled
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from tumbaga.catalog.search import downloads
from tumbaga.records.download import DownloadCount

TODAY = date(2026, 3, 2)
HARVESTED = {"title": "Portal nacional", "url": "https://datos.gov.co"}


def taken(ledger, uid: str, times: int = 50) -> None:
    with ledger.writing() as session:
        downloads.add(session, [(uid, date.today())] * times)


def test_the_citys_own_comes_before_what_is_harvested(ledger, search):
    (theirs,) = titled("Accidentes de tránsito", source=HARVESTED)
    (own,) = titled("Accidentes de tránsito")
    ledger.publish(theirs, own | {"uid": "own"})

    assert [hit.uid for hit in search("accidentes").hits] == ["own", "d0"]


def test_a_better_answer_beats_both_signals(ledger, search):
    (theirs,) = titled("Accidentes de tránsito", source=HARVESTED)
    other = {"uid": "own", "kind": "dataset", "title": "Comparendos"}
    other["description"] = "Comparendos por comuna, con los accidentes de cada año."
    ledger.publish(theirs, other)
    taken(ledger, "own")

    assert [hit.uid for hit in search("accidentes").hits] == ["d0", "own"]


def test_what_people_take_comes_before_its_equal(ledger, search, fresh_downloads):
    ledger.publish(*titled("Colegios de la zona sur", "Colegios de la zona norte"))
    before = [hit.uid for hit in search("colegios zona").hits]
    taken(ledger, before[1])
    fresh_downloads()

    page = search("colegios zona")

    assert [hit.uid for hit in page.hits] == before[::-1]
    assert page.total == 2


def test_what_is_taken_finds_nothing_more(ledger, search):
    ledger.publish(*titled("Colegios", "Hospitales"))
    taken(ledger, "d1")

    assert [hit.uid for hit in search("colegios").hits] == ["d0"]


def test_counts_add_up_by_day_and_keep_nothing_else(city: City):
    downloads.add(city.session, [("a", TODAY), ("b", TODAY), ("a", TODAY)])
    downloads.add(city.session, [("a", TODAY), ("a", TODAY - timedelta(days=1))])

    rows = {
        (one.record, one.day): one.times for one in city.session.query(DownloadCount)
    }
    yesterday = TODAY - timedelta(days=1)
    assert rows == {("a", TODAY): 3, ("b", TODAY): 1, ("a", yesterday): 1}
    assert set(DownloadCount.__table__.columns.keys()) == {
        *("id", "record", "day", "times")
    }


def test_only_often_and_lately(city: City):
    old = TODAY - downloads.COUNTED
    downloads.add(city.session, [("old", old)] * 90)
    downloads.add(city.session, [("rare", TODAY)] * (downloads.FEWEST - 1))
    downloads.add(city.session, [("some", TODAY)] * downloads.FEWEST)
    downloads.add(city.session, [("much", TODAY)] * 90)

    assert downloads.most_taken(city.session, TODAY) == ("much", "some")

    downloads.forget(city.session, old + downloads.KEPT + timedelta(days=1))
    left = {one.record for one in city.session.query(DownloadCount)}
    assert left == {"rare", "some", "much"}


def test_two_nodes_begin_a_day_together(house_engine: Engine):
    """Neither fails and nothing is lost, whoever writes the first row of the day."""
    ready, failed = threading.Barrier(4), []

    def node() -> None:
        from tumbaga.web.database import transaction

        ready.wait()
        try:
            for _time in range(5):
                with transaction(house_engine) as session:
                    downloads.add(session, [("a", TODAY)])
        except Exception as error:  # noqa: BLE001
            failed.append(error)

    threads = [threading.Thread(target=node) for _number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert failed == []
    with Session(house_engine) as session:
        assert [one.times for one in session.query(DownloadCount)] == [20]


def test_the_weights_stay_gentle():
    from tumbaga.catalog.search import weights

    signals = weights.QUALITY + weights.RECENT + weights.OWN + weights.TAKEN
    assert signals <= 0.3
    # no record is worth so much that another name for a thing comes before the word itself
    assert weights.LESSER * (1 + signals) < 1


@pytest.fixture
def fresh_downloads(monkeypatch):
    """Read the list of what is taken again at the next search."""
    monkeypatch.setattr(downloads, "FRESH", 1e9)
    return lambda: monkeypatch.setattr(downloads, "FRESH", -1.0)


@pytest.fixture
def house_engine(database_url: str, tmp_path):
    from tumbaga.web.composition import House
    from tumbaga.web.settings import Settings

    house = House(Settings(data=str(tmp_path), database_url=database_url))
    house.prepare()
    yield house.engine
    house.engine.dispose()
