"""The second factor: the code of now, once; recovery codes, each once."""

import pyotp
import pytest
from city import City
from sqlalchemy import text
from tumbaga.catalog.accounts import second_factor
from tumbaga.catalog.accounts.holding import account_of
from tumbaga.catalog.refusals import NotAllowed, Refusal

NOW = 1_790_000_010


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        at = NOW

        def time(self):
            return self.at

    made = Clock()
    monkeypatch.setattr(second_factor, "time", made)
    return made


def code(seed: str, at: int) -> str:
    return pyotp.TOTP(seed).at(at)


@pytest.fixture
def seed(city: City, clock) -> str:
    offer = second_factor.offer(city.session, city.ana, issuer="Tumbaga")
    second_factor.confirm(city.session, city.ana, code(offer.seed, NOW))
    clock.at += 60
    return offer.seed


def test_it_counts_only_once_it_is_confirmed(city: City, clock):
    session, ana = city.session, city.ana
    offer = second_factor.offer(session, ana, issuer="Tumbaga")
    assert not second_factor.is_on(session, ana)
    assert not second_factor.check(session, ana, code(offer.seed, NOW))
    assert second_factor.offer(session, ana, issuer="Tumbaga") == offer
    with pytest.raises(Refusal, match="no es el de ahora"):
        second_factor.confirm(session, ana, code(offer.seed, NOW - 3000))

    codes = second_factor.confirm(session, ana, code(offer.seed, NOW))
    assert second_factor.is_on(session, ana)
    assert len(set(codes)) == second_factor.CODES
    with pytest.raises(Refusal, match="Ya tiene"):
        second_factor.offer(session, ana, issuer="Tumbaga")


def test_rfc_6238_gives_the_codes_that_it_gives(city: City):
    """The vectors of RFC 6238, appendix B, cut to six digits."""
    seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for at, wanted in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037")):
        assert pyotp.HOTP(seed).at(at // second_factor.STEP) == wanted


def test_a_code_serves_once(city: City, seed: str, clock):
    typed = code(seed, clock.at)

    assert second_factor.check(city.session, city.ana, f" {typed[:3]} {typed[3:]} ")
    assert not second_factor.check(city.session, city.ana, typed)
    assert not second_factor.check(city.session, city.ana, code(seed, clock.at - 30))
    assert second_factor.check(city.session, city.ana, code(seed, clock.at + 30))


@pytest.mark.parametrize(
    "typed", ["", "000000", "12345", "１２３４５６", "x" * 900, "\x00"]
)
def test_strange_codes_are_wrong(city: City, seed: str, typed: str):
    assert not second_factor.check(city.session, city.ana, typed)


def test_a_recovery_code_serves_once_and_only_its_person(city: City, seed: str, clock):
    session = city.session
    first, *others = second_factor.renew_codes(session, city.ana)
    assert second_factor.check(session, city.ana, first.upper().replace("-", " "))
    assert not second_factor.check(session, city.ana, first)
    assert second_factor.codes_left(session, city.ana) == second_factor.CODES - 1

    offer = second_factor.offer(session, city.fabio, issuer="Tumbaga")
    second_factor.confirm(session, city.fabio, code(offer.seed, clock.at))
    assert not second_factor.check(session, city.fabio, others[0])

    kept = str(session.execute(text("SELECT * FROM recovery_code")).all())
    assert not any(one in kept or one.replace("-", "") in kept for one in others)


def test_the_seed_is_kept_sealed(city: City, seed: str):
    kept = str(city.session.execute(text("SELECT * FROM account")).all())

    assert seed not in kept


def test_with_another_key_of_the_house_no_code_is_right(city: City, seed: str, clock):
    city.session.info["audit_key"] = "otra"

    assert not second_factor.check(city.session, city.ana, code(seed, clock.at))


def test_it_is_taken_away_by_oneself_or_by_who_administers(city: City, seed: str):
    with pytest.raises(NotAllowed):
        second_factor.remove(city.session, city.ana, by=city.carla)
    second_factor.remove(city.session, city.ana, by=city.dario)

    assert not second_factor.is_on(city.session, city.ana)
    assert second_factor.codes_left(city.session, city.ana) == 0
    assert account_of(city.session, city.ana).seed is None
