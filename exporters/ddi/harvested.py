"""The codebook as OAI-PMH hands it out: many of them stand in one answer.

What DDI calls ``ID`` must be the only one of its name in the whole XML document, so the
files and variables of each study take a mark of their study after their number.
"""

import hashlib
import re

from ...records.reading import PublicRecord
from ..base import Catalogue
from . import codebook

_STUDY = re.compile(rb'<IDNo agency="URI">([^<]*)</IDNo>')
_OWN = re.compile(rb'(<(?:fileDscr|var) ID=")([^"]*)"')
_FILES = re.compile(rb'(<var ID="[^"]*"(?: name="[^"]*")?) files="([^"]*)"')


def fragment(record: PublicRecord, catalogue: Catalogue) -> bytes:
    return element(codebook.fragment(record, catalogue))


def element(body: bytes) -> bytes:
    """The same of the kept codebook: text never holds a ``<`` that is no mark-up."""
    study = _STUDY.search(body)
    named = study[1] if study else body
    mark = hashlib.blake2b(named, digest_size=6).hexdigest().encode()
    marked = _FILES.sub(
        lambda found: (
            found[1]
            + b' files="'
            + b" ".join(one + b"-" + mark for one in found[2].split())
            + b'"'
        ),
        body,
    )
    return _OWN.sub(lambda found: found[1] + found[2] + b"-" + mark + b'"', marked)
