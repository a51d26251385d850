"""What who asks is told by mail: received, more days, answered; and who gets nothing."""

from datetime import date

import pytest
from city import City
from sqlalchemy import select
from tumbaga.catalog import request_letters, requests
from tumbaga.records.outbox import Letter

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
    assert letter.recipient == "diego@ejemplo.co"
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
