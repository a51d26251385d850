"""From the world to drafts: read and map. No database, no Flask."""

from importlib import import_module
from typing import cast

from ..schemas.harvest import Harvester

# One line a kind of source; loaded on first use.
KINDS = {
    "tables": "tumbaga.harvesters.sheets.source",
    "datajson": "tumbaga.harvesters.datajson",
    "ckan": "tumbaga.harvesters.ckan",
    "dcat": "tumbaga.harvesters.dcat",
    "oai": "tumbaga.harvesters.oai",
    "socrata": "tumbaga.harvesters.socrata",
    "csw": "tumbaga.harvesters.csw",
    "ddi": "tumbaga.harvesters.ddi",
    "nada": "tumbaga.harvesters.nada",
    "sdmx": "tumbaga.harvesters.sdmx",
    "inventory": "tumbaga.harvesters.inventory",
    "devinfo": "tumbaga.harvesters.devinfo",
}


def get(kind: str) -> Harvester:
    """Return the harvester of this kind. Raises ``KeyError`` if there is none."""
    return cast("Harvester", import_module(KINDS[kind]))
