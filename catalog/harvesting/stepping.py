"""The steps of a run, in their order: begin, batch after batch, what is missing, end."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ...schemas.harvest import Cut, Item, NotChanged
from ...schemas.tables import Unreadable
from . import preparing, releasing, runs, saving, vanishing
from .releasing import Reading
from .work import Job, Ready, Work

log = logging.getLogger("tumbaga.harvests")

STUMBLED = (
    "No supimos leer la fuente: es un error de este programa ({error}), y quedó anotado. "
    "No se tocó nada de lo que ya había. Avise a quien administra el catálogo."
)
HALFWAY = "Se leyó hasta ahí: de lo que faltó no se da nada por retirado."
BATCH = 100
SECONDS = 20.0
"""At most this long between two steps while there is something to save."""

Step = Callable[[Session], None]


def steps(work: Work, reading: Reading) -> Iterator[Step]:
    """Yield what is to be done, each in a transaction of its own.

    The edge runs each step before it asks for the next, commits it, or takes it back in
    a preview. ``reading`` opens a session that only reads. Raises what a step raises;
    what is wrong with the source ends the run with its reason.
    """
    yield partial(runs.begin, work)
    for ready in _looked_into(work, reading):
        yield partial(saving.apply, work, ready)
        if work.is_over:
            return
    for part in _parts(work.held):
        yield partial(saving.apply_held, work, part)
        if work.is_over:
            return
    yield partial(vanishing.settle, work)
    if work.is_over:
        return
    for step in releasing.steps(work, reading):
        yield step
        if work.is_over:
            return
    yield partial(runs.end, work)


def run(job: Job, reading: Reading) -> tuple[Work, Iterator[Step]]:
    """The work of a job, and its steps."""
    work = Work(job)
    return work, steps(work, reading)


def _items(work: Work) -> Iterator[Item]:
    """Their items, until the end or until the source cannot be read any further."""
    came = False
    try:
        for item in work.job.items:
            came = True
            yield item
    except NotChanged:
        work.not_changed = True
    except (Unreadable, Cut) as error:
        work.reason = f"{error} {HALFWAY}" if came else str(error)
    except DBAPIError:
        raise
    except Exception as error:
        log.exception("harvest of %s", work.job.source)
        work.reason = STUMBLED.format(error=type(error).__name__)
    else:
        work.complete = True


def _looked_into(work: Work, reading: Reading) -> Iterator[list[Ready]]:
    """Their items with what is to be done with each, soon enough to show a sign of life."""
    for batch in _batches(_items(work)):
        left: Sequence[Item] = batch
        while left:
            with reading() as session:
                ready, left = preparing.prepare(session, work, left, SECONDS)
            yield ready


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    begun = time.monotonic()
    for item in items:
        batch.append(item)
        if len(batch) >= BATCH or time.monotonic() - begun > SECONDS:
            yield batch
            batch, begun = [], time.monotonic()
    if batch:
        yield batch


def _parts(held: Iterable[Ready]) -> Iterator[list[Ready]]:
    things = iter(held)
    while part := list(islice(things, BATCH)):
        yield part
