"""The addresses of SDMX: REST 2.1 below ``/sdmx``, REST 2.x below ``/sdmx/v2``."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from flask import Blueprint, Response

from ...access import public
from ...request import house
from . import answers, formats, questions
from .refusals import SdmxError, nothing, refused

blueprint = Blueprint("sdmx", __name__, url_prefix="/sdmx")
NO_METADATA = (
    "Este catálogo no tiene conjuntos de metadatos de SDMX. Lo que dice de cada "
    "indicador está en su ficha, y su estructura en /sdmx/dataflow con references=all."
)
View = Callable[..., Response]
# Clients that leave out the last parts of a path may end it with a slash.
_at = partial(blueprint.get, strict_slashes=False)


def answering(view: View) -> View:
    """A view whose refusals are SDMX's own messages."""

    @wraps(view)
    def guarded(**given: Any) -> Response:
        try:
            return view(**given)
        except SdmxError as problem:
            return refused(problem)

    return public(guarded)


@_at("/<resource>")
@_at("/<resource>/<agency>")
@_at("/<resource>/<agency>/<name>")
@_at("/<resource>/<agency>/<name>/<version>")
@_at("/<resource>/<agency>/<name>/<version>/<item>")
@answering
def structure(
    resource: str,
    agency: str = "all",
    name: str = "all",
    version: str = "latest",
    item: str = "all",
) -> Response:
    """Structures, REST 2.1 (SDMX-REST 1.5, section 4.2)."""
    if resource == "metadata":
        raise nothing(NO_METADATA)
    own = house().settings.sdmx_agency
    asked = questions.structures(resource, agency, name, version, item, own)
    return answers.structure(asked, formats.STRUCTURE)


@_at("/schema/<context>/<agency>/<name>")
@_at("/schema/<context>/<agency>/<name>/<version>")
@answering
def schema(context: str, agency: str, name: str, version: str = "latest") -> Response:
    """The schema of structure-specific data, REST 2.1 (SDMX-REST 1.5, section 4.7)."""
    flow = _in_context(context, agency, name, version)
    return answers.schema(flow, formats.SCHEMA)


@_at("/v2/schema/<context>/<agency>/<name>")
@_at("/v2/schema/<context>/<agency>/<name>/<version>")
@answering
def schema_v2(context: str, agency: str, name: str, version: str = "~") -> Response:
    """The same, REST 2.x."""
    flow = _in_context(context, agency, name, version)
    return answers.schema(flow, formats.SCHEMA_30)


@_at("/v2/metadata/<path:rest>")
@answering
def metadata_v2(**_rest: str) -> Response:
    """Reference metadata, REST 2.x: there are none."""
    raise nothing(NO_METADATA)


@_at("/data/<flow>")
@_at("/data/<flow>/<key>")
@_at("/data/<flow>/<key>/<provider>")
@answering
def data(flow: str, key: str = "all", provider: str = "all") -> Response:
    """Data, REST 2.1 (SDMX-REST 1.5, section 4.4)."""
    name = _flow(flow)
    questions.require_agency(provider, house().settings.sdmx_agency)
    return answers.data(name, questions.data(key, new=False), formats.GENERIC)


@_at("/availableconstraint/<flow>")
@_at("/availableconstraint/<flow>/<key>")
@_at("/availableconstraint/<flow>/<key>/<provider>")
@_at("/availableconstraint/<flow>/<key>/<provider>/<component>")
@answering
def available(
    flow: str, key: str = "all", provider: str = "all", component: str = "all"
) -> Response:
    """What data there are, REST 2.1 (SDMX-REST 1.5, section 4.6)."""
    name = _flow(flow)
    questions.require_agency(provider, house().settings.sdmx_agency)
    wanted = questions.data(key, new=False)
    shown = questions.listed(component)
    return answers.availability(name, wanted, formats.STRUCTURE, shown)


@_at("/v2/structure/<resource>")
@_at("/v2/structure/<resource>/<agency>")
@_at("/v2/structure/<resource>/<agency>/<name>")
@_at("/v2/structure/<resource>/<agency>/<name>/<version>")
@_at("/v2/structure/<resource>/<agency>/<name>/<version>/<item>")
@answering
def structure_v2(
    resource: str,
    agency: str = "*",
    name: str = "*",
    version: str = "~",
    item: str = "*",
) -> Response:
    """Structures, REST 2.x."""
    own = house().settings.sdmx_agency
    asked = questions.structures(resource, agency, name, version, item, own)
    return answers.structure(asked, formats.STRUCTURE_30)


@_at("/v2/data/<context>/<agency>/<name>")
@_at("/v2/data/<context>/<agency>/<name>/<version>")
@_at("/v2/data/<context>/<agency>/<name>/<version>/<key>")
@answering
def data_v2(
    context: str, agency: str, name: str, version: str = "*", key: str = "*"
) -> Response:
    """Data, REST 2.x; several dataflows are joined by a comma."""
    wanted = questions.data(key, new=True)
    flows = [
        _in_context(context, agency, one, version) for one in questions.listed(name)
    ]
    if len(flows) > 1:
        return answers.several(flows, wanted, formats.SPECIFIC_30)
    flow = flows[0] if flows else _in_context(context, agency, name, version)
    return answers.data(flow, wanted, formats.SPECIFIC_30)


@_at("/v2/availability/<context>/<agency>/<name>")
@_at("/v2/availability/<context>/<agency>/<name>/<version>")
@_at("/v2/availability/<context>/<agency>/<name>/<version>/<key>")
@_at("/v2/availability/<context>/<agency>/<name>/<version>/<key>/<component>")
@answering
def available_v2(
    context: str,
    agency: str,
    name: str,
    version: str = "*",
    key: str = "*",
    component: str = "*",
) -> Response:
    """What data there are, REST 2.x."""
    flow = _in_context(context, agency, name, version)
    wanted = questions.data(key, new=True)
    shown = questions.listed(component)
    return answers.availability(flow, wanted, formats.STRUCTURE_30, shown)


def _flow(reference: str) -> str:
    """The dataflow of ``ID`` or ``AGENCY,ID,VERSION``."""
    parts = reference.split(",")
    if len(parts) == 1:
        return reference
    questions.require_agency(parts[0], house().settings.sdmx_agency)
    questions.require_version(parts[2] if len(parts) > 2 else "latest")
    return parts[1]


def _in_context(context: str, agency: str, name: str, version: str) -> str:
    questions.require_agency(agency, house().settings.sdmx_agency)
    questions.require_version(version)
    if context == "datastructure":
        return name.removeprefix("DSD_")
    if context not in {"dataflow", "*"}:
        raise nothing(
            f"«{context[:60]}» no es un contexto que se ofrezca: escriba dataflow o "
            "datastructure."
        )
    return name
