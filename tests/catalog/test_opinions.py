"""Conceptos jurídicos: drafts, issue, signature, and the count that the plan asks."""

from datetime import date

import pytest
from city import City
from tumbaga.catalog import opinions
from tumbaga.catalog.refusals import Incomplete, NotAllowed, Refusal, WrongState

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
    sent = {"checksum": "0" * 64, "by": city.beto}

    with pytest.raises(Refusal, match="tiene que ser un PDF"):
        opinions.attach(city.session, asset, opinion, start=b"<html>", **sent)
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
    assert opinions.without(city.session) == [second]


def test_only_the_legal_office_opines(city: City):
    with pytest.raises(NotAllowed, match="Dirección Jurídica"):
        opinions.write(city.session, city.asset(), WHOLE, by=city.carla)
