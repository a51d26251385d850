"""What the system said, under whatever name an engine hands it on."""

import errno
import re
from collections.abc import Iterator

FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
# the process or the machine lacks something for a while; the index is as it was
SCARCE = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN})
_SAID = re.compile(r"(?:os error|code:) (\d+)")


def is_of(error: BaseException | None, numbers: frozenset[int]) -> bool:
    """Whether one of these numbers of the system is behind an error."""
    return not numbers.isdisjoint(_numbers(error))


def _numbers(error: BaseException | None) -> Iterator[int]:
    """Tantivy tells the system's number in words, whoosh lets the error through."""
    while error is not None:
        if isinstance(error, OSError) and error.errno:
            yield error.errno
        if said := _SAID.search(str(error)):
            yield int(said[1])
        error = error.__cause__ or error.__context__
