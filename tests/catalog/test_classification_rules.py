"""The rules of Ley 1712 de 2014 that a program can hold, each with its article."""

from datetime import date

import pytest
from city import RESERVED, City
from tumbaga.catalog import classification, decisions
from tumbaga.catalog.refusals import Incomplete
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
