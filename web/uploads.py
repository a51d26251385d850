"""How much a request may bring: little, but for the views that take files."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

from .request import house

View = TypeVar("View", bound=Callable[..., Any])


def takes_files(view: View) -> View:
    """Mark a view that takes files as large as the settings allow."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def install(app: Flask) -> None:
    """Must come before whatever reads a form, such as the guard against forgery."""
    app.before_request(_allow)


def _allow() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "takes_files", False):
        request.max_content_length = house().settings.upload_bytes
