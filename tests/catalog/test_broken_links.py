"""A broken link costs its record a point, waits at the desk and is told once by mail."""

from sqlalchemy import select
from tumbaga.catalog import link_letters, links, listing, waiting
from tumbaga.catalog.quality.reuse import reusable
from tumbaga.catalog.sifting import Sieve
from tumbaga.records.organization import Organization
from tumbaga.records.outbox import Letter

URL = "https://x.gov.co/a.csv"
DOCUMENT = {
    "kind": "dataset",
    "licence": "CC-BY-4.0",
    "distributions": [
        {"title": "Datos", "url": URL, "media_type": "text/csv"},
        {"title": "Copia", "url": "https://x.gov.co/b.csv", "media_type": "text/csv"},
    ],
}


def offering(city, **more):
    part = {"title": "Datos", "url": URL, "media_type": "text/csv"}
    return city.published(code="D-1", distributions=[part], licence="CC-BY-4.0", **more)


def breaks(session, times=3):
    for _turn in range(times):
        links.note(session, URL, "broken", 404, "Respondió 404.")


def test_with_another_way_to_the_data_it_passes_and_says_what_to_mend():
    check = reusable(DOCUMENT, frozenset([URL]))

    assert check.passed
    assert (check.fix.code, check.fix.values["files"]) == ("reusable.mend", ("Datos",))


def test_with_no_other_way_it_fails_and_names_the_file():
    both = frozenset(one["url"] for one in DOCUMENT["distributions"])

    check = reusable(DOCUMENT, both)

    assert not check.passed
    assert check.says.code == "reusable.broken"
    assert check.fix.values["files"] == ("Datos", "Copia")


def test_what_was_never_usable_is_not_blamed_on_the_link():
    closed = {**DOCUMENT, "licence": ""}

    assert reusable(closed, frozenset([URL])).says.code == "reusable.unlicensed"


def test_the_point_is_lost_at_the_third_failure_and_comes_back(city):
    asset = offering(city)
    whole = asset.points

    breaks(city.session, 2)
    assert asset.points == whole
    breaks(city.session, 1)
    assert asset.points == whole - 1
    links.note(city.session, URL, "works", 200)
    assert asset.points == whole


def test_it_waits_for_who_produces_and_the_list_holds_it(city):
    asset = offering(city)
    breaks(city.session)

    found = waiting.waits_for(city.session, city.ana)

    [task] = [one for one in found.tasks if one.group == "broken"]
    assert (task.uid, task.why) == (
        asset.uid,
        "Ya no responde «Datos». Corrija la dirección.",
    )
    page = listing.page(city.session, city.ana, Sieve(links="si"))
    assert [row.code for row in page.rows] == ["D-1"]


def letters(session):
    return session.scalars(select(Letter).order_by(Letter.id)).all()


def test_the_owner_is_told_once_of_each_change(city):
    session = city.session
    session.info["post"] = True
    city.ana.email = "ana@cali.gov.co"
    offering(city)
    breaks(session, 2)
    assert link_letters.report(session) == 0

    breaks(session, 1)
    assert link_letters.report(session) == 1
    breaks(session, 2)
    assert link_letters.report(session) == 0
    links.note(session, URL, "works", 200)
    assert link_letters.report(session) == 1
    assert link_letters.report(session) == 0

    first, second = letters(session)
    assert first.recipient == "ana@cali.gov.co"
    assert "Ya no responden:\n- " in first.body
    assert f"{URL} (Respondió 404.)" in first.body
    assert "Vuelven a responder:" in second.body
    assert "Ya no responden:" not in second.body
    assert "corrija la dirección" in first.body
    assert "corrija la dirección" not in second.body


def test_without_a_producer_nobody_is_written_to(city):
    session = city.session
    session.info["post"] = True
    city.ana.email = None
    offering(city)
    breaks(session)

    assert link_letters.report(session) == 0
    assert letters(session) == []
    city.ana.email = "ana@cali.gov.co"
    assert link_letters.report(session) == 1


def test_where_no_producer_works_the_office_above_is_told(city):
    session = city.session
    session.info["post"] = True
    city.ana.email = "ana@cali.gov.co"
    part = Organization(code="parte", name="Una parte", parent=city.ana.organization)
    session.add(part)
    session.flush()
    offering(city).organization = part
    breaks(session)

    assert link_letters.report(session) == 1
    assert [one.recipient for one in letters(session)] == ["ana@cali.gov.co"]
