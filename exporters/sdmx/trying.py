"""One indicator in every form of SDMX: for who asks whether it can be written."""

from collections.abc import Iterator

from ...records.reading import PublicRecord
from . import artefacts, data_csv, data_json, data_xml
from .model import Flow


def every_form(record: PublicRecord, flow: Flow, agency: str) -> Iterator[object]:
    """Its artefacts and its data; raises what the writer of any of them raises."""
    yield artefacts.dataflow(record)
    yield artefacts.categorisation(record)
    yield artefacts.structure(flow)
    yield artefacts.constraint(flow)
    for level in (data_xml.TIME, data_xml.FLAT):
        yield data_xml.generic_set(level, flow)
        for version in ("2.1", "3.0"):
            yield data_xml.specific_set(agency, level, version, flow)
    yield data_csv.flow_rows(data_csv.sheet(flow), agency, flow)
    for version in ("2.0", "1.0", data_json.DRAFT):
        yield data_json.written(agency, version, flow)
