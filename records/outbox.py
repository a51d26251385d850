"""Letters that verbs have written and that the post has yet to carry."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now


class Letter(Base):
    """``body`` may hold a link that opens a door: it is blanked once it has gone.

    A letter about a request of information names the request and no mailbox: that is
    read of its ``asker`` when the letter is carried, and erased with them.
    ``due`` is when it may next be tried, empty when it is over: ``sent`` says whether
    it went, ``trouble`` what the last try met.
    """

    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"), index=True)
    recipient: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(default=now)
    due: Mapped[datetime | None] = mapped_column(default=now, index=True)
    tries: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    sent: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(String(300), default="")
