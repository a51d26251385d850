"""Requests for information: terms in working days, steps, and what is kept of who asks."""

from datetime import date

import pytest
from city import RESERVED, City
from sqlalchemy import select
from tumbaga.catalog import (
    classification,
    publishing,
    request_reports,
    requests,
    working_days,
)
from tumbaga.catalog.refusals import (
    Incomplete,
    NotAllowed,
    NotFound,
    Refusal,
    WrongState,
)
from tumbaga.catalog.request_reports import Half
from tumbaga.records.audit import AuditEntry
from tumbaga.records.request import Asker

MONDAY = date(2026, 11, 23)
ASKED = {
    "kind": "informacion",
    "question": "¿Cuántos árboles se sembraron en 2024?",
    "organization": "planeacion",
    "name": "Don Diego",
    "email": "diego@ejemplo.co",
}


def received(city: City, **values: str) -> requests.Receipt:
    return requests.receive(city.session, {**ASKED, **values}, today=MONDAY)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 20), 10, date(2026, 12, 4)),
        # Holy Week of 2026: Thursday 2 and Friday 3 of April; Monday 23 of March too
        (date(2026, 3, 20), 10, date(2026, 4, 8)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
    ],
)
def test_terms_skip_weekends_and_holidays(start: date, days: int, end: date):
    assert working_days.after(start, days) == end
    assert working_days.between(start, end) == days


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        ("informacion", date(2026, 12, 7)),
        ("general", date(2026, 12, 15)),
        ("consulta", date(2027, 1, 7)),
    ],
)
def test_each_kind_has_its_term(city: City, kind: str, due: date):
    assert received(city, kind=kind).request.due == due


def test_a_request_of_before_holy_week_is_due_after_it(city: City):
    receipt = requests.receive(city.session, ASKED, today=date(2026, 3, 27))

    # Monday to Wednesday count; Holy Thursday, Good Friday and the weekend do not.
    assert receipt.request.due == date(2026, 4, 14)


def test_what_comes_on_a_holiday_counts_from_the_next_working_day(city: City):
    receipt = requests.receive(city.session, ASKED, today=date(2026, 12, 25))

    assert receipt.request.received == date(2026, 12, 28)


def test_only_number_and_code_together_open_it(city: City):
    receipt = received(city)
    number = receipt.request.number

    found = requests.find(city.session, number, receipt.code.lower())

    assert found.question == ASKED["question"]
    for wrong in (
        (number, "0000000000"),
        ("2026-999999", receipt.code),
        ("x" * 99, ""),
    ):
        with pytest.raises(NotFound, match="Revise los dos"):
            requests.find(city.session, *wrong)


def test_an_empty_or_endless_question_is_told(city: City):
    for question in ("", "a" * 1_000_000):
        with pytest.raises(Incomplete) as error:
            received(city, question=question)
        assert [one.path for one in error.value.problems] == ["question"]
    with pytest.raises(Incomplete) as error:
        received(city, email="a@b.co\r\nBcc: todos@b.co")
    assert [one.path for one in error.value.problems] == ["email"]


def test_an_answer_closes_it_and_the_audit_holds_no_person(city: City):
    request = received(city).request

    requests.answer(
        city.session, request, {"answer": "1.200"}, by=city.ana, today=MONDAY
    )

    assert (request.state, request.closed) == ("answered", MONDAY)
    entries = city.session.scalars(select(AuditEntry)).all()
    written = str([(one.subject, one.before, one.after) for one in entries])
    assert request.number in written
    assert "Diego" not in written
    assert "árboles" not in written
    with pytest.raises(WrongState):
        requests.answer(
            city.session, request, {"answer": "otra"}, by=city.ana, today=MONDAY
        )


def test_only_the_office_asked_may_answer(city: City):
    request = received(city).request

    with pytest.raises(NotAllowed):
        requests.answer(
            city.session, request, {"answer": "x"}, by=city.fabio, today=MONDAY
        )


def test_a_refusal_is_grounded_in_an_entry_of_the_indice(city: City):
    public = city.published()
    closed = city.approved(code="PET-2")
    classification.decide(city.session, closed, RESERVED, by=city.beto)
    publishing.publish(city.session, closed, by=city.carla)
    request = received(city).request

    said = {"answer": "Está en indagación."}
    with pytest.raises(Refusal, match="registro del índice"):
        requests.refuse(
            city.session,
            request,
            {**said, "entry": public.uid},
            by=city.beto,
            today=MONDAY,
        )
    requests.refuse(
        city.session, request, {**said, "entry": closed.uid}, by=city.beto, today=MONDAY
    )

    assert request.state == "refused"
    assert "Ley 1952 de 2019" in request.refused_by
    assert "Resolución 0127" in request.refused_by


def test_an_extension_is_told_in_time_and_at_most_doubles_the_term(city: City):
    request = received(city).request
    why = "Hay que reunir datos de tres archivos."

    def extend(days: int, today: date):
        data = {"days": days, "reason": why}
        requests.extend(city.session, request, data, by=city.ana, today=today)

    with pytest.raises(Refusal, match="doble"):
        extend(11, MONDAY)
    with pytest.raises(WrongState, match="antes de que venza"):
        extend(5, date(2026, 12, 9))
    extend(10, MONDAY)
    assert request.due == date(2026, 12, 22)
    with pytest.raises(WrongState, match="una vez"):
        extend(1, MONDAY)


def test_who_asked_is_erased_on_its_day_and_not_before(city: City):
    request = received(city).request
    requests.answer(city.session, request, {"answer": "x"}, by=city.ana, today=MONDAY)
    day = requests.asker(city.session, request).erase

    assert requests.erase_due(city.session, date.fromordinal(day.toordinal() - 1)) == 0
    assert requests.erase_due(city.session, day) == 1
    assert requests.erase_due(city.session, day) == 0
    assert city.session.scalars(select(Asker)).all() == []
    assert request.answer == "x"


def test_the_report_counts_what_the_decree_asks(city: City):
    first, second, third = (received(city).request for _ in range(3))
    tuesday = date(2026, 11, 24)
    requests.answer(city.session, first, {"answer": "x"}, by=city.ana, today=tuesday)
    requests.transfer(city.session, second, {"to": "CVC"}, by=city.ana, today=tuesday)

    told = request_reports.of_half(city.session, Half(2026, 2), date(2026, 12, 31))

    assert (told.received, told.transferred, told.refused) == (3, 1, 0)
    assert told.mean_days == 1.0
    assert third.state == "received"
    assert (told.late, told.satisfaction) == (1, None)
    assert request_reports.halves(city.session, date(2027, 1, 4)) == [
        Half(2027, 1),
        Half(2026, 2),
    ]


def test_usefulness_is_said_once_and_after_the_answer(city: City):
    request = received(city).request
    with pytest.raises(WrongState):
        requests.rate(city.session, request, {"satisfaction": 5})
    requests.answer(city.session, request, {"answer": "x"}, by=city.ana, today=MONDAY)
    with pytest.raises(Incomplete):
        requests.rate(city.session, request, {"satisfaction": 9})
    requests.rate(city.session, request, {"satisfaction": 4})
    with pytest.raises(WrongState):
        requests.rate(city.session, request, {"satisfaction": 1})
