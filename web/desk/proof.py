"""Proof, before a change that would let a stranger stay: the password, once more."""

from ...catalog.accounts import attempts, entering
from ...catalog.accounts.attempts import Limit
from ...catalog.refusals import Refusal
from ..access import worker
from ..request import house, session

OF_OWN = Limit("own password", 10)


def require_password(typed: str) -> None:
    """Raise ``Refusal`` unless this is the password of who is signed in.

    Raises ``TooMany`` for who keeps guessing. Who has no password, as they come in
    from outside, is not asked for one.
    """
    me = worker()
    if not entering.has_password(session(), me):
        return
    with house().writing() as opened:
        attempts.spend(opened, OF_OWN, me.uid)
    if not entering.is_own(session(), me, typed):
        raise Refusal(entering.WRONG_NOW)
    with house().writing() as opened:
        attempts.forget(opened, OF_OWN, me.uid)
