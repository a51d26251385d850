"""The instruments of Ley 1712 de 2014, each a table made of public documents."""

from importlib import import_module
from typing import cast

from .instrument import Instrument

INSTRUMENTS = {
    "registro-de-activos": "tumbaga.exporters.ley1712.assets:REGISTER",
    "indice-clasificada-reservada": "tumbaga.exporters.ley1712.index:INDEX",
    "esquema-de-publicacion": "tumbaga.exporters.ley1712.scheme:SCHEME",
    "programa-de-gestion-documental": (
        "tumbaga.exporters.ley1712.archive:RECORDS_PROGRAMME"
    ),
    "tablas-de-retencion-documental": "tumbaga.exporters.ley1712.archive:RETENTION",
    "registro-de-publicaciones": "tumbaga.exporters.ley1712.publications:PUBLICATIONS",
}


def get(key: str) -> Instrument:
    """The instrument of an address. Raises ``KeyError`` when there is none."""
    module, _, name = INSTRUMENTS[key].partition(":")
    return cast("Instrument", getattr(import_module(module), name))
