"""The register of demands: from a search without an answer, or by hand, and how it stands."""

from datetime import date, timedelta

import pytest
from city import City
from tumbaga.catalog import demands, history, narrating
from tumbaga.catalog.refusals import Incomplete, NotAllowed, NotFound, WrongState
from tumbaga.catalog.search import unmet
from tumbaga.records.audit import AuditEntry
from tumbaga.records.unmet_search import UnmetSearch

DAY = date(2026, 3, 2)


def searched(city: City, text: str = "catastro multipropósito") -> UnmetSearch:
    """A question that nine visits asked on three days."""
    for number in range(9):
        when = DAY + timedelta(days=number % 3)
        visit = unmet.visit_of(f"10.0.0.{number}", when, "clave")
        unmet.note(city.session, text, visit=visit, day=when, key="clave")
    return unmet.listed(city.session)[0]


def test_a_search_becomes_an_unmet_demand_once(city: City):
    search = searched(city)
    with pytest.raises(NotAllowed, match="le corresponde a"):
        demands.raise_from(city.session, search, by=city.ana, today=DAY)

    made = demands.raise_from(city.session, search, by=city.carla, today=DAY)

    assert (made.need, made.coverage, made.visits) == (search.text, "insatisfecha", 9)
    assert unmet.listed(city.session) == []
    with pytest.raises(WrongState, match="ya se atendió"):
        demands.raise_from(city.session, search, by=city.carla, today=DAY)
    assert demands.counted(city.session) == {"insatisfecha": 1}


def test_satisfied_needs_the_record_that_does_it(city: City):
    made = demands.raise_from(city.session, searched(city), by=city.carla, today=DAY)
    asset = city.asset()
    data = {"need": made.need, "coverage": "satisfecha"}

    for code, said in (("", "con qué registro"), ("NADA-9", "ningún registro")):
        given = {**data, "record": code} if code else data
        with pytest.raises(Incomplete) as told:
            demands.save(city.session, given, by=city.carla, today=DAY, demand=made)
        (problem,) = told.value.problems
        assert problem.path == "record"
        assert said in problem.text
    assert made.coverage == "insatisfecha"

    given = {**data, "record": asset.code}
    demands.save(city.session, given, by=city.carla, today=DAY, demand=made)

    assert (made.coverage, made.record) == ("satisfecha", asset.code)
    assert demands.listed(city.session, "insatisfecha") == []
    assert demands.listed(city.session, "satisfecha") == [made]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"coverage": "insatisfecha"}, "need"),
        ({"need": "x" * 301, "coverage": "insatisfecha"}, "need"),
        ({"need": "Algo", "coverage": "quizás"}, "coverage"),
        ({"need": "Algo", "coverage": "parcial", "user": "marcianos"}, "user"),
        ({"need": "Algo", "coverage": "parcial", "difficulty": "no"}, "difficulty"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(city: City, data, field):
    with pytest.raises(Incomplete) as told:
        demands.save(city.session, data, by=city.carla, today=DAY)

    assert [one.path for one in told.value.problems] == [field]
    assert demands.listed(city.session) == []


def test_each_step_is_in_the_history_with_its_name(city: City):
    made = demands.save(
        city.session,
        {"need": "Mapa de ruido", "coverage": "insatisfecha"},
        by=city.carla,
        today=DAY,
    )
    same = {"need": "Mapa de ruido", "coverage": "Insatisfecha"}
    demands.save(city.session, same, by=city.carla, today=DAY, demand=made)

    entries = city.session.query(AuditEntry).filter_by(verb="demand").all()
    (told,) = narrating.tell(city.session, entries)
    assert (told.does, told.title) == (history.VERBS["demand"], "Mapa de ruido")
    assert "Insatisfecha" in {one.after for one in told.changes}


def test_there_is_no_other(city: City):
    with pytest.raises(NotFound, match="ninguna demanda"):
        demands.get(city.session, "nada")
