"""The files of an edition, one in each form of table, into the store of the house."""

import tempfile
from collections.abc import Callable
from typing import BinaryIO, cast

from ... import exporters
from ...catalog.files import Stored
from ...schemas.tables import Table
from ..request import house

IN_MEMORY = 2**23  # bytes


def written(table: Callable[[str], Table]) -> dict[str, tuple[Stored, str]]:
    """By suffix, what is stored and of which media type; ``table`` is made for each form."""
    files = {}
    for form in exporters.TABLE:
        writer = exporters.table(form)
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as out:
            writer.write(table(form), cast("BinaryIO", out))
            out.seek(0)
            stored = house().files.put(cast("BinaryIO", out))
        files[writer.SUFFIX] = (stored, writer.MEDIA_TYPE)
    return files
