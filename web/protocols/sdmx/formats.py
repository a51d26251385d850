"""Which SDMX format is asked for: ``Accept`` with its version, or ``?format=``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from werkzeug.http import parse_options_header

from .refusals import SdmxError

_SDMX = "application/vnd.sdmx"


@dataclass(frozen=True, slots=True)
class Format:
    """One form of a message; ``key`` is what ``?format=`` calls it."""

    key: str
    media: str
    version: str = ""
    plain: tuple[str, ...] = ()

    @property
    def media_type(self) -> str:
        return f"{self.media};version={self.version}"

    @property
    def is_json(self) -> bool:
        return self.media.endswith("+json")


GENERIC = Format("generic-2.1", f"{_SDMX}.genericdata+xml", "2.1")
SPECIFIC = Format("structurespecific-2.1", f"{_SDMX}.structurespecificdata+xml", "2.1")
SPECIFIC_30 = Format("xml-3.0", f"{_SDMX}.data+xml", "3.0.0")
JSON = Format("json-2.0", f"{_SDMX}.data+json", "2.0.0", ("application/json",))
JSON_10 = Format("json-1.0", f"{_SDMX}.data+json", "1.0.0")
# The draft of it, which old clients read: it has another shape.
JSON_WD = Format(
    "json-1.0-wd",
    f"{_SDMX}.data+json",
    "1.0.0-wd",
    (f"{_SDMX}.draft-sdmx-json+json", "draft-sdmx-json"),
)
CSV = Format("csv-2.0", f"{_SDMX}.data+csv", "2.0.0", ("text/csv", "application/csv"))
CSV_10 = Format("csv-1.0", f"{_SDMX}.data+csv", "1.0.0")
DATA = (GENERIC, SPECIFIC, SPECIFIC_30, JSON, JSON_10, JSON_WD, CSV, CSV_10)

STRUCTURE = Format("structure-2.1", f"{_SDMX}.structure+xml", "2.1")
STRUCTURE_30 = Format("structure-3.0", f"{_SDMX}.structure+xml", "3.0.0")
STRUCTURE_JSON = Format(
    "structure-json-2.0", f"{_SDMX}.structure+json", "2.0.0", ("application/json",)
)
STRUCTURES = (STRUCTURE, STRUCTURE_30, STRUCTURE_JSON)
SCHEMA = Format("schema-2.1", f"{_SDMX}.schema+xml", "2.1")
SCHEMA_30 = Format("schema-3.0", f"{_SDMX}.schema+xml", "3.0.0")
SCHEMAS = (SCHEMA, SCHEMA_30)
_ANYTHING = ("*/*", "application/*", "application/xml", "text/xml", "text/*")


def chosen(offered: tuple[Format, ...], usual: Format) -> Format:
    """The format to answer in. Raises ``SdmxError`` 406 when none will do."""
    named = request.args.get("format")
    if named is not None:
        found = next((one for one in offered if one.key == named), None)
        if found is None:
            raise _refused(named, offered)
        return found
    accepted = request.accept_mimetypes
    if not accepted:
        return usual
    # What is liked best comes first, whatever is more exactly named.
    liked = sorted(accepted, key=lambda one: -one[1])
    shut = [value for value, quality in liked if not quality]
    open_to_all = [one for one in offered if not _named(one, shut)]
    for value, quality in liked:
        if quality > 0 and (found := _match(value, offered, usual, open_to_all)):
            return found
    raise _refused(str(accepted), offered)


def _named(form: Format, values: list[str]) -> bool:
    """Whether a form is among these, by its own name and not as any."""
    return any(_match(value, (form,), form) for value in values if not _any(value))


def parameters(form: Format) -> dict[str, str]:
    """What ``Accept`` says of the form beside its version; names in small letters."""
    for value, quality in request.accept_mimetypes:
        if quality > 0 and _match(value, (form,), form):
            return parse_options_header(value)[1]
    return {}


def _any(value: str) -> bool:
    return parse_options_header(value)[0].lower() in _ANYTHING


def _match(
    value: str,
    offered: Sequence[Format],
    usual: Format,
    any_of: Sequence[Format] | None = None,
) -> Format | None:
    """The form that a media type names; ``any_of`` are those that «any» may mean."""
    media, options = parse_options_header(value)
    media = media.lower()
    if media in _ANYTHING:
        left = [usual] if any_of is None else any_of
        return usual if usual in left else next(iter(left), None)
    version = _short(options.get("version", ""))
    for one in offered:
        if media in one.plain:
            return one
        if media == one.media and version in {"", _short(one.version)}:
            return usual if not version and media == usual.media else one
    return None


def _short(version: str) -> str:
    """``2.0.0``, ``2.0`` and ``2`` are one version."""
    return re.sub(r"(\.0)+$", "", version)


def _refused(given: str, offered: tuple[Format, ...]) -> SdmxError:
    known = "; ".join(f"{one.media_type} (format={one.key})" for one in offered)
    return SdmxError(406, 406, f"No se ofrece «{given[:120]}». Se ofrecen: {known}.")
