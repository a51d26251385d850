"""A figure of an indicator, as the ledger keeps it."""

from typing import Any

FIGURE = {
    "territory": "76001", "breakdown": {}, "status": "A", "source": None, "note": None,
    "components": None, "target": None,
}  # fmt: skip


def figure(period: str, value: Any, **more: Any) -> dict[str, Any]:
    return FIGURE | {"period": period, "value": value} | more
