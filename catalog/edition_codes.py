"""How an edition of an instrument is known: by the code of its record, which ends in its day."""

from ..records.asset import Asset

KIND = "dataset"
START = "INSTRUMENTO-"  # how the codes of all editions begin
ADDRESS = START.lower()  # and their addresses
_DAY = len("2026-11-26")


def of(key: str, day: str) -> str:
    """The code of an instrument's edition of a day."""
    return f"{START}{key.upper()}-{day}"


def is_edition(asset: Asset) -> bool:
    return asset.kind == KIND and asset.code.startswith(START)


def day_of(edition: Asset) -> str:
    """The day of an edition: 2026-11-26."""
    return edition.code[-_DAY:]


def key_of(edition: Asset) -> str:
    """The instrument of an edition."""
    return edition.code.removeprefix(START)[: -_DAY - 1].lower()
