"""The norms of the demo's normograma: as they are cited, with the dates we confirmed."""

from sqlalchemy.orm import Session

from ...catalog import norms
from ...records.person import Person
from .tables import known, rows


def regulate(session: Session, *, by: Person) -> None:
    """Put them in the normograma; one that already says the same is left alone."""
    there = {one.name: one for one in norms.listed(session)}
    for row in rows("normas"):
        norm = there.get(row["name"])
        if norm is None or not _says(norm.subject, norm.issued, row):
            norms.save(session, known(row), by=by)


def _says(subject: str | None, issued: object, row: dict[str, str]) -> bool:
    return subject == row["subject"] and str(issued or "") == row["issued"]
