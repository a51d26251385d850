"""Records that a format left out, from the log to the administrator's list.

The log is heard, so that no protocol has to know of the list; the follower writes it
down, so that no request does; and each hour what is listed is tried again.
"""

import logging
from collections.abc import Callable

from .. import exporters
from ..catalog import left_out
from ..catalog.left_out import Missing, Sighting
from ..catalog.selecting import ASSETS
from ..exporters import ckan, feeds, ogc_records
from ..exporters.base import Catalogue, RecordExporter
from ..exporters.feeds import Feed
from ..exporters.left_out import CANNOT, seen
from ..exporters.nada import study
from ..exporters.sdmx import flows, trying
from ..exporters.tables_of_kinds import TableOfKind
from ..records import reading, walking
from ..records.publication import KINDS
from ..records.reading import PublicRecord
from .composition import House

log = logging.getLogger("tumbaga.left_out")
MOST = 1000
# What people read for each form; the others are called by their key.
NAMES = {
    "ttl": "DCAT en Turtle",
    "jsonld": "DCAT en JSON-LD",
    "rdf": "DCAT en RDF/XML",
    "nt": "DCAT en N-Triples",
    "json": "data.json (datos.gov.co)",
    "jsonl": "JSON Lines",
    "datosgov": "Campos de datos.gov.co (JSON)",
    "datosgov-csv": "Campos de datos.gov.co (CSV)",
    "dcat-us": "DCAT-US 3.0",
    "ddi": "DDI",
    "ddi-26": "DDI 2.6",
    "ddi-l": "DDI Lifecycle",
    "oai_dc": "OAI-PMH, Dublin Core",
    "dcat": "OAI-PMH, DCAT",
    "oai_ddi25": "OAI-PMH, DDI",
    "datacite": "OAI-PMH, DataCite",
    "oai": "OAI-PMH",
    "ckan": "API de CKAN",
    "ogc": "OGC API Records",
    "atom": "Novedades en Atom",
    "json-feed": "Novedades en JSON Feed",
    "nada": "API de NADA",
    "sdmx": "SDMX",
    "csv-ppi": "Tabla de procesos",
    "csv-indicadores": "Tabla de indicadores",
    "csv-datos": "Tabla de datos",
    "csv-documentos": "Tabla de documentos",
    "csv-organizaciones": "Tabla de dependencias",
}
SURVEYED = ("oai_dc", "datacite", "ckan", "ogc", "atom", "json-feed", "nada", "sdmx")
ONLY = {"nada": ("production_process",), "sdmx": ("indicator",)}
BATCH = 200
Write = Callable[[PublicRecord, Catalogue], object]


class Listener(logging.Handler):
    """Keeps what the log says of records that were left out, until it is written down."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: dict[tuple[str, str], Sighting] = {}

    def emit(self, record: logging.LogRecord) -> None:
        said = getattr(record, "left_out", None)
        if said is None or len(self.heard) >= MOST:
            return
        uid, seq, form = said
        error = record.exc_info[1] if record.exc_info else None
        cause = f"{type(error).__name__}: {error}" if error else ""
        self.heard[uid, form] = Sighting(uid, seq, form, cause)

    def taken(self) -> list[Sighting]:
        """All that was heard since the last time."""
        heard, self.heard = self.heard, {}
        return list(heard.values())


LISTENER = Listener()


def listen() -> None:
    """Hear the log of this process; once is enough."""
    logging.getLogger("tumbaga.left_out").addHandler(LISTENER)


def write_down(house: House) -> int:
    """Put what was heard on the list; how many that were."""
    heard = LISTENER.taken()
    if not heard:
        return 0
    with house.writing() as session:
        return left_out.note(session, heard)


def try_again(house: House) -> int:
    """Take off the list what can be written by now; how many that were."""
    with house.session() as session:
        waiting = left_out.listed(session)
        found = reading.by_uids(session, {one.uid for one in waiting})
        catalogue = house.catalogue(reading.head(session))
    good = [one for one in waiting if _passes(house, one, found, catalogue)]
    with house.writing() as session:
        for one in good:
            left_out.settle(session, one.uid, one.format)
        left_out.forget(session)
    return len(good)


def survey(house: House, after: int) -> None:
    """Try what changed after ``after`` in the forms that no file of a dump has.

    A web process that has no follower hears, and writes nothing down; this makes the
    list whole all the same.
    """
    tried = {key: writers(house)[key] for key in SURVEYED}
    with house.session() as session:
        head = reading.head(session)
    catalogue = house.catalogue(head)
    for rows in walking.batches(house.session, head.seq, after=after, size=BATCH):
        for record in rows:
            for form, write in tried.items():
                if record.kind in ONLY.get(form, ASSETS):
                    _tried(record, form, write, catalogue)
        write_down(house)


def _tried(record: PublicRecord, form: str, write: Write, catalogue: Catalogue) -> None:
    try:
        write(record, catalogue)
    except Exception:
        log.exception(CANNOT, record.uid, form, extra=seen(record, form))


def _passes(
    house: House, one: Missing, found: dict[str, PublicRecord], catalogue: Catalogue
) -> bool:
    record, write = found.get(one.uid), writers(house).get(one.format)
    if record is None or write is None:
        return True
    try:
        write(record, catalogue)
    except Exception:
        log.debug(CANNOT, one.uid, one.format, exc_info=True)
        return False
    return True


def writers(house: House) -> dict[str, Write]:
    """How each form writes one record."""
    made: dict[str, Write] = {
        key: _accepted(exporters.get(key)) for key in exporters.RECORD
    }
    made |= {one.KEY: _accepted(one) for one in map(TableOfKind, KINDS)}
    made |= {key: one.write for key, one in exporters.METADATA.items()}
    made |= {
        "ckan": ckan.package,
        "ogc": ogc_records.feature,
        "nada": study.metadata,
        "atom": _fed("atom"),
        "json-feed": _fed("json"),
    }

    return {**made, "sdmx": _figures(house)}


def _figures(house: House) -> Write:
    def write(record: PublicRecord, _catalogue: Catalogue) -> object:
        with house.session() as session:
            observed = reading.observations(session, record.seq)
        flow = flows.flow(record, observed, house.settings.territory)
        return list(trying.every_form(record, flow, house.settings.sdmx_agency))

    return write


def _accepted(exporter: RecordExporter) -> Write:
    def write(record: PublicRecord, catalogue: Catalogue) -> object:
        return exporter.accepts(record) and exporter.fragment(record, catalogue)

    return write


def _fed(key: str) -> Write:
    def write(record: PublicRecord, catalogue: Catalogue) -> object:
        return feeds.FORMS[key][1](
            Feed("x", "x", "x", record.modified), [record], catalogue
        )

    return write
