"""The rules of Ley 1712 de 2014 that a program can hold, each with its article."""

from datetime import date

import pytest
from city import RESERVED, City
from tumbaga.catalog import classification, decisions, general_decisions
from tumbaga.catalog.refusals import Changed, Incomplete
from tumbaga.schemas.classification import end_of_term

CLASSIFIED = {
    **RESERVED,
    "access_class": "clasificada",
    "articles": ["18-a"],
    "norm": None,
    "term_years": None,
    "unlimited": True,
}


def refused(city: City, **values: object) -> dict[str, str]:
    with pytest.raises(Incomplete) as error:
        classification.decide(city.session, city.asset(), values, by=city.beto)
    return {one.path: one.text for one in error.value.problems}


def test_a_reserved_asset_cites_article_19(city: City):
    answer = refused(city, **RESERVED | {"articles": ["18-a"]})

    assert "artículo 19" in answer["articles"]


def test_a_reserved_asset_names_the_norm_that_forbids(city: City):
    assert "art. 19" in refused(city, **RESERVED | {"norm": ""})["norm"]


def test_a_classified_asset_cites_article_18(city: City):
    answer = refused(city, **CLASSIFIED | {"articles": ["19-d"]})

    assert "artículo 18" in answer["articles"]


@pytest.mark.parametrize("years", [0, 16, None])
def test_a_reserve_lasts_15_years_at_most(city: City, years: int | None):
    assert "15" in refused(city, **RESERVED | {"term_years": years})["term_years"]


def test_what_article_18_protects_may_have_a_longer_term(city: City):
    given = CLASSIFIED | {"unlimited": False, "term_years": 30}

    decision = classification.decide(
        city.session, city.asset(), given | {"starts": "2024-03-14"}, by=city.beto
    )

    assert decision.ends == date(2054, 3, 14)
    assert "fecha" in refused(city, **given | {"starts": ""})["starts"]
    assert "100" in refused(city, **given | {"term_years": 101})["term_years"]
    both = refused(city, **CLASSIFIED | {"term_years": 5})
    assert "sin límite y también un plazo" in both["term_years"]


def test_what_article_19_covers_ends_in_15_years_in_either_class(city: City):
    given = CLASSIFIED | {"unlimited": False, "articles": ["18-a", "19-g"]}

    assert "art. 22" in refused(city, **given | {"term_years": 16})["term_years"]


@pytest.mark.parametrize("name", ["motivation", "act", "act_date", "index_title"])
def test_a_qualification_has_motivation_act_and_date(city: City, name: str):
    assert "art. 20" in refused(city, **RESERVED | {name: ""})[name]


def test_a_partial_exception_has_its_public_version(city: City):
    answer = refused(city, **RESERVED | {"scope": "partial"})

    assert "art. 21" in answer["public_leaves"]


def test_there_is_no_fourth_class(city: City):
    assert "access_class" in refused(city, access_class="secreta")


def test_a_classified_one_may_be_unlimited(city: City):
    asset = city.asset()

    decision = classification.decide(city.session, asset, CLASSIFIED, by=city.beto)

    assert decision.unlimited
    assert decision.ends is None


def test_earlier_decisions_stay(city: City):
    asset = city.asset()
    first = classification.decide(city.session, asset, RESERVED, by=city.beto)
    second = classification.decide(
        city.session, asset, {"access_class": "publica"}, by=city.beto
    )

    assert first.ended is not None
    assert decisions.in_force(city.session, [asset.id]) == {asset.id: second}


def test_the_term_ends_on_its_anniversary():
    assert end_of_term(date(2024, 3, 14), 5) == date(2029, 3, 14)
    assert end_of_term(date(2024, 2, 29), 1) == date(2025, 2, 28)


@pytest.mark.parametrize("part", ["present", "probable", "specific", "balance"])
def test_the_test_of_harm_has_its_four_parts(city: City, part: str):
    harm = {**RESERVED["harm"], part: ""}

    assert "art. 28" in refused(city, **RESERVED | {"harm": harm})[f"harm.{part}"]


def test_a_reserve_says_from_what_its_term_is_counted(city: City):
    answer = refused(city, **RESERVED | {"counted_from": ""})

    assert "Diga desde qué hecho" in answer["counted_from"]


def test_a_term_may_not_end_before_its_act(city: City):
    answer = refused(city, **RESERVED | {"starts": "2010-01-01", "term_years": 5})

    assert "terminaría el 1 de enero de 2015, antes del acto" in answer["term_years"]


def test_what_article_18_protects_does_not_open_by_itself(city: City):
    answer = refused(city, **CLASSIFIED | {"opens": True})

    assert "artículo 18" in answer["opens"]


def test_an_act_has_one_date(city: City):
    classification.decide(city.session, city.asset(), RESERVED, by=city.beto)
    other = city.asset(code="PET-2")

    with pytest.raises(Incomplete) as error:
        classification.decide(
            city.session, other, RESERVED | {"act_date": "2024-03-15"}, by=city.beto
        )

    [problem] = error.value.problems
    assert "14 de marzo de 2024" in problem.text


@pytest.mark.parametrize(
    "act",
    [
        "RESOLUCIÓN 0127 DE 2024",
        "resolucion  0127, de 2024",
        "Resolución 0127 de 2024.",
    ],
)
def test_an_act_is_the_same_however_it_is_written(city: City, act: str):
    known = RESERVED | {"act": "Resolución 0127 de 2024"}
    classification.decide(city.session, city.asset(), known, by=city.beto)
    given = RESERVED | {"act": act, "act_date": "2024-03-15"}

    with pytest.raises(Incomplete):
        classification.decide(
            city.session, city.asset(code="PET-2"), given, by=city.beto
        )
    other = given | {"act": "Resolución 1127 de 2024"}
    classification.decide(city.session, city.asset(code="PET-3"), other, by=city.beto)


def test_an_act_has_one_date_in_general_decisions_too(city: City):
    general = {
        "basis": "category",
        "value": "Estudios",
        "act": "Resolución 0500",
        "act_date": "2020-01-01",
        "motivation": "Son públicos.",
    }
    general_decisions.take(city.session, general, by=city.beto)
    given = RESERVED | {"act": "RESOLUCIÓN 0500"}

    with pytest.raises(Incomplete) as error:
        classification.decide(city.session, city.asset(), given, by=city.beto)
    assert "1 de enero de 2020" in error.value.problems[0].text
    again = general | {"value": "Actas", "act_date": "2020-01-02"}
    with pytest.raises(Incomplete, match="general"):
        general_decisions.take(city.session, again, by=city.beto)


def test_a_decision_on_what_somebody_else_just_decided_is_refused(city: City):
    asset = city.asset()
    classification.decide(city.session, asset, RESERVED, by=city.beto, seen=None)

    with pytest.raises(Changed, match="mientras usted lo hacía"):
        classification.decide(city.session, asset, CLASSIFIED, by=city.beto, seen=None)
    taken = decisions.in_force(city.session, [asset.id])[asset.id]
    classification.decide(city.session, asset, CLASSIFIED, by=city.beto, seen=taken.id)
    assert decisions.in_force(city.session, [asset.id])[asset.id].id != taken.id
