"""What happens to a record that a format cannot write: it breaks nothing.

It is left out of the answer and logged with its cause. Whoever keeps the log's list for
the administrator finds the record and the format in ``left_out``.
"""

import logging

from ..records.reading import PublicRecord

log = logging.getLogger("tumbaga.left_out")


def left_out(record: PublicRecord, form: str) -> None:
    """Say it in the log; called where the exception was caught."""
    said = {"left_out": (record.uid, record.seq, form)}
    log.exception("%s cannot be written as %s", record.uid, form, extra=said)
