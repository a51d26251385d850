"""How a person gets in: password, second factor, links, browsers, outside identities.

No secret is kept as it is: passwords as argon2id, tokens and codes as digests, the
second factor's seed sealed with the key of the house.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, now, one_of
from .person import Person

PURPOSES = ("invitation", "reset")
WAYS = ("password", "external", "demonstration")


class Account(Base):
    """``last_step`` is the newest thirty seconds whose code was used: none serves twice."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    password: Mapped[str | None] = mapped_column(String(200))
    password_set: Mapped[datetime | None]
    seed: Mapped[str | None] = mapped_column(String(300))
    seed_confirmed: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(server_default=text("0"), default=0)

    person: Mapped[Person] = relationship(lazy="joined")


class RecoveryCode(Base):
    """A code for who has lost the second factor; each serves once."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    used: Mapped[datetime | None]


class Browser(Base):
    """A browser that is signed in; ``digest`` is of the secret in its cookie."""

    __tablename__ = "browser"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    way: Mapped[str] = mapped_column(String(20))
    started: Mapped[datetime] = mapped_column(default=now)
    seen: Mapped[datetime] = mapped_column(default=now)
    ended: Mapped[datetime | None]
    address: Mapped[str] = mapped_column(String(60), default="")
    agent: Mapped[str] = mapped_column(String(200), default="")

    person: Mapped[Person] = relationship(lazy="joined")

    __table_args__ = (one_of("way", WAYS),)


class EntryLink(Base):
    """A link that lets its holder set the person's password, once, until it expires."""

    __tablename__ = "entry_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created: Mapped[datetime] = mapped_column(default=now)
    expires: Mapped[datetime]
    ended: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")

    __table_args__ = (one_of("purpose", PURPOSES),)


class Identity(Base):
    """Who a person is at an identity provider: OpenID Connect's ``iss`` and ``sub``."""

    __tablename__ = "identity"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    issuer: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(255))
    linked: Mapped[datetime] = mapped_column(default=now)

    person: Mapped[Person] = relationship(lazy="joined")

    __table_args__ = (UniqueConstraint("issuer", "subject"),)


class Attempt(Base):
    """How often somebody has tried since ``since``; ``key`` is a keyed digest."""

    __tablename__ = "attempt"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    since: Mapped[datetime]
    count: Mapped[int]
