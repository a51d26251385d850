"""What the columns of SDMX-CSV say: the parameters of ``Accept``, or of the address.

SDMX-CSV 2.0, optional parameters: ``labels``, ``keys`` (its examples say ``key``) and
``timeFormat``. SDMX-CSV 1.0 has no keys, and no names in columns of their own.
"""

from collections.abc import Mapping

from flask import Response, request

from ....exporters.sdmx import data_csv
from ....exporters.sdmx.data_csv import Sheet
from ...languages import accepted
from . import formats
from .formats import Format
from .refusals import SdmxError


def is_sheet(form: Format) -> bool:
    return form in {formats.CSV, formats.CSV_10}


def wanted(form: Format) -> Sheet:
    """The columns asked for, but for the dimensions. Raises ``SdmxError`` 406."""
    if not is_sheet(form):
        return Sheet()
    said = formats.parameters(form) | {
        name.lower(): value for name, value in request.args.items()
    }
    new = form is formats.CSV
    labels = _one("labels", said, data_csv.LABELS[: 3 if new else 2])
    moments = _one("timeFormat", said, data_csv.TIME_FORMATS)
    keys = "none"
    if new:
        keys = _one("keys", {"keys": said.get("key", ""), **said}, data_csv.KEYS)
    return Sheet(
        version=form.version[:3],
        labels=labels,
        keys=keys,
        normalized=moments == "normalized",
        language=accepted() if labels != "id" else "es",
    )


def mark(form: Format) -> str:
    """What of the request, beside its address, makes another sheet."""
    found = wanted(form)
    return f"{found.labels} {found.keys} {found.normalized} {found.language}"


def tell(form: Format, response: Response) -> Response:
    """Say in the answer's head in which languages its names are."""
    if is_sheet(form) and (found := wanted(form)).labels != "id":
        # What has no English name is there in Spanish.
        response.content_language.update(
            ("en", "es") if found.language == "en" else ("es",)
        )
        response.vary.add("Accept-Language")
    return response


def _one(name: str, said: Mapping[str, str], offered: tuple[str, ...]) -> str:
    given = said.get(name.lower()) or offered[0]
    if given not in offered:
        raise SdmxError(
            406,
            406,
            f"«{name}={given[:60]}» no se ofrece: escriba {', '.join(offered)}.",
        )
    return given
