"""Small pieces of XML: escaped, without a character that XML 1.0 cannot carry."""

from xml.sax.saxutils import escape

from .values import clean

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_QUOTES = {'"': "&quot;", "\n": " ", "\t": " "}


def words(value: object) -> str:
    """Text as the content of an element."""
    return escape(clean(value))


def attribute(value: object) -> str:
    """A quoted attribute; its line ends become spaces, as every reader makes them."""
    return f'"{escape(clean(value), _QUOTES)}"'


def element(name: str, value: object, /, **attributes: object) -> str:
    """One element with text, or nothing where there is no text to give."""
    said = "" if value is None else words(value)
    return f"<{name}{_said(attributes)}>{said}</{name}>" if said else ""


def empty(name: str, /, **attributes: object) -> str:
    return f"<{name}{_said(attributes)}/>"


def around(name: str, parts: list[str], /, **attributes: object) -> str:
    """An element around others, or nothing when all of these are nothing."""
    inside = "".join(parts)
    return f"<{name}{_said(attributes)}>{inside}</{name}>" if inside else ""


def _said(attributes: dict[str, object]) -> str:
    """Attributes with a value; ``xml_lang`` stands for ``xml:lang``."""
    if not attributes:
        return ""
    given = {
        name.rstrip("_").replace("xml_", "xml:", 1): value
        for name, value in attributes.items()
        if value not in (None, "")
    }
    return "".join(f" {name}={attribute(value)}" for name, value in given.items())
