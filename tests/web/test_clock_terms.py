"""The clock opens what ended in batches, each in its transaction: all of it, once."""

from pathlib import Path

from city import RESERVED, found_city
from tumbaga.catalog import classification, publishing, terms
from tumbaga.records import reading
from tumbaga.web import clock
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

ENDED = {**RESERVED, "act_date": "2020-01-01", "starts": "2020-01-01", "opens": True}


def test_more_terms_than_one_batch_holds_all_open_once(
    tmp_path: Path, database_url: str, monkeypatch
):
    monkeypatch.setattr(terms, "BATCH", 2)
    house = House(
        Settings(data=str(tmp_path), database_url=database_url, jobs="worker")
    )
    house.prepare()
    with house.writing() as session:
        city = found_city(session)
        made = [
            city.approved(code=f"PET-{n}", minors=True if n == 3 else None)
            for n in range(6)
        ]
        classification.decide_many(session, made, ENDED, by=city.beto)
        publishing.publish_many(session, made, by=city.carla)
        uids = [one.uid for one in made]

    assert clock.terms_end(house) == 5
    assert clock.terms_end(house) == 0

    with house.session() as session:
        open_now = reading.by_uids(session, uids)
    assert sorted(open_now) == sorted(set(uids) - {uids[3]})
    house.engine.dispose()
