"""The account of a person, made when it is first needed, and the links to it."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ...records.account import Account, EntryLink
from ...records.base import now
from ...records.person import Person


def account_of(session: Session, person: Person) -> Account:
    """The account, locked: two requests about one person wait for each other."""
    account = session.scalar(
        select(Account)
        .where(Account.person_id == person.id)
        .with_for_update(of=Account)
        .execution_options(populate_existing=True)
    )
    if account is None:
        account = Account(person_id=person.id)
        session.add(account)
        session.flush()
    return account


def end_links(session: Session, person: Person) -> None:
    """No link that was made for this person opens the door any more."""
    session.execute(
        update(EntryLink)
        .where(EntryLink.person_id == person.id, EntryLink.ended.is_(None))
        .values(ended=now())
    )
    session.flush()
