"""What every SDMX-ML message begins with, and the message of an error."""

from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from ...schemas.texts import clean

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
ROOTS = {
    "2.1": "http://www.sdmx.org/resources/sdmxml/schemas/v2_1",
    "3.0": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0",
}
LETTERS = {"mes": "message", "str": "structure", "com": "common"}


@dataclass(frozen=True, slots=True)
class Header:
    """Who sends, and the moment that the content is of: the same bytes every time."""

    sender: str
    prepared: datetime
    id: str = "TUMBAGA"


CLOSED = "</mes:Header>"


def opening(element: str, version: str, header: Header, extra: str = "") -> str:
    """Declaration, root and header, which ``CLOSED`` ends; ``extra`` is in the root."""
    root = ROOTS[version]
    spaces = " ".join(f'xmlns:{k}="{root}/{v}"' for k, v in LETTERS.items())
    moment = header.prepared.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f"{DECLARATION}<mes:{element} {spaces}{extra}><mes:Header>"
        f"<mes:ID>{header.id}</mes:ID><mes:Test>false</mes:Test>"
        f'<mes:Prepared>{moment}</mes:Prepared><mes:Sender id="{header.sender}"/>'
    )


def error(code: int, text: str, version: str = "2.1") -> str:
    """The message of an error (SDMX-REST, section 5: status and error messages)."""
    root = ROOTS[version]
    spaces = " ".join(f'xmlns:{k}="{root}/{v}"' for k, v in LETTERS.items())
    return (
        f'{DECLARATION}<mes:Error {spaces}><mes:ErrorMessage code="{code}">'
        f'<com:Text xml:lang="es">{escape(clean(text))}</com:Text>'
        "</mes:ErrorMessage></mes:Error>\n"
    )
