"""Passwords, links, browsers and attempts: what opens the door, and what does not."""

from datetime import timedelta

import pytest
from city import City
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session
from tumbaga.catalog import outbox, people, tokens
from tumbaga.catalog.accounts import (
    attempts,
    browsers,
    entering,
    identities,
    links,
    passwords,
    seals,
    sweeping,
)
from tumbaga.catalog.accounts.attempts import Limit
from tumbaga.catalog.accounts.identities import Claims
from tumbaga.catalog.refusals import NotAllowed, NotFound, Refusal, TooMany
from tumbaga.records.account import Account, Attempt, Browser, EntryLink
from tumbaga.records.base import now
from tumbaga.records.outbox import Letter

GOOD = "tres gatos en la comuna"
TERMS = {"idle": timedelta(minutes=30), "longest": timedelta(hours=12)}


@pytest.fixture
def ana(city: City):
    city.ana.email = "ana@ciudad.gov.co"
    entering.set_password(city.session, city.ana, GOOD, by=city.ana)
    return city.ana


def test_the_right_password_is_recognised_by_code_and_by_mailbox(city: City, ana):
    for who in ("ana", "ANA@ciudad.gov.co", " ana@ciudad.gov.co "):
        assert entering.recognise(city.session, who, GOOD) is ana
    assert entering.recognise(city.session, "ana", GOOD + " ") is None


def test_accents_typed_in_two_ways_are_one_password(city: City):
    entering.set_password(city.session, city.ana, "señal de tránsito ñ", by=city.ana)

    decomposed = "sen\u0303al de tra\u0301nsito n\u0303"
    assert entering.recognise(city.session, "ana", decomposed) is city.ana


def test_it_is_kept_as_argon2id_only(city: City, ana):
    kept = city.session.scalars(select(Account.password)).one()

    assert kept.startswith("$argon2id$")
    assert GOOD not in str(city.session.execute(text("SELECT * FROM account")).all())


def test_nobody_costs_as_much_as_somebody(city: City, ana, monkeypatch):
    asked = []
    real = passwords._hasher.verify
    monkeypatch.setattr(
        passwords,
        "_hasher",
        type("Counting", (), {"verify": lambda _, *a: asked.append(a) or real(*a)})(),
    )
    city.elsa.active = False
    for who in ("ana", "nadie", "elsa", "beto", "", "\x00", "x" * 500):
        before = len(asked)
        assert entering.recognise(city.session, who, "otra clave") is None
        assert len(asked) == before + 1, who
    parameters = {kept.split("$")[3] for kept, _ in asked}
    assert len(parameters) == 1


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("corta", "por lo menos 12"),
        ("aaaaaaaaaaaaaa", "fácil de adivinar"),
        ("123454321012345", "fácil de adivinar"),
        ("Ana Ana Ana Ana 2026", "fácil de adivinar"),
        ("Contraseña2026", "fácil de adivinar"),
        ("x" * 201, "demasiado larga"),
    ],
)
def test_easy_passwords_are_refused_with_what_is_right(city: City, password, said):
    city.ana.email = "ana@ciudad.gov.co"
    with pytest.raises(Refusal, match=said):
        entering.set_password(city.session, city.ana, password, by=city.ana)


def test_a_changed_password_ends_browsers_and_links(city: City, ana):
    session = city.session
    here, other = (browsers.begin(session, ana, "password") for _ in range(2))
    mine = browsers.of_secret(session, here, **TERMS)
    link = links.make(session, ana, "reset", timedelta(hours=1))

    entering.set_password(session, ana, "otra frase de la casa", by=ana, but=mine.id)

    assert browsers.of_secret(session, here, **TERMS) is not None
    assert browsers.of_secret(session, other, **TERMS) is None
    with pytest.raises(NotFound):
        links.person_of(session, link)


def test_a_link_opens_once(city: City):
    secret = links.make(city.session, city.ana, "invitation", timedelta(days=7))

    assert links.use(city.session, secret, GOOD) is city.ana
    with pytest.raises(NotFound, match="ya no sirve"):
        links.use(city.session, secret, GOOD)
    assert secret not in str(
        city.session.execute(text("SELECT * FROM entry_link")).all()
    )


def test_links_end_by_time_by_a_newer_one_and_with_the_person(city: City):
    session = city.session
    first = links.make(session, city.ana, "invitation", timedelta(days=7))
    second = links.make(session, city.ana, "invitation", timedelta(days=7))
    third = links.make(session, city.fabio, "invitation", timedelta(days=7))
    city.fabio.active = False
    late = links.make(session, city.beto, "reset", timedelta(hours=1))
    session.query(EntryLink).filter_by(person_id=city.beto.id).update(
        {"expires": now()}
    )

    for dead in (first, third, late, "", "x", "x" * 5000):
        with pytest.raises(NotFound):
            links.person_of(session, dead)
    assert links.person_of(session, second) == (city.ana, "invitation")


def test_a_weak_password_does_not_use_the_link_up(engine: Engine):
    with Session(engine) as session, session.begin():
        ana = people.admit(session, "ana", "Ana", ["producer"])
        secret = links.make(session, ana, "invitation", timedelta(days=7))
    with Session(engine) as session, pytest.raises(Refusal), session.begin():
        links.use(session, secret, "corta")

    with Session(engine) as session, session.begin():
        assert links.use(session, secret, GOOD).code == "ana"


