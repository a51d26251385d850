"""Values of a draft as JSON can hold them."""

from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """The same value as JSON can hold it; exact numbers stay exact as text."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value
