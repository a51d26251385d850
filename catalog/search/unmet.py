"""What people looked for and did not find: kept only once several people asked it.

A question is kept when it was typed on several days by several visits, and never when
it has a long run of digits, a mailbox or a telephone (Ley 1581 de 2012). Until then
there is only a digest of it. A visit is of one day, so one person is another visit each
day: only two visits on one of the days say that more than one person asks.
"""

import hmac
import re
import unicodedata
from contextlib import suppress
from datetime import date, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ...records.base import now
from ...records.person import Person
from ...records.unmet_search import SearchSighting, UnmetSearch
from .. import access, audit
from ..refusals import NotFound
from .spanish import clean

DAYS = 3  # so many different ones, and on one of them two visits, before words are kept
FORGOTTEN = timedelta(days=45)
LONGEST, SHORTEST = 120, 3
PRIVATE = re.compile(
    r"@|\barroba\b|[(\[{<]\s*(?:at|a)\s*[)\]}>]|gmail|hotmail|outlook|yahoo|\d(?:[\W_]*\d){5,}|https?:|www\."
)


def visit_of(address: str, day: date, key: str) -> str:
    """A name for who asks, for one day only; nothing leads from it to the address."""
    return _digest(f"{day.isoformat()}\x1f{address}", key)


def note(session: Session, text: str, *, visit: str, day: date, key: str) -> bool:
    """Take down that a question found nothing. True when its words are kept now."""
    asked = _plain(text)
    if not asked:
        return False
    digest = _digest(asked, key)
    _seen(session, digest, day, visit)
    days, visits, first, last = session.execute(
        select(
            func.count(SearchSighting.day.distinct()),
            func.count(SearchSighting.visit.distinct()),
            func.min(SearchSighting.day),
            func.max(SearchSighting.day),
        ).where(SearchSighting.digest == digest)
    ).one()
    kept = session.scalar(select(UnmetSearch).where(UnmetSearch.text == asked))
    if kept is None:
        if days < DAYS or visits <= days:
            return False
        kept = UnmetSearch(text=asked, first_day=first, last_day=last, visits=0)
        session.add(kept)
    kept.last_day, kept.visits = max(kept.last_day, last), max(kept.visits, visits)
    session.flush()
    return True


def listed(session: Session) -> list[UnmetSearch]:
    """What is still to be heeded, the most asked first."""
    query = select(UnmetSearch).where(UnmetSearch.heeded.is_(None))
    order = (UnmetSearch.visits.desc(), UnmetSearch.last_day.desc(), UnmetSearch.text)
    return list(session.scalars(query.order_by(*order)))


def get(session: Session, uid: str) -> UnmetSearch:
    """Return one of them. Raises ``NotFound``."""
    found = session.scalar(select(UnmetSearch).where(UnmetSearch.uid == uid))
    if found is None:
        raise NotFound("No hay ninguna búsqueda sin respuesta con ese identificador.")
    return found


def heed(session: Session, one: UnmetSearch, *, by: Person) -> None:
    """Take it off the list: it became a demand, or was answered. Repeating is idle."""
    access.require(by, "heed", None)
    if one.heeded is not None:
        return
    one.heeded = now()
    session.flush()
    audit.record(session, by, "heed", one.uid, after={"text": one.text})


def forget(session: Session, today: date) -> int:
    """Drop the digests of what was not asked often enough; return how many."""
    old = SearchSighting.day < today - FORGOTTEN
    count = session.scalar(select(func.count()).where(old)) or 0
    session.execute(delete(SearchSighting).where(old))
    session.flush()
    return count


def _seen(session: Session, digest: str, day: date, visit: str) -> None:
    """Once a visit and a day, whoever writes first."""
    query = select(SearchSighting.id).filter_by(digest=digest, day=day, visit=visit)
    if session.scalar(query) is not None:
        return
    with suppress(IntegrityError), session.begin_nested():
        session.add(SearchSighting(digest=digest, day=day, visit=visit))


def _plain(text: str) -> str:
    """The question as it is compared; nothing if it must not be kept."""
    asked = " ".join(clean(text[: LONGEST * 4]).lower().split())
    letters = sum(sign.isalpha() for sign in asked)
    if letters < SHORTEST or len(asked) > LONGEST:
        return ""
    if PRIVATE.search(unicodedata.normalize("NFKC", asked)):  # ③⓪⓪ is a number too
        return ""
    return asked


def _digest(text: str, key: str) -> str:
    return hmac.digest(key.encode(), text.encode("utf-8", "replace"), "sha256").hex()[
        :32
    ]
