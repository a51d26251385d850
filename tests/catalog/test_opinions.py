"""Conceptos jurídicos: drafts, issue, signature, and the count that the plan asks."""

from datetime import date

import pytest
from city import City
from tumbaga.catalog import opinions
from tumbaga.catalog.refusals import (
    Incomplete,
    NotAllowed,
    NotFound,
    Refusal,
    WrongState,
)
from tumbaga.catalog.sifting import Sieve

TODAY = date(2026, 11, 25)
WHOLE = {
    "question": "¿Puede publicarse el registro?",
    "norms": "Ley 1712 de 2014, art. 18",
    "analysis": "Identifica a las personas atendidas.",
    "access_class": "clasificada",
}


def test_a_draft_may_be_incomplete_and_what_is_issued_may_not(city: City):
    asset = city.asset()
    begun = {"question": WHOLE["question"]}
    opinion = opinions.write(city.session, asset, begun, by=city.beto)

    with pytest.raises(Incomplete) as error:
        opinions.issue(city.session, asset, opinion, by=city.beto, today=TODAY)
    assert {one.path for one in error.value.problems} == {
        "norms",
        "analysis",
        "access_class",
    }
    opinions.write(city.session, asset, WHOLE, by=city.beto, opinion=opinion)
    opinions.issue(city.session, asset, opinion, by=city.beto, today=TODAY)

    assert (opinion.state, opinion.issued) == ("issued", TODAY)
    with pytest.raises(WrongState, match="no se cambia"):
        opinions.write(city.session, asset, WHOLE, by=city.beto, opinion=opinion)


def test_the_signed_document_is_a_pdf(city: City):
    asset = city.asset()
    opinion = opinions.write(city.session, asset, WHOLE, by=city.beto)
    sent = {"checksum": "0" * 64, "by": city.beto, "end": b"%%EOF"}

    with pytest.raises(Refusal, match="tiene que ser un PDF"):
        opinions.attach(city.session, asset, opinion, start=b"<html>", **sent)
    cut = {**sent, "end": b"0 obj"}
    with pytest.raises(Refusal, match="incompleto"):
        opinions.attach(city.session, asset, opinion, start=b"%PDF-1.7", **cut)
    assert opinion.signed is None
    opinions.attach(city.session, asset, opinion, start=b"%PDF-1.7", **sent)
    assert opinion.signed == "0" * 64


def test_the_plan_counts_the_processes_that_have_one(city: City):
    first, second = (
        city.asset(code=code, kind="production_process") for code in ("P-1", "P-2")
    )
    opinion = opinions.write(city.session, first, WHOLE, by=city.beto)
    assert opinions.progress(city.session) == (0, 2)

    opinions.issue(city.session, first, opinion, by=city.beto, today=TODAY)

    assert opinions.progress(city.session) == (1, 2)
    assert opinions.without(city.session, city.beto) == ([second], 1)
    elsewhere = Sieve(words="arbolado")
    assert opinions.without(city.session, city.beto, elsewhere) == ([], 0)


def test_only_the_legal_office_opines(city: City):
    with pytest.raises(NotAllowed, match="Dirección Jurídica"):
        opinions.write(city.session, city.asset(), WHOLE, by=city.carla)


def test_one_opinion_is_issued_on_each_record_chosen(city: City):
    assets = [city.asset(code=f"P-{n}", kind="production_process") for n in range(3)]
    uids = [one.uid for one in assets]
    sent = {"by": city.beto, "today": TODAY}

    made = opinions.issue_many(city.session, [*uids, uids[0]], WHOLE, **sent)

    assert {one.asset_id for one in made} == {one.id for one in assets}
    assert {(one.state, one.issued, one.question) for one in made} == {
        ("issued", TODAY, WHOLE["question"])
    }
    assert opinions.progress(city.session) == (3, 3)
    with pytest.raises(WrongState, match="P-0, P-1"):
        opinions.issue_many(city.session, uids[:2], WHOLE, **sent)


def test_of_many_opinions_all_are_issued_or_none(city: City):
    first, second = (city.asset(code=c, kind="production_process") for c in "PQ")
    have = opinions.write(city.session, second, WHOLE, by=city.beto)
    opinions.issue(city.session, second, have, by=city.beto, today=TODAY)
    both = [first.uid, second.uid]
    sent = {"by": city.beto, "today": TODAY}

    with pytest.raises(WrongState, match="Ya tienen concepto emitido: Q"):
        opinions.issue_many(city.session, both, WHOLE, **sent)
    with pytest.raises(NotFound):
        opinions.issue_many(city.session, [first.uid, "no-hay"], WHOLE, **sent)
    with pytest.raises(Incomplete) as error:
        opinions.issue_many(city.session, [first.uid], {"question": "¿?"}, **sent)
    assert {one.path for one in error.value.problems} == {
        "norms",
        "analysis",
        "access_class",
    }
    with pytest.raises(Refusal, match="No escogió ningún registro"):
        opinions.issue_many(city.session, [], WHOLE, **sent)
    with pytest.raises(Refusal, match="caben 500"):
        opinions.issue_many(city.session, map(str, range(501)), WHOLE, **sent)
    with pytest.raises(NotAllowed, match="Dirección Jurídica"):
        opinions.issue_many(
            city.session, [first.uid], WHOLE, by=city.carla, today=TODAY
        )
    assert opinions.of(city.session, first) == []
