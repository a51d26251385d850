"""Exactly what a decision makes public, or takes away, before it is taken."""

from city import RESERVED, City
from tumbaga.catalog import classification, explaining, previewing, publishing
from tumbaga.records import reading
from tumbaga.records.reading import KNOWN

PUBLIC = {"access_class": "publica"}


def test_a_first_decision_shows_what_will_be_born_and_writes_nothing(city: City):
    asset = city.approved()
    city.session.flush()

    seen = previewing.preview(city.session, asset, PUBLIC)

    assert seen.disclosure == "full"
    assert "description" in seen.gains
    assert seen.loses == seen.hidden == []
    assert not seen.now
    assert reading.by_uid(city.session, asset.uid, disclosures=KNOWN) is None
    assert asset.first_published is None


def test_what_is_shown_is_what_is_published(city: City):
    asset = city.approved()
    seen = previewing.preview(city.session, asset, PUBLIC)

    classification.decide(city.session, asset, PUBLIC, by=city.beto)
    publishing.publish(city.session, asset, by=city.carla)

    assert reading.by_uid(city.session, asset.uid).document == seen.after


def test_a_reserve_shows_what_stops_being_public_at_once(city: City):
    asset = city.published()

    seen = previewing.preview(city.session, asset, RESERVED)

    assert seen.now
    assert seen.disclosure == "index"
    assert "description" in seen.loses
    assert seen.after["title"] == "Expedientes de indagación"
    assert "Inversión" not in str(seen.after)


def test_a_wrong_decision_is_told_its_problems(city: City):
    seen = previewing.preview(
        city.session, city.asset(), RESERVED | {"norm": "", "harm": {}}
    )

    assert {one.path for one in seen.problems} >= {"norm", "harm.balance"}


def test_why_follows_the_record_from_draft_to_reserve(city: City):
    asset = city.asset()
    session = city.session
    assert explaining.why(session, asset).answer.startswith("Nadie fuera")

    published = city.published(code="PET-2")
    assert explaining.why(session, published).sees == "full"

    classification.decide(session, published, RESERVED, by=city.beto)
    why = explaining.why(session, published)
    assert why.answer == "Cualquier persona puede saber que existe, y nada más."
    assert "art. 19 d" in why.reasons[0].text
