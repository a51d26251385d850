"""What is tried at the same moment: counted exactly, used once, and never nobody left."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pyotp
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from tumbaga.catalog import people
from tumbaga.catalog.accounts import attempts, entering, links, passwords, second_factor
from tumbaga.catalog.accounts.attempts import Limit
from tumbaga.catalog.refusals import Refusal
from tumbaga.web.database import transaction

GOOD = "tres gatos en la comuna"


def at_once(engine: Engine, many: int, act: Callable[[Session, int], object]) -> list:
    """What each of ``many`` transactions at once came to; ``None`` for a refusal."""

    def one(number: int) -> object:
        try:
            with transaction(engine) as session:
                return act(session, number)
        except Refusal:
            return None

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))


def test_tries_at_once_are_all_counted(engine: Engine):
    limit = Limit("prueba", 5)

    def spend(session: Session, _number: int) -> bool:
        attempts.spend(session, limit, "ana")
        return True

    assert at_once(engine, 12, spend).count(True) == 5


def test_a_link_pressed_twice_at_once_serves_once(engine: Engine):
    with transaction(engine) as session:
        ana = people.admit(session, "ana", "Ana", ["producer"])
        secret = links.make(session, ana, "invitation", timedelta(days=1))

    def use(session: Session, number: int) -> int:
        links.use(session, secret, f"{GOOD} {number}")
        return number

    used = [one for one in at_once(engine, 6, use) if one is not None]
    assert len(used) == 1
    with transaction(engine) as session:
        assert entering.recognise(session, "ana", f"{GOOD} {used[0]}")


def test_a_code_shown_twice_at_once_serves_once(engine: Engine, monkeypatch):
    clock = type("Clock", (), {"at": 1_790_000_010.0, "time": lambda self: self.at})()
    monkeypatch.setattr(second_factor, "time", clock)
    with transaction(engine) as session:
        ana = people.admit(session, "ana", "Ana", ["producer"])
        seed = second_factor.offer(session, ana, issuer="T").seed
        recovery = second_factor.confirm(session, ana, pyotp.TOTP(seed).at(clock.at))[0]
    clock.at += 60
    for code in (pyotp.TOTP(seed).at(int(clock.at)), recovery):

        def check(session: Session, _number: int, code: str = code) -> bool:
            return second_factor.check(session, people.get(session, "ana"), code)

        assert at_once(engine, 6, check).count(True) == 1


def test_two_administrators_do_not_close_each_other(engine: Engine):
    with transaction(engine) as session:
        for code in ("ada", "eva"):
            people.admit(session, code, code.title(), ["administrator"])

    def close(session: Session, number: int) -> bool:
        me, other = ("ada", "eva") if number else ("eva", "ada")
        by = people.get(session, me)
        people.deactivate(session, people.get(session, other), by=by)
        return True

    at_once(engine, 2, close)
    with transaction(engine) as session:
        assert any(person.active for person in people.listed(session))


def test_a_password_kept_weakly_is_kept_anew(engine: Engine, monkeypatch):
    from argon2 import PasswordHasher

    with transaction(engine) as session:
        ana = people.admit(session, "ana", "Ana", ["producer"])
        entering.set_password(session, ana, GOOD, by=ana)
        before = entering._kept(session, ana)
    stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", stronger)
    with transaction(engine) as session:
        ana = people.get(session, "ana")
        entering.strengthen(session, ana, GOOD)
        assert entering._kept(session, ana) != before
        assert entering.recognise(session, "ana", GOOD) is ana
