"""The quality that the search counts follows the links, though the ledger says nothing."""

import pytest
from sqlalchemy.orm import Session
from tumbaga.catalog import links
from tumbaga.catalog.search import Question, catch_up, rebuild

URL = "https://x.gov.co/a.csv"
OPEN = {"licence": "CC-BY-4.0"}


@pytest.fixture
def offered(city, engine):
    """Two datasets, one with a file elsewhere; and a way to a fresh session."""
    part = {"title": "Datos", "url": URL, "media_type": "text/csv"}
    city.published(code="D-1", title="Agua", distributions=[part], **OPEN)
    city.published(code="D-2", title="Otra agua", **OPEN)
    city.session.commit()
    return lambda: Session(engine)


def answers(city, state, times=1):
    for _turn in range(times):
        links.note(city.session, URL, state, 404 if state == "broken" else 200)
    city.session.commit()


def points(index, sessions) -> dict[str, int]:
    with sessions() as session:
        page = index.search(Question("agua", sort="title"), session)
        return {one.value: one.count for one in page.facets["quality"]}


def test_a_broken_link_costs_its_point_and_a_mended_one_gives_it_back(
    city, index, offered
):
    catch_up(index, offered)
    whole = points(index, offered)
    answers(city, "broken", 2)
    catch_up(index, offered)
    assert points(index, offered) == whole

    answers(city, "broken")
    done = catch_up(index, offered)

    assert not done.rebuilt
    lost = points(index, offered)
    better, worse = max(whole), str(int(max(whole)) - 1)
    assert lost[worse] == whole.get(worse, 0) + 1
    assert lost.get(better, 0) == whole[better] - 1

    answers(city, "works")
    catch_up(index, offered)
    assert points(index, offered) == whole


def test_an_index_built_after_the_link_broke_knows_it(city, index, offered):
    catch_up(index, offered)
    answers(city, "broken", 3)
    catch_up(index, offered)
    lost = points(index, offered)

    assert rebuild(index, offered).rebuilt
    assert points(index, offered) == lost
    answers(city, "works")
    catch_up(index, offered)
    assert points(index, offered) != lost


def test_what_was_withdrawn_meanwhile_stays_out(city, index, offered):
    from sqlalchemy import select
    from tumbaga.catalog import withdrawing
    from tumbaga.records.asset import Asset

    catch_up(index, offered)
    asset = city.session.scalars(select(Asset).where(Asset.code == "D-1")).one()
    withdrawing.withdraw(city.session, asset, "Error", by=city.carla)
    city.session.commit()
    answers(city, "broken", 3)

    catch_up(index, offered)

    with offered() as session:
        page = index.search(Question("agua"), session)
        assert [hit.record.document["title"] for hit in page.hits] == ["Otra agua"]


def test_the_server_s_follower_notices_it_too(city, offered, database_url, tmp_path):
    from tumbaga.web.composition import House
    from tumbaga.web.following import Follower
    from tumbaga.web.settings import Settings

    house = House(Settings(data=str(tmp_path), database_url=database_url))
    follower = Follower(house)
    follower.look()
    whole = points(house.index, offered)
    answers(city, "broken", 3)

    follower.look()

    assert points(house.index, offered) != whole
    house.engine.dispose()
