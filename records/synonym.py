"""Synonyms that the desk adds to the search's vocabulary."""

from datetime import datetime

from sqlalchemy import String, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now
from .identifiers import new_uid


class Synonym(Base):
    """A word of a question also means each of ``meanings``; both ways, if it says so.

    ``folded`` is the word without case and accents: there is one entry for each. One
    that is ``suspended`` has no meanings: what the vocabulary says of the word is off.
    """

    __tablename__ = "synonym"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    word: Mapped[str] = mapped_column(String(120))
    folded: Mapped[str] = mapped_column(String(120), unique=True)
    meanings: Mapped[list[str]]
    both_ways: Mapped[bool] = mapped_column(default=False)
    suspended: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    created: Mapped[datetime] = mapped_column(default=now)
    modified: Mapped[datetime] = mapped_column(default=now)
