"""What happens to a record that a format cannot write: it breaks nothing.

It is left out of the answer and logged with its cause. Whoever keeps the list for the
administrator hears the log: the record and the format are in ``left_out``.
"""

from ..records.reading import PublicRecord

CANNOT = "%s cannot be written as %s"


def seen(record: PublicRecord, form: str) -> dict[str, tuple[str, int, str]]:
    """What the log says besides: ``log.exception(CANNOT, …, extra=seen(…))``."""
    return {"left_out": (record.uid, record.seq, form)}
