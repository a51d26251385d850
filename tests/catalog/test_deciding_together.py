"""Two officials who decide on one record at the same moment: one decision is in force."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from city import RESERVED, found_city
from sqlalchemy import Engine, func, select
from tumbaga.catalog import assets, classification, decisions, people
from tumbaga.catalog.refusals import Changed
from tumbaga.records.classification import Classification
from tumbaga.web.database import transaction

MANY = 4


@pytest.mark.parametrize("known", [True, False], ids=["seen", "unseen"])
@pytest.mark.parametrize("earlier", [True, False], ids=["decided", "undecided"])
def test_of_many_who_decide_at_once_one_decision_is_in_force(
    engine: Engine, known: bool, earlier: bool
):
    with transaction(engine) as session:
        city = found_city(session)
        asset = city.published() if earlier else city.approved()
        taken = decisions.in_force(session, [asset.id]).get(asset.id)
        seen = taken.id if taken else None
        uid, number = asset.uid, asset.id
    together = Barrier(MANY)

    def decide(turn: int) -> bool:
        together.wait()
        act = {**RESERVED, "act": f"Resolución {turn} de 2024"}
        shown = seen if known else classification.ANY
        try:
            with transaction(engine) as session:
                beto = people.get(session, "beto")
                found = assets.get(session, uid)
                classification.decide(session, found, act, by=beto, seen=shown)
        except Changed:
            return False
        return True

    with ThreadPoolExecutor(MANY) as pool:
        done = list(pool.map(decide, range(MANY)))

    with transaction(engine) as session:
        of_it = Classification.asset_id == number
        every = session.scalar(select(func.count(Classification.id)).where(of_it))
        open_ones = select(func.count(Classification.id)).where(
            of_it, Classification.ended.is_(None)
        )
        assert session.scalar(open_ones) == 1
        assert every == sum(done) + earlier
    assert sum(done) == 1 if known else sum(done) >= 1
