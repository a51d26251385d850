"""The same codebook in the namespace of DDI Codebook 2.6 (April 2026).

2.6 takes all that 2.5 says in the same order; only its namespace and its number differ.
"""

import re

from ...records.reading import PublicRecord
from ..base import Catalogue, Frame
from . import codebook

KEY = "ddi-26"
MEDIA_TYPE = codebook.MEDIA_TYPE
SUFFIX = ".ddi26.xml"
VERSION = "1"
KEPT = False

_ROOT = re.compile(rb'^<codeBook xmlns="ddi:codebook:2_5" version="2\.5"')
_NEW = b'<codeBook xmlns="ddi:codebook:2_6" version="2.6"'


def accepts(one: PublicRecord) -> bool:
    return codebook.accepts(one)


def fragment(one: PublicRecord, catalogue: Catalogue) -> bytes:
    """The ``codeBook`` element of 2.6. Raises ``ValueError`` if 2.5 is not as known."""
    made, number = _ROOT.subn(_NEW, codebook.fragment(one, catalogue))
    if number != 1:
        raise ValueError("the codebook of 2.5 does not begin as it should")
    return made


def frame(catalogue: Catalogue) -> Frame:
    return codebook.frame(catalogue)
