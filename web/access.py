"""The access rule of a view: each says its own, and the house refuses one that does not."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Anybody may call this view: it reads the ledger and nothing else."""
    view.access_rule = "public"  # type: ignore[attr-defined]
    return view
