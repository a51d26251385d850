"""The traffic light of an indicator's last figure, for a row of a list."""

from ...records import reading
from ...records.reading import OPEN, PublicRecord
from ..request import session
from .series import judged


def of(record: PublicRecord) -> str:
    """The light that the indicator's own page shows; nothing where it shows none."""
    latest = record.document.get("latest") or {}
    if record.kind != "indicator" or record.disclosure not in OPEN or not latest:
        return ""
    found = reading.observations(session(), record.seq, period=latest.get("period"))
    whole = [
        one
        for one in found
        if not one.breakdown and one.territory == latest.get("territory")
    ]
    return next((one.light for one in judged(record.document, whole)), "")
