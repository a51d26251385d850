"""Keeping the words of titles and codes, and asking which records have the same ones."""

from collections.abc import Sequence

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from ..records.asset import Asset
from ..records.title_word import TitleWord, words_of

CANDIDATES = 60


def write_many(session: Session, assets: Sequence[Asset], *, new: bool) -> None:
    """Write the words of these records anew; those of a new one are not there yet."""
    if not assets:
        return
    connection = session.connection()
    if not new:
        ids = [one.id for one in assets]
        connection.execute(delete(TitleWord).where(TitleWord.asset_id.in_(ids)))
    rows = [
        {"word": word, "asset_id": one.id, "organization_id": one.organization_id}
        for one in assets
        for word in words_of(one.title, one.code)
    ]
    if rows:
        connection.execute(insert(TitleWord), rows)


def sharing(
    session: Session, words: Sequence[str], units: set[int] | None
) -> dict[int, int]:
    """The records that share most words, with how many; ``units`` are the organisations
    that may be looked into, all where it is ``None``. One look at an index.
    """
    count = func.count()
    query = (
        select(TitleWord.asset_id, count)
        .where(TitleWord.word.in_(words))
        .group_by(TitleWord.asset_id)
        .order_by(count.desc(), TitleWord.asset_id)
        .limit(CANDIDATES)
    )
    if units is not None:
        query = query.where(TitleWord.organization_id.in_(units))
    return {row[0]: row[1] for row in session.execute(query)}