def test_a_browser_is_known_until_it_is_not(city: City):
    session = city.session
    secret = browsers.begin(session, city.ana, "password", agent="Firefox\n" * 90)
    found = browsers.of_secret(session, secret, **TERMS)
    assert found.person is city.ana
    assert len(found.agent) <= 200
    assert "\n" not in found.agent
    assert secret not in str(session.execute(text("SELECT * FROM browser")).all())

    found.seen = now() - timedelta(minutes=31)
    assert browsers.of_secret(session, secret, **TERMS) is None
    found.seen, found.started = now(), now() - timedelta(hours=13)
    assert browsers.of_secret(session, secret, **TERMS) is None
    found.started = now()
    city.ana.active = False
    assert browsers.of_secret(session, secret, **TERMS) is None


def test_nobody_ends_the_session_of_another(city: City):
    session = city.session
    browsers.begin(session, city.ana, "password")
    number = session.scalars(select(Browser.id)).one()

    with pytest.raises(NotFound):
        browsers.end(session, city.fabio, number, by=city.fabio)
    with pytest.raises(NotAllowed):
        browsers.end_all(session, city.ana, by=city.fabio)
    assert browsers.end_all(session, city.ana, by=city.dario) == 1


def test_attempts_are_counted_and_forgotten(city: City):
    session, limit = city.session, Limit("prueba", 3)
    for _ in range(3):
        attempts.spend(session, limit, " Ana ")
    with pytest.raises(TooMany, match="Espere 15 minutos"):
        attempts.spend(session, limit, "ana")
    with pytest.raises(TooMany):
        attempts.require_left(session, limit, "ANA")
    attempts.spend(session, limit, "beto")

    session.query(Attempt).update({"since": now() - timedelta(minutes=16)})
    session.expire_all()
    attempts.spend(session, limit, "ana")
    attempts.forget(session, limit, "ana")
    attempts.require_left(session, limit, "ana")
    assert "ana" not in str(session.execute(text("SELECT key FROM attempt")).all())


def test_what_is_over_is_thrown_away(city: City):
    session, long_ago = city.session, now() - timedelta(days=91)
    session.info["post"] = True
    for _ in range(3):
        browsers.begin(session, city.ana, "password", address="192.0.2.1")
    links.make(session, city.ana, "reset", timedelta(hours=1))
    attempts.spend(session, Limit("prueba", 3), "ana")
    for due in (None, now()):
        outbox.put(session, "a@x.co", "Hola", "texto")
        session.query(Letter).filter_by(tries=0).update({"due": due, "tries": 1})
    session.query(Browser).update({"seen": long_ago})
    session.query(EntryLink).update({"expires": long_ago})
    session.query(Attempt).update({"since": long_ago})
    session.query(Letter).update({"created": long_ago})
    recent = browsers.begin(session, city.beto, "password")

    sweeping.sweep(session)

    kinds = (Browser, EntryLink, Attempt, Letter)
    assert [session.query(kind).count() for kind in kinds] == [2, 0, 0, 1]
    assert browsers.of_secret(session, recent, **TERMS) is not None


def test_a_sealed_text_opens_with_its_own_key_only(city: City):
    session = city.session
    session.info["audit_key"] = "una"
    sealed = seals.seal(session, "semilla")
    assert "semilla" not in sealed
    assert seals.unseal(session, sealed) == "semilla"

    session.info["audit_key"] = "otra"
    assert seals.unseal(session, sealed) is None


def claims(**given) -> Claims:
    return Claims(
        **{
            "issuer": "https://id.ciudad.gov.co",
            "subject": "s-1",
            "email": "Ana@ciudad.gov.co",
            "email_verified": True,
            **given,
        }
    )


def test_an_outside_identity_is_linked_once_and_then_known_by_subject(city: City, ana):
    session = city.session
    assert identities.person_of(session, claims()) is ana

    again = claims(email="otra@ciudad.gov.co", email_verified=False)
    assert identities.person_of(session, again) is ana


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"email_verified": False}, "correo comprobado"),
        ({"email": None}, "correo comprobado"),
        ({"email": "nadie@ciudad.gov.co"}, "no está inscrito"),
    ],
)
def test_who_cannot_be_linked_hears_why(city: City, ana, given, said):
    with pytest.raises(Refusal, match=said):
        identities.person_of(city.session, claims(**given))


def test_a_mailbox_given_to_another_there_opens_nothing(city: City, ana):
    identities.person_of(city.session, claims())

    with pytest.raises(Refusal, match="ya está unido"):
        identities.person_of(city.session, claims(subject="s-2"))
    ana.active = False
    with pytest.raises(Refusal, match="está cerrada"):
        identities.person_of(city.session, claims())


def test_who_leaves_loses_browsers_links_and_tokens(city: City, ana):
    session = city.session
    secret = browsers.begin(session, ana, "password")
    link = links.make(session, ana, "reset", timedelta(hours=1))
    token = tokens.issue(session, ana, ["read"], by=ana).token

    people.deactivate(session, ana, by=city.dario)
    people.reactivate(session, ana, by=city.dario)

    assert browsers.of_secret(session, secret, **TERMS) is None
    assert token.revoked is not None
    with pytest.raises(NotFound):
        links.person_of(session, link)
    assert entering.recognise(session, "ana", GOOD) is ana
