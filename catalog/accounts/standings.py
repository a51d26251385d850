"""How people stand with their accounts, for the administrator's list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...records.account import Account, Browser, EntryLink, Identity
from ...records.base import now
from ...records.person import Person


@dataclass(frozen=True)
class Standing:
    """``invited_until`` only while an invitation waits; ``seen`` at the desk, ever."""

    has_password: bool = False
    has_second_factor: bool = False
    has_identity: bool = False
    invited_until: datetime | None = None
    seen: datetime | None = None

    @property
    def can_enter(self) -> bool:
        return self.has_password or self.has_identity


def of_people(session: Session, people: Sequence[Person]) -> dict[int, Standing]:
    """The standing of each, by ``id``, in four questions however many they are."""
    accounts = {
        person: (password is not None, confirmed is not None)
        for person, password, confirmed in session.execute(
            select(Account.person_id, Account.password, Account.seed_confirmed)
        )
    }
    identities = set(session.scalars(select(Identity.person_id)))
    waiting = select(EntryLink.person_id, EntryLink.expires).where(
        EntryLink.purpose == "invitation",
        EntryLink.ended.is_(None),
        EntryLink.expires > now(),
    )
    invited = {one.person_id: one.expires for one in session.execute(waiting)}
    last = select(Browser.person_id, func.max(Browser.seen).label("seen"))
    seen = {
        one.person_id: one.seen
        for one in session.execute(last.group_by(Browser.person_id))
    }
    return {
        one.id: Standing(
            *accounts.get(one.id, (False, False)),
            one.id in identities,
            invited.get(one.id),
            seen.get(one.id),
        )
        for one in people
    }
