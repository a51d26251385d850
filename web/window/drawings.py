"""The kept charts of a record, as the page and its files read them.

Nothing is drawn here: whoever follows the ledger draws (``web/following.py``), seconds
after a publication. Until then the page has its table, which says the same.
"""

from flask import g
from markupsafe import Markup

from ...catalog import fragments
from ...exporters.charts import keeping
from ...records.reading import LIVE, OPEN, PublicRecord
from ..languages import language
from ..request import session


def of(record: PublicRecord) -> Markup:
    """The chart in the page's language, wide and narrow; nothing if there is none."""
    # Written by our own exporter, which escapes every text and keeps only geometry.
    drawn = kept(record, keeping.PAGE)
    return Markup(keeping.read(drawn, language()) if drawn else "")  # noqa: S704


def kept(record: PublicRecord, form: str) -> bytes | None:
    """A chart's fragment: ``None`` before it is drawn, empty if there is no chart."""
    if record.disclosure not in OPEN or record.state not in LIVE:
        return None
    # A page asks for its chart, and whether there are files of it: read once a request.
    known: dict[tuple[int, str], bytes | None] = g.setdefault("drawings", {})
    key = record.seq, form
    if key not in known:
        known[key] = fragments.stored(session(), form, keeping.VERSION, record.seq)
    return known[key]


def reached() -> int:
    """How far the drawing has come: part of the mark of a page that may show a chart."""
    return fragments.reached(session(), keeping.PAGE, keeping.VERSION)
