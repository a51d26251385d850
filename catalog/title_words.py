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
    """The records that share most of the rarer words, with how many; ``units`` are the
    organisations that may be looked into, all where it is ``None``.

    Two titles that have most words in common have one of the rarer half in common: the
    words that everybody uses need not be gone through. All of it is looks at an index.
    """
    where = [TitleWord.word.in_(words)]
    if units is not None:
        where.append(TitleWord.organization_id.in_(units))
    count = func.count()
    counted = select(TitleWord.word, count).where(*where).group_by(TitleWord.word)
    used = sorted(session.execute(counted).all(), key=lambda row: row[1])
    rare = [row[0] for row in used[: len(words) // 2 + 1]]
    query = (
        select(TitleWord.asset_id, count)
        .where(*where, TitleWord.word.in_(rare))
        .group_by(TitleWord.asset_id)
        .order_by(count.desc(), TitleWord.asset_id)
        .limit(CANDIDATES)
    )
    return {row[0]: row[1] for row in session.execute(query)}
