"""Words of a protocol's question, given to the city's own search."""

from ...catalog import selecting
from ...catalog.search import Page, Question
from ...catalog.selecting import ASSETS, All, Condition, Is
from ..request import house, session

MOST, PIECE = 2000, 1000


class NotReady(Exception):
    """The search is being prepared; the text says so in Spanish."""


def best(words: str, condition: Condition) -> list[str]:
    """The uids of the best hits that the condition holds for, the best first.

    The search also knows what is known by its name only; for a protocol that does not
    exist, so every hit is asked of the ledger. Raises ``NotReady``.
    """
    uids: list[str] = []
    for number in range(1, MOST // PIECE + 1):
        found = _page(words, number)
        if found.number != number:
            break
        hits = tuple(hit.uid for hit in found.hits)
        both = All((condition, Is("uid", hits)))
        rows = selecting.named(session(), both, after="", limit=PIECE)
        holding = {uid for uid, _kind, _slug in rows}
        uids += [uid for uid in hits if uid in holding]
        if number >= found.pages:
            break
    return uids


def _page(words: str, number: int) -> Page:
    question = Question(words, filters={"kind": ASSETS}, page=number, size=PIECE)
    found = house().index.search(question, session())
    if not found.ready:
        raise NotReady(" ".join(found.notices))
    return found
