"""Standard variables: defined once by the city, used by many records."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now
from .identifiers import new_uid


class StandardVariable(Base):
    """A variable of a record that names its code takes from here what it leaves empty.

    ``source`` is the norm or the classification that it comes from.
    """

    __tablename__ = "standard_variable"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    label: Mapped[str] = mapped_column(String(500))
    definition: Mapped[str] = mapped_column(Text)
    type: Mapped[str | None] = mapped_column(String(20))
    interval: Mapped[str | None] = mapped_column(String(12))
    unit: Mapped[str | None] = mapped_column(String(100))
    categories: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    source: Mapped[str | None] = mapped_column(Text)
    personal_data: Mapped[str | None] = mapped_column(String(20))
    created: Mapped[datetime] = mapped_column(default=now)
    modified: Mapped[datetime] = mapped_column(default=now)
