"""The ledger's tables: append-only public documents, their counter and their figures."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Exact, one_of

# On SQLite a primary key of type INTEGER is the row itself: no second lookup.
SEQ = BigInteger().with_variant(Integer, "sqlite")
STATES = ("published", "retired", "withdrawn")
DISCLOSURES = ("full", "partial", "index")
KINDS = ("production_process", "indicator", "dataset", "document", "organization")
FOLDERS = {
    "production_process": "ppi",
    "indicator": "indicadores",
    "dataset": "datos",
    "document": "documentos",
    "organization": "organizaciones",
}


class Publication(Base):
    """One public document, as it stood from ``seq`` until ``superseded``.

    ``seq`` is gap-free and in commit order. ``document`` is JSON text and ``etag`` its
    digest; both are blanked when the asset is withdrawn or becomes known by name only
    (the desk keeps the text: Ley 1712, art. 29).
    """

    __tablename__ = "publication"

    seq: Mapped[int] = mapped_column(SEQ, primary_key=True, autoincrement=False)
    uid: Mapped[str] = mapped_column(String(36), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    slug: Mapped[str] = mapped_column(String(160))
    state: Mapped[str] = mapped_column(String(10))
    disclosure: Mapped[str] = mapped_column(String(10))
    superseded: Mapped[int | None] = mapped_column(BigInteger)
    modified: Mapped[datetime]
    etag: Mapped[str] = mapped_column(String(40))
    document: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        one_of("state", STATES),
        one_of("disclosure", DISCLOSURES),
        one_of("kind", KINDS),
        CheckConstraint("superseded > seq", name="superseded_later"),
        Index(
            "uq_publication_current",
            "uid",
            unique=True,
            sqlite_where=text("superseded IS NULL"),
            postgresql_where=text("superseded IS NULL"),
        ),
        Index(
            "uq_publication_address",
            "kind",
            "slug",
            unique=True,
            sqlite_where=text("superseded IS NULL"),
            postgresql_where=text("superseded IS NULL"),
        ),
        Index("ix_publication_slug", "kind", "slug"),
    )


class LedgerCounter(Base):
    """One row: the lock and the head of the ledger.

    ``cut`` is the ``seq`` of the last disclosure that shrank: a prepared answer whose
    head lies below it may hold what is no longer public.
    """

    __tablename__ = "ledger_counter"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ledger_id: Mapped[str] = mapped_column(String(36))
    seq: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    cut: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    modified: Mapped[datetime]

    __table_args__ = (CheckConstraint("id = 1", name="single"),)


class PublicationObservation(Base):
    """A figure of a published indicator; the document itself holds only the latest."""

    __tablename__ = "publication_observation"

    seq: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("publication.seq"), primary_key=True, autoincrement=False
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    period: Mapped[str] = mapped_column(String(30))
    territory: Mapped[str | None] = mapped_column(String(20))
    breakdown: Mapped[dict[str, Any]]
    value: Mapped[Decimal | None] = mapped_column(Exact)
    status: Mapped[str | None] = mapped_column(String(10))
    source: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    components: Mapped[dict[str, Any] | None]
    target: Mapped[Decimal | None] = mapped_column(Exact)


class PublicationRelation(Base):
    """The current public document of ``uid`` names the record ``target``.

    It repeats what the documents say, to be found from the other end.
    """

    __tablename__ = "publication_relation"

    uid: Mapped[str] = mapped_column(String(36), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    type: Mapped[str] = mapped_column(String(40))
    target: Mapped[str] = mapped_column(String(36))

    __table_args__ = (Index("ix_publication_relation_target", "target", "uid"),)


class PublicationFile(Base):
    """That a public document names a file by its checksum: files are served by it."""

    __tablename__ = "publication_file"

    checksum: Mapped[str] = mapped_column(String(64), primary_key=True)
    seq: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey("publication.seq"),
        primary_key=True,
        autoincrement=False,
        index=True,
    )


class PublicationHistory(Base):
    """What was public and is no longer, kept for the desk (Ley 1712, art. 29)."""

    __tablename__ = "publication_history"

    seq: Mapped[int] = mapped_column(SEQ, primary_key=True, autoincrement=False)
    uid: Mapped[str] = mapped_column(String(36), index=True)
    document: Mapped[str] = mapped_column(Text)
    observations: Mapped[list[dict[str, Any]]]
    cut: Mapped[int] = mapped_column(BigInteger)


def address(checksum: str) -> str:
    """Where the window serves a file of ours; its name follows."""
    return f"/archivos/{checksum}/"


def is_ours(item: Mapping[str, Any]) -> bool:
    """Whether a public distribution offers our copy. A checksum beside an address
    elsewhere is only what is said of the file that is there.
    """
    checksum, url = item.get("checksum"), item.get("url")
    if not (isinstance(checksum, str) and isinstance(url, str) and checksum):
        return False
    return url.startswith(address(checksum))
