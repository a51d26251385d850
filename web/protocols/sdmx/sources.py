"""The indicators of the ledger as the exporters take them: in short reads, in batches."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from ....catalog.places import Places
from ....exporters import left_out
from ....exporters.sdmx import flows, names
from ....exporters.sdmx.model import Flow
from ....exporters.sdmx.registry import Registry
from ....exporters.sdmx.selection import Wanted, may_fit
from ....exporters.values import said
from ....records import reading
from ....records.reading import PublicRecord
from ...composition import House
from ...request import house, session

TOGETHER = 20  # records whose figures are read at once


def registry() -> Registry:
    """The registry of this request: it reads the ledger as it is asked."""
    own = house()
    upto = reading.head(session()).seq
    return Registry(
        agency=own.settings.sdmx_agency,
        publisher=own.settings.publisher,
        area=own.settings.territory,
        every=lambda: indicators(own, upto),
        named=lambda slug: reading.by_slug(session(), "indicator", slug),
        figures=lambda record: reading.observations(session(), record.seq),
    )


def places(own: House, upto: int, since: datetime | None = None) -> Places:
    """Where the open indicators stand, as of ``upto``, that changed after ``since``."""
    return Places(own.session, "indicator", upto, since)


def indicators(own: House, upto: int) -> Iterator[PublicRecord]:
    """Every open indicator; no transaction is open while one is handed on.

    As of ``upto``: what is read twice for one answer names the same ones.
    """
    for batch in places(own, upto).records():
        yield from batch


def every_flow(own: House, where: Places, wanted: Wanted) -> Iterator[Flow]:
    """The flows of these places that may fit, each with its figures, as they are read."""
    for found in where.records():
        batch = [one for one in found if may_fit(names.flow(one), wanted)]
        if batch:
            yield from _batch(own, batch)


def flows_of(own: House, records: Iterable[PublicRecord]) -> Iterator[Flow]:
    """The flows of these records, each with its figures, some at a time."""
    waiting = iter(records)
    while batch := list(islice(waiting, TOGETHER)):
        yield from _batch(own, batch)


def _batch(own: House, batch: Sequence[PublicRecord]) -> Iterator[Flow]:
    area = own.settings.territory
    with own.session() as opened:
        figures = reading.observations_of(opened, [one.seq for one in batch])

    def made(one: PublicRecord) -> Flow:
        return flows.flow(one, figures.get(one.seq, []), area)

    return left_out.each(batch, made, "sdmx")


def dimensions(own: House) -> dict[str, str]:
    """The dimensions that all flows together have, each with its name: the columns of
    one sheet of them.
    """
    with own.session() as opened:
        head = reading.head(opened)
        key = ("the breakdowns of all figures", head.ledger_id, head.seq)
        broken: list[str] = own.told.of(
            key, lambda: sorted(reading.breakdown_names(opened))
        )
    found = {names.dimension(one): said(one) for one in reversed(broken)}
    more = sorted(set(found) - set(flows.FIRST))
    return {name: found.get(name, name) for name in (*flows.FIRST, *more)}
