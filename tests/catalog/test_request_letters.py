"""What who asks is told by mail: received, more days, answered; and who gets nothing."""

from datetime import date

import pytest
from city import City
from sqlalchemy import inspect, select
from tumbaga.catalog import outbox, request_letters, requests
from tumbaga.records.base import Base
from tumbaga.records.outbox import Letter
from tumbaga.records.request import Asker

MONDAY = date(2026, 11, 23)
ASKED = {
    "kind": "informacion",
    "question": "Gane dinero en http://malo.example",
    "organization": "planeacion",
    "name": "Compre ya",
    "email": "diego@ejemplo.co",
}


@pytest.fixture
def post(city: City) -> City:
    city.session.info["post"] = True
    return city


def received(city: City, **values: str) -> requests.Receipt:
    return requests.receive(city.session, {**ASKED, **values}, today=MONDAY)


def letters(city: City) -> list[Letter]:
    return list(city.session.scalars(select(Letter).order_by(Letter.id)))


def test_who_left_an_address_is_told_number_and_day(post: City):
    receipt = received(post)

    (letter,) = letters(post)
    assert outbox.take(post.session).recipient == "diego@ejemplo.co"
    assert receipt.request.number in letter.subject
    assert "2026-12-07" in letter.body
    assert receipt.code not in letter.body


def test_a_stranger_s_words_reach_no_mailbox(post: City):
    received(post)

    (letter,) = letters(post)
    said = letter.subject + letter.body
    assert "malo" not in said
    assert "Compre" not in said


def test_who_left_none_gets_none(post: City):
    received(post, name="", email="")

    assert letters(post) == []


def test_one_mailbox_is_not_flooded(post: City):
    for _ in range(request_letters.MOST + 5):
        received(post)

    assert len(letters(post)) == request_letters.MOST


def test_more_days_and_the_answer_are_told(post: City):
    request = received(post).request
    more = {"days": 5, "reason": "Faltan los datos de diciembre."}
    requests.extend(post.session, request, more, by=post.ana, today=MONDAY)
    data = {"answer": "Se sembraron 417 árboles."}
    requests.answer(post.session, request, data, by=post.ana, today=MONDAY)

    _, extended, answered = letters(post)
    assert "Faltan los datos de diciembre." in extended.body
    assert str(request.due) in extended.body
    assert "Se sembraron 417 árboles." in answered.body


def test_a_transfer_tells_where_it_went(post: City):
    request = received(post).request
    to = {"to": "Ministerio de Ambiente"}
    requests.transfer(post.session, request, to, by=post.ana, today=MONDAY)

    assert "Ministerio de Ambiente" in letters(post)[-1].body


def test_without_a_post_nothing_waits(city: City):
    received(city)

    assert letters(city) == []


def places_that_say(city: City, said: str) -> set[str]:
    """The tables in which a text stands, whatever the column."""
    names = inspect(city.session.connection()).get_table_names()
    tables = [one for name, one in Base.metadata.tables.items() if name in names]
    return {
        table.name
        for table in tables
        for row in city.session.execute(select(table))
        if said in str(row)
    }


def test_the_mailbox_stands_in_one_table_while_a_letter_waits_goes_and_fails(
    post: City,
):
    request = received(post).request
    assert places_that_say(post, "diego@ejemplo.co") == {"asker"}
    requests.answer(post.session, request, {"answer": "x"}, by=post.ana, today=MONDAY)
    assert places_that_say(post, "diego@ejemplo.co") == {"asker"}

    gone, broken = outbox.take(post.session), outbox.take(post.session)
    outbox.delivered(post.session, gone.number)
    outbox.failed(post.session, broken.number, "refused: [550]", for_good=True)

    assert places_that_say(post, "diego@ejemplo.co") == {"asker"}
    assert [(one.recipient, one.body, one.due) for one in letters(post)] == [
        ("", "", None),
        ("", "", None),
    ]


def test_what_was_written_to_who_asked_goes_when_they_are_erased(post: City):
    request = received(post).request
    requests.answer(post.session, request, {"answer": "x"}, by=post.ana, today=MONDAY)
    outbox.delivered(post.session, outbox.take(post.session).number)
    held = outbox.take(post.session)

    assert requests.erase_due(post.session, request.closed + requests.KEPT) == 1

    assert letters(post) == []
    assert places_that_say(post, "diego@ejemplo.co") == set()
    outbox.delivered(post.session, held.number)  # the post comes back too late
    outbox.failed(post.session, held.number, "x", for_good=False)
    assert letters(post) == []


def test_a_letter_whose_asker_is_gone_is_not_carried_and_stops_no_other(post: City):
    request = received(post).request
    received(post, email="otra@ejemplo.co")
    post.session.delete(post.session.get(Asker, request.id))
    post.session.flush()

    assert outbox.take(post.session).recipient == "otra@ejemplo.co"
    assert outbox.take(post.session) is None
    first, _second = letters(post)
    assert (first.body, first.due, first.trouble) == ("", None, outbox.ERASED)


def test_two_mailboxes_do_not_share_what_one_may_get(post: City):
    for _ in range(request_letters.MOST):
        received(post)
    received(post, email="otra@ejemplo.co")

    assert len(letters(post)) == request_letters.MOST + 1
