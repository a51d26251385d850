"""The desk: where producers, reviewers, the legal office and administrators work."""

from flask import Blueprint, Response, g

from ...catalog.refusals import Refusal
from . import (
    account,
    bulk,
    decisions,
    demands,
    editing,
    editing_autosave,
    editing_files,
    editing_new,
    figures,
    figures_pasting,
    figures_saving,
    forms,
    general,
    harvest_runs,
    harvest_words,
    harvests,
    history,
    home,
    instruments,
    interview,
    jobs,
    left_out,
    loading,
    menu,
    norms,
    opinions,
    opinions_many,
    people,
    previewing,
    proposing,
    public_versions,
    quality,
    records,
    refusals,
    review,
    second_step,
    steps,
    synonyms,
    templates,
    tomorrow,
    versions,
    words,
)

blueprint = Blueprint("desk", __name__, url_prefix="/escritorio")
blueprint.register_error_handler(Refusal, refusals.page)
for room in (
    home,
    records,
    bulk,
    review,
    steps,
    versions,
    history,
    quality,
    demands,
    synonyms,
    words,
    loading,
    templates,
    general,
    decisions,
    norms,
    opinions,
    opinions_many,
    instruments,
    tomorrow,
    left_out,
    people,
    account,
    second_step,
    editing_new,
    editing,
    editing_autosave,
    figures,
    figures_pasting,
    figures_saving,
    interview,
    proposing,
    previewing,
    public_versions,
    harvests,
    harvest_runs,
    harvest_words,
    jobs,
):
    room.install(blueprint)
blueprint.app_context_processor(menu.context)
blueprint.app_context_processor(forms.context)
blueprint.add_app_template_filter(forms.bogota, "bogota")
blueprint.url_value_preprocessor(editing_files.widen)


@blueprint.before_request
def _in_spanish() -> None:
    """The desk speaks Spanish, whatever the browser prefers."""
    g.language = "es"


@blueprint.after_request
def _not_kept(response: Response) -> Response:
    """What a person saw at the desk is kept by no cache."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response


__all__ = ["blueprint"]
