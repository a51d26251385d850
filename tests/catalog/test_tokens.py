"""Tokens: whose, for what, until when; and that the secret is nowhere."""

from datetime import timedelta

import pytest
from city import City
from sqlalchemy import text
from tumbaga.catalog import access, tokens
from tumbaga.catalog.refusals import NotAuthenticated, NotFound, Refusal
from tumbaga.records.audit import AuditEntry
from tumbaga.records.base import now


def issued(city: City, **given) -> tokens.Issued:
    return tokens.issue(
        city.session, city.ana, ["write", "read"], by=city.dario, **given
    )


def test_the_secret_leads_to_its_person(city: City):
    made = issued(city, name="  Carga   de datos ", days=7)

    found = tokens.token_of(city.session, made.secret)
    assert found.person is city.ana
    assert (found.name, found.scopes) == ("Carga de datos", ["read", "write"])
    left = found.expires - now()
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)
    assert issued(city).secret != made.secret


def test_the_secret_is_kept_nowhere(city: City):
    secret = issued(city).secret
    city.session.flush()

    kept = city.session.execute(text("SELECT * FROM token")).all()
    heard = city.session.query(AuditEntry).filter_by(verb="issue_token").one()
    assert secret.removeprefix(tokens.PREFIX) not in f"{kept}{vars(heard)}"
    assert heard.person == "dario"
    assert heard.after["scopes"] == ["read", "write"]


@pytest.mark.parametrize("secret", ["", "x", "tumbaga_", "ñ\ud800", "x" * 10_000])
def test_a_strange_secret_is_nobodys(city: City, secret: str):
    issued(city)

    with pytest.raises(NotAuthenticated, match="No conocemos"):
        tokens.token_of(city.session, secret)


def test_ended_ones_are_nobodys(city: City):
    made = issued(city)
    made.token.expires = now()
    with pytest.raises(NotAuthenticated, match="venció"):
        tokens.token_of(city.session, made.secret)

    other = issued(city)
    tokens.revoke(city.session, other.token, by=city.dario)
    tokens.revoke(city.session, other.token, by=city.dario)
    with pytest.raises(NotAuthenticated, match="revocado"):
        tokens.token_of(city.session, other.secret)
    heard = city.session.query(AuditEntry).filter_by(verb="revoke_token").all()
    assert len(heard) == 1


def test_who_left_is_nobody_and_gets_none(city: City):
    made = issued(city)
    city.ana.active = False

    with pytest.raises(NotAuthenticated, match="ya no trabaja"):
        tokens.token_of(city.session, made.secret)
    with pytest.raises(Refusal, match="ya no trabaja"):
        issued(city)


@pytest.mark.parametrize(
    ("scopes", "more", "said"),
    [
        ([], {}, "alcances son"),
        (["read", "todo"], {}, "«todo»"),
        (["read"], {"days": 0}, "entre 1 y"),
        (["read"], {"days": 367}, "entre 1 y"),
        (["read"], {"name": "x" * 101}, "demasiado largo"),
    ],
)
def test_what_no_token_may_be(city: City, scopes, more, said):
    with pytest.raises(Refusal, match=said):
        tokens.issue(city.session, city.ana, scopes, by=city.dario, **more)


def test_there_is_no_such_number(city: City):
    with pytest.raises(NotFound):
        tokens.get(city.session, 99)


def test_scopes_reach_verbs_that_there_are():
    for verbs in tokens.SCOPES.values():
        assert verbs <= set(access.RULES)
    assert tokens.reaches(["read", "legal"], "classify")
    assert not tokens.reaches(["read", "write", "review", "publish"], "classify")
    assert not tokens.reaches(["todo"], "read")


def test_no_token_reaches_people_or_organisations():
    reached = frozenset().union(*tokens.SCOPES.values())

    assert not reached & {"admit", "organize", "standardize"}
