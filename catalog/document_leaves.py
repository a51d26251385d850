"""What a public document says, as SQL on SQLite and on PostgreSQL alike."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    String,
    Text,
    and_,
    case,
    cast,
    column,
    exists,
    func,
    literal,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from ..records.publication import Publication

NUL = r"\u0000"  # as JSON writes it
# A leaf is a path into the document; a list is a path and the member of each item.
LEAVES = {
    "organization": ("organization", "uid"),
    "organization_slug": ("organization", "slug"),
    "theme": ("theme",),
    "licence": ("licence",),
    "frequency": ("frequency",),
    "language": ("language",),
    "title": ("title",),
    "code": ("code",),
}
LISTS: dict[str, tuple[str, str | None]] = {
    "keyword": ("keywords", None),
    "format": ("distributions", "format"),
    "place": ("spatial", None),
}


class Leaves:
    """The words of one database for what lies inside ``publication.document``."""

    def text(self, path: tuple[str, ...]) -> ColumnElement[Any]:
        """The text of a leaf, null where the document has none."""
        raise NotImplementedError

    def items(self, field: str) -> tuple[ColumnElement[Any], FromClause]:
        """The text of each item of a list, and the table that spreads it."""
        raise NotImplementedError

    def contains(self, field: str, values: tuple[str, ...]) -> ColumnElement[bool]:
        """Whether some item of the list is one of ``values``."""
        value, source = self.items(field)
        found = select(literal(1)).select_from(source).where(value.in_(values))
        return exists(found.correlate(Publication))

    def filled(self, field: str) -> ColumnElement[bool]:
        """Whether the leaf, or the list, is there and not empty."""
        if field in LISTS:
            value, source = self.items(field)
            found = select(literal(1)).select_from(source).where(value.is_not(None))
            return exists(found.correlate(Publication))
        value = self.text(LEAVES[field])
        return and_(value.is_not(None), value != "")

    def covers(self, since: str | None, until: str | None) -> ColumnElement[bool]:
        """Whether the period meets the days; an end that is not told is open.

        Dates are as exact as they are known: what begins in 2019 begins with its first
        day, and what ends in 2019 lasts to its last, which "2019~" sorts after.
        """
        start = func.coalesce(self.text(("temporal_start",)), "")
        end = func.coalesce(self.text(("temporal_end",)), "") + "~"
        meets = [start <= until] if until else []
        meets += [end >= since] if since else []
        return and_(literal(1) == 1, *meets)

    def spread(self, field: str) -> tuple[ColumnElement[Any], FromClause | None]:
        """The value, or each value, of a field, and the table to join for it."""
        if field in LISTS:
            return self.items(field)
        return self.text(LEAVES[field]), None


class _Sqlite(Leaves):
    def text(self, path: tuple[str, ...]) -> ColumnElement[Any]:
        document = func.nullif(Publication.document, "")
        return func.json_extract(document, "$." + ".".join(path), type_=String)

    def items(self, field: str) -> tuple[ColumnElement[Any], FromClause]:
        name, member = LISTS[field]
        document = func.nullif(Publication.document, "")
        table = func.json_each(document, f"$.{name}").table_valued(
            "value", name=f"{field}_items"
        )
        if member is None:
            return cast(table.c.value, Text), table
        return func.json_extract(table.c.value, f"$.{member}", type_=String), table


class _Postgresql(Leaves):
    def text(self, path: tuple[str, ...]) -> ColumnElement[Any]:
        return func.jsonb_extract_path_text(self._document(), *path, type_=String)

    def items(self, field: str) -> tuple[ColumnElement[Any], FromClause]:
        name, member = LISTS[field]
        found = func.jsonb_extract_path(self._document(), name)
        given = func.coalesce(found, cast(literal("[]"), JSONB))
        table = func.jsonb_array_elements(given).table_valued(column("value", JSONB))
        spread = table.render_derived(name=f"{field}_items")
        if member is None:
            return spread.c.value.op("#>>", return_type=String)(text("'{}'")), spread
        said = func.jsonb_extract_path_text(spread.c.value, member, type_=String)
        return said, spread

    def _document(self) -> ColumnElement[Any]:
        """The document as JSON; one with NUL, which JSONB refuses, says nothing."""
        text_ = func.nullif(Publication.document, "")
        return cast(case((func.strpos(text_, NUL) == 0, text_), else_=None), JSONB)


def leaves_of(session: Session) -> Leaves:
    """The words of the session's database."""
    name = session.get_bind().dialect.name
    return _Postgresql() if name == "postgresql" else _Sqlite()
