"""Records without a decision: what the list says is what the decisions in force say."""

from datetime import date
from typing import Any

import pytest
from city import RESERVED, City, found_city
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from tumbaga.catalog import (
    assets,
    classification,
    decisions,
    general_decisions,
    listing,
    terms,
)
from tumbaga.catalog.sifting import sieve
from tumbaga.records.asset import Asset
from tumbaga.records.database import connect, writing
from tumbaga.web.database import prepare

BULLETINS = {
    "basis": "category",
    "value": "Boletines",
    "act": "Resolución 0412",
    "act_date": "2026-01-15",
    "motivation": "Los boletines se hacen para el público.",
}
OPENS = {
    **RESERVED,
    "opens": True,
    "starts": "2019-03-14",
    "act": "Resolución 7",
    "act_date": "2019-03-14",
}


def undecided(city: City) -> list[str]:
    asked = sieve({"access_class": "sin_decision"})
    page = listing.page(city.session, city.carla, asked, sort="nombre")
    found = {row.code for row in page.rows}
    numbers = city.session.execute(select(Asset.id, Asset.code)).all()
    taken = decisions.in_force(city.session, [row.id for row in numbers])
    assert found == {row.code for row in numbers if row.id not in taken}
    assert page.total == len(found)
    return sorted(found)


def test_it_follows_every_way_of_deciding(city: City):
    for code in ("A", "B", "C", "D"):
        city.approved(
            code=code, title=code, category="Boletines" if code == "C" else ""
        )
    found = {one.code: one for one in city.session.scalars(select(Asset))}
    assert undecided(city) == ["A", "B", "C", "D"]

    classification.decide(
        city.session, found["A"], {"access_class": "publica"}, by=city.beto
    )
    assert undecided(city) == ["B", "C", "D"]
    classification.decide(city.session, found["A"], RESERVED, by=city.beto)
    assert undecided(city) == ["B", "C", "D"]  # one more decision, and still decided

    general_decisions.take(city.session, BULLETINS, by=city.beto)
    general_decisions.cover(city.session, [found["C"]], by=city.carla)
    assert undecided(city) == ["B", "D"]

    classification.decide_many(
        city.session, [found["B"], found["A"]], OPENS, by=city.beto
    )
    assert undecided(city) == ["D"]
    terms.run(city.session, date(2030, 1, 1))
    assert undecided(city) == ["D"]

    draft = city.draft(code="A", title="Otro nombre", category="")
    assets.save(city.session, draft, by=city.ana)  # a new draft keeps its decision
    assert undecided(city) == ["D"]


@pytest.mark.parametrize(
    "asked",
    [
        {"access_class": "sin_decision"},
        {"overdue": "si"},
        {"kind": "dataset", "theme": "cultura"},
        {"organization": "planeacion"},
        {"quality": "0"},
    ],
)
def test_on_sqlite_a_sifted_page_is_read_from_the_one_index(tmp_path, asked):
    """Not from that of one column, which fetches every record for the rest of it."""
    engine = connect(f"sqlite:///{tmp_path / 'x.db'}")
    prepare(engine)
    said: list[tuple[str, Any]] = []
    with Session(writing(engine)) as session:
        city = found_city(session)
        city.asset()
        event.listen(engine, "before_cursor_execute", lambda *a: said.append(a[2:4]))
        listing.page(session, city.carla, sieve(asked))
        pages = [one for one in said if "AS sorted_by" in one[0]]
        [(query, values)] = pages
        plan = session.connection().exec_driver_sql(
            f"EXPLAIN QUERY PLAN {query}", values
        )
        steps = [row[3] for row in plan]
    engine.dispose()
    assert steps[0].startswith("SCAN asset USING COVERING INDEX ix_asset_desk"), steps
