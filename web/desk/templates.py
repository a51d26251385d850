"""The workbooks to fill in, one for each kind, as the schemas are today."""

import io

from flask import Blueprint, Response, send_file

from ...catalog import organizations
from ..access import desk
from ..request import session
from .kinds import KINDS


@desk("register")
def workbook(folder: str) -> Response:
    """The template of a kind, with today's dependencias in its lists."""
    from ...exporters.workbooks.template import template

    content = template(KINDS[folder], organizations.names(session()))
    return send_file(
        io.BytesIO(content),
        mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        as_attachment=True,
        download_name=f"plantilla-{folder}.xlsx",
    )


def install(blueprint: Blueprint) -> None:
    folders = ",".join(KINDS)
    blueprint.get(f"/plantillas/<any({folders}):folder>.xlsx", endpoint="template")(
        workbook
    )
