"""A streamed message in pieces of a fair size."""

from collections.abc import Iterable, Iterator

SIZE = 64 * 1024


def gathered(pieces: Iterable[str | bytes]) -> Iterator[bytes]:
    """The same in pieces of a fair size; the head of the message goes out at once."""
    pending: list[bytes] = []
    size, enough = 0, 0
    for piece in pieces:
        body = piece.encode() if isinstance(piece, str) else piece
        pending.append(body)
        size += len(body)
        if size >= enough:
            yield b"".join(pending)
            pending, size, enough = [], 0, SIZE
    if pending:
        yield b"".join(pending)
