"""What stands around every answer of OAI-PMH, and the errors."""

from collections.abc import Mapping
from datetime import UTC, datetime

from ....exporters.xml import DECLARATION, attribute, words
from ...request import house
from .arguments import SECOND, Refused

OPENING = (
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ '
    'http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">'
)
# Errors after which the arguments may not be repeated (section 3.2).
SILENT = ("badVerb", "badArgument")


def address() -> str:
    return f"{house().settings.base_url}/oai"


def answer(echoed: Mapping[str, str], body: bytes) -> bytes:
    """The whole answer: when, to what, and what."""
    said = "".join(f" {name}={attribute(value)}" for name, value in echoed.items())
    moment = datetime.now(UTC).strftime(SECOND)
    head = (
        f"{OPENING}<responseDate>{moment}</responseDate>"
        f"<request{said}>{words(address())}</request>"
    )
    return b"".join((DECLARATION, head.encode(), body, b"</OAI-PMH>\n"))


def refusal(refused: Refused) -> bytes:
    echoed = {} if refused.code in SILENT else refused.echoed
    error = f'<error code="{refused.code}">{words(refused.text)}</error>'
    return answer(echoed, error.encode())
