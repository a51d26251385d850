"""Lists of working records: what they hold, in which order, page by page, and for whom."""

from datetime import timedelta

import pytest
from city import RESERVED, City
from sqlalchemy import update
from tumbaga.catalog import (
    assets,
    classification,
    commenting,
    indexing,
    listing,
    organizations,
    workflow,
)
from tumbaga.catalog.refusals import Refusal
from tumbaga.catalog.sifting import Sieve, sieve
from tumbaga.records.asset import Asset
from tumbaga.records.base import now


def codes(city: City, person="carla", sort="nombre", **asked: str) -> list[str]:
    found = listing.page(city.session, getattr(city, person), sieve(asked), sort=sort)
    assert found.total == len(found.rows)
    return [row.code for row in found.rows]


def test_words_are_found_by_their_beginning_whatever_their_accents(city: City):
    city.asset(code="MAJA01.01.18.FT03", title="Índice de Atención al Peatón")
    city.asset(code="B-2", title="Vías y andenes", acronym="POT")

    assert codes(city, words="indice") == ["MAJA01.01.18.FT03"]
    assert codes(city, words="PEATO atenc") == ["MAJA01.01.18.FT03"]
    assert codes(city, words="18.ft03") == ["MAJA01.01.18.FT03"]
    assert codes(city, words="de") == []
    assert codes(city, words="pot") == ["B-2"]
    assert codes(city, words="vías peatón") == []
    assert codes(city, words="%") == codes(city, words="¡!") == []


def test_a_new_title_is_found_and_the_old_one_is_not(city: City):
    city.asset(title="Piscinas")
    city.asset(title="Estanques")

    assert codes(city, words="piscinas") == []
    assert codes(city, words="estanques") == ["PET-1"]


def test_each_filter(city: City):
    first = city.asset(code="A", theme="Cultura", title="Uno")
    second = city.asset(code="B", theme="Educación", title="Dos")
    city.asset(code="C", kind="document", title="Tres", frequency="mensual")
    workflow.submit(city.session, first, by=city.ana)
    classification.decide(
        city.session, second, {"access_class": "publica"}, by=city.beto
    )
    commenting.comment(city.session, second, "title", "Corto.", by=city.carla)
    unit = organizations.save(
        city.session,
        {"code": "sig", "name": "Grupo SIG", "parent": "planeacion"},
        by=city.dario,
    )
    city.asset(code="D", organization=unit.code, title="Cuatro")

    assert codes(city) == ["D", "B", "C", "A"]
    assert codes(city, state="submitted") == ["A"]
    assert codes(city, theme="cultura") == ["A"]
    assert codes(city, kind="document") == ["C"]
    assert codes(city, access_class="publica") == ["B"]
    assert codes(city, access_class="sin_decision") == ["D", "C", "A"]
    assert codes(city, comments="si") == ["B"]
    assert codes(city, organization="sig") == ["D"]
    assert codes(city, organization="planeacion") == ["D", "B", "C", "A"]
    assert codes(city, mine="si") == []
    assert codes(city, person="ana", mine="si", words="uno") == ["A"]
    assert codes(city, person="fabio") == []
    found = listing.page(
        city.session, city.ana, Sieve(comments="si", state="submitted")
    )
    assert (found.total, found.states) == (0, {"draft": 1})


def test_overdue_and_quality_follow_the_day(city: City):
    late = city.asset(code="L", frequency="mensual", temporal_end="2020-01")
    fresh = city.asset(code="F", frequency="anual", temporal_end=str(now().year))

    assert codes(city, overdue="si") == ["L"]
    assert codes(city, lacks="current") == ["L"]
    row = listing.details(city.session, [late.id, fresh.id])
    assert [one.quality for one in row] == [late.points, fresh.points + 1]
    assert codes(city, quality=str(late.points)) == ["L"]
    assert set(codes(city, lacks="documented")) == {"L", "F"}


@pytest.mark.parametrize(
    ("sort", "asked"),
    [
        ("nombre", Sieve()),
        ("reciente", Sieve(theme="cultura", state="draft")),
        ("espera", Sieve(state="draft")),
        ("calidad", Sieve(theme="cultura")),
    ],
)
def test_pages_hold_every_record_once_in_order(city: City, sort: str, asked: Sieve):
    for number in range(7):
        city.asset(code=f"A-{number}", title=f"Nombre {number % 3}", theme="Cultura")
    city.session.execute(
        update(Asset).where(Asset.code > "A-3").values(modified=now(), moved=now())
    )
    whole = [
        row.code for row in listing.every(city.session, city.ana, asked, sort=sort)
    ]
    seen, after = [], ""
    while True:
        page = listing.page(
            city.session, city.ana, asked, sort=sort, after=after, size=2
        )
        seen += [row.code for row in page.rows]
        if page.next is None:
            break
        after = page.next

    assert len(seen) == len(set(seen)) == 7
    assert seen == whole


@pytest.mark.parametrize(
    "after", ["x", "W10", "bnVsbA", "WyJ4Il0", "é", "WyIiLDk5OTk5OTk5OTk5OV0"]
)
def test_a_page_that_there_is_not_is_refused(city: City, after: str):
    for sort in listing.SORTS:
        with pytest.raises(Refusal, match="ninguna página"):
            listing.page(city.session, city.ana, Sieve(), sort=sort, after=after)


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "x"},
        {"state": "x"},
        {"theme": "x"},
        {"access_class": "x"},
        {"quality": "6"},
        {"lacks": "x"},
        {"mine": "no"},
    ],
)
def test_a_filter_that_there_is_not_is_refused(asked: dict[str, str]):
    with pytest.raises(Refusal):
        sieve(asked)


def test_records_from_before_are_noted(city: City):
    city.asset(title="Piscinas")
    city.session.execute(update(Asset).values(filed=None, points=None, passes=None))
    city.session.execute(indexing.delete(indexing.AssetWord))
    city.session.expire_all()

    assert codes(city, words="piscinas") == []
    assert indexing.catch_up(city.session) == 1
    assert codes(city, words="piscinas") == ["PET-1"]
    assert indexing.catch_up(city.session) == 0


def test_a_record_says_since_when_it_waits(city: City):
    asset = city.asset()
    asset.moved = now() - timedelta(days=9)
    assets.save(city.session, city.draft(title="Otro"), by=city.ana)
    assert (now() - asset.moved).days == 9

    for step in (
        lambda: workflow.submit(city.session, asset, by=city.ana),
        lambda: workflow.send_back(city.session, asset, "No.", by=city.carla),
    ):
        asset.moved = now() - timedelta(days=9)
        step()
        assert (now() - asset.moved).days == 0


def test_reserved_records_are_listed_for_those_who_may_read_them(city: City):
    asset = city.asset()
    classification.decide(city.session, asset, RESERVED, by=city.beto)

    assert codes(city, access_class="reservada") == ["PET-1"]
    assert codes(city, person="fabio", access_class="reservada") == []
