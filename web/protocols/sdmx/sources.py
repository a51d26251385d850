"""The indicators of the ledger as the exporters take them: in short reads, in batches."""

import logging
from collections.abc import Iterable, Iterator

from ....exporters.left_out import CANNOT, seen
from ....exporters.sdmx import flows, names
from ....exporters.sdmx.model import Flow
from ....exporters.sdmx.registry import Registry
from ....records import reading
from ....records.reading import PublicRecord
from ...composition import House
from ...request import house, session

log = logging.getLogger("tumbaga.left_out")
BATCH = 200
LATEST = 2**62


def registry() -> Registry:
    """The registry of this request: it reads the ledger as it is asked."""
    own = house()
    return Registry(
        agency=own.settings.sdmx_agency,
        publisher=own.settings.publisher,
        area=own.settings.territory,
        every=lambda: indicators(own),
        named=lambda slug: reading.by_slug(session(), "indicator", slug),
        figures=lambda record: reading.observations(session(), record.seq),
    )


def indicators(own: House) -> Iterator[PublicRecord]:
    """Every open indicator; no transaction is open while one is handed on."""
    for batch in _batches(own):
        yield from batch


def every_flow(own: House, ids: Iterable[str]) -> Iterator[Flow]:
    """The flows of ``ids``, each once, with their figures, as they are read."""
    waiting = set(ids)
    for batch in _batches(own):
        wanted = [one for one in batch if names.flow(one) in waiting]
        with own.session() as opened:
            seqs = [one.seq for one in wanted]
            figures = reading.observations_of(opened, seqs)
        for one in wanted:
            waiting.discard(names.flow(one))
            try:
                area = own.settings.territory
                flow = flows.flow(one, figures.get(one.seq, []), area)
            except Exception:
                log.exception(CANNOT, one.uid, "sdmx", extra=seen(one, "sdmx"))
                continue
            yield flow


def _batches(own: House) -> Iterator[list[PublicRecord]]:
    after = 0
    while True:
        with own.session() as opened:
            batch = reading.page(
                opened, after=after, upto=LATEST, limit=BATCH, kinds=["indicator"]
            )
        yield batch
        if len(batch) < BATCH:
            return
        after = batch[-1].seq
