"""Terms that end: what opens, what does not, and that running twice changes nothing."""

from datetime import date

import pytest
from city import RESERVED, City
from tumbaga.catalog import (
    assets,
    classification,
    decisions,
    explaining,
    publishing,
    terms,
)
from tumbaga.records import reading
from tumbaga.records.reading import KNOWN

OPENS = {**RESERVED, "opens": True, "starts": "2019-03-14"}
LAST_DAY, DAY_AFTER = date(2024, 3, 14), date(2024, 3, 15)


def reserved(city: City, decision: dict, **values: object):
    asset = city.approved(**values)
    classification.decide(
        city.session, asset, {**decision, "act_date": "2019-03-14"}, by=city.beto
    )
    publishing.publish(city.session, asset, by=city.carla)
    return asset


def seen(city: City, asset) -> str:
    return reading.by_uid(city.session, asset.uid, disclosures=KNOWN).disclosure


def test_the_last_day_still_counts_as_closed(city: City):
    asset = reserved(city, OPENS)

    assert terms.run(city.session, LAST_DAY) == []
    assert seen(city, asset) == "index"


def test_the_day_after_it_opens_with_its_decision_in_one_transaction(city: City):
    asset = reserved(city, OPENS)

    opened = terms.run(city.session, DAY_AFTER)

    assert opened == [asset]
    assert seen(city, asset) == "full"
    now = decisions.in_force(city.session, [asset.id])[asset.id]
    assert now.access_class == "publica"
    assert "14 de marzo de 2024" in now.motivation


def test_running_it_again_changes_nothing(city: City):
    reserved(city, OPENS)
    terms.run(city.session, DAY_AFTER)
    head = reading.head(city.session).seq

    assert terms.run(city.session, DAY_AFTER) == []
    assert reading.head(city.session).seq == head


def test_what_does_not_say_so_never_opens(city: City):
    asset = reserved(city, {**OPENS, "opens": False})

    assert terms.run(city.session, DAY_AFTER) == []
    assert seen(city, asset) == "index"
    assert asset.id in [one.asset_id for one in terms.due(city.session, DAY_AFTER)]


def test_personal_data_stand_against_it_even_when_it_says_so(city: City):
    asset = reserved(city, OPENS, personal_data="sensible")

    assert terms.run(city.session, DAY_AFTER) == []
    assert seen(city, asset) == "index"
    why = explaining.why(city.session, asset)
    assert any("sigue cerrada porque tiene datos" in one.text for one in why.reasons)


def test_a_draft_that_was_never_published_opens_nothing_outside(city: City):
    asset = city.approved()
    classification.decide(
        city.session, asset, {**OPENS, "act_date": "2019-03-14"}, by=city.beto
    )

    assert terms.run(city.session, DAY_AFTER) == [asset]
    assert reading.by_uid(city.session, asset.uid, disclosures=KNOWN) is None


def test_a_working_draft_of_an_entry_is_not_what_opens(city: City):
    """The record was changed after it was published: nobody has approved that."""
    asset = reserved(city, OPENS)
    draft = city.draft(description="Un texto nuevo que nadie ha revisado.")
    assets.save(city.session, draft, by=city.ana)

    terms.run(city.session, DAY_AFTER)

    assert seen(city, asset) == "index"


@pytest.mark.parametrize("days", [30, 90, 365])
def test_what_ends_soon_is_listed(city: City, days: int):
    asset = reserved(city, OPENS)
    start = date.fromordinal(LAST_DAY.toordinal() - days)

    found = terms.ending(city.session, start, days)

    assert [one.asset_id for one in found] == [asset.id]
    before = date.fromordinal(start.toordinal() - 1)
    assert terms.ending(city.session, before, days) == []
