"""What the desk's lists are sorted, sifted and searched by: kept with each change.

The words are those of a record's name and code. The catalogue's search does not know
working records, and must not: its index belongs to the window.
"""

import re
from collections.abc import Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session, object_session

from ..records.asset import Asset
from ..records.asset_word import LONGEST, AssetWord
from ..schemas.vocabularies import fold
from . import broken_links
from .quality.working import weigh

WORD = re.compile(r"[^\W_]+")
# Words that stand in most names, and so find nothing.
STOP = frozenset(
    [
        "a",
        "al",
        "con",
        "de",
        "del",
        "e",
        "el",
        "en",
        "la",
        "las",
        "lo",
        "los",
        "o",
        "para",
        "por",
        "que",
        "se",
        "su",
        "u",
        "un",
        "y",
    ]
)
FILED = 120  # characters
BATCH = 500


def words(text: str) -> list[str]:
    """The folded words of a text, each once; a code gives its parts."""
    found = (one[:LONGEST] for one in WORD.findall(fold(text)))
    return list(dict.fromkeys(found))


def weigh_one(asset: Asset) -> None:
    """Work out what its lists are sorted and sifted by."""
    asset.filed = fold(asset.title)[:FILED]
    broken = broken_links.known(object_session(asset))
    weight = weigh(asset, asset.modified or asset.created, broken)
    asset.points, asset.passes = weight.points, weight.passes
    asset.due, asset.timely = weight.due, weight.timely


def spell(session: Session, assets: Sequence[Asset], *, new: bool = False) -> None:
    """Write the words by which the records are found in place of earlier ones, which
    new records have not.

    The records have been flushed.
    """
    if not assets:
        return
    connection = session.connection()
    if not new:
        numbers = [one.id for one in assets]
        connection.execute(delete(AssetWord).where(AssetWord.asset_id.in_(numbers)))
    rows = [
        {"word": word, "asset_id": one.id}
        for one in assets
        for word in words(f"{one.title} {one.acronym or ''} {one.code}")
        if word not in STOP
    ]
    if rows:
        connection.execute(insert(AssetWord), rows)


def catch_up(session: Session) -> int:
    """Note one batch of the records that none of this is known of; returns how many
    they were, and the caller commits and asks again.
    """
    wanted = select(Asset).where(Asset.filed.is_(None)).order_by(Asset.id)
    batch = list(session.scalars(wanted.limit(BATCH)))
    for one in batch:
        weigh_one(one)
    session.flush()
    spell(session, batch)
    return len(batch)
