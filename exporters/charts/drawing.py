"""From what Vega draws to an SVG for a page: named, described, and nothing to spare.

Only elements and attributes of geometry and colour stay: no class, no font, no English
label of Vega's, no script. What people wrote is text in it, escaped.
"""

import re
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"g", "path", "line", "text", "tspan", "rect"}
KEPT = (
    "d",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "dx",
    "dy",
    "transform",
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-miterlimit",
    "opacity",
    "text-anchor",
    "font-size",
    "font-weight",
    "width",
    "height",
)
_DECIMAL = re.compile(r"-?\d+\.\d{3,}")


def page(drawn: str, name: str, title: str, described: str) -> str:
    """For a page, as ``tb-ancho`` or ``tb-angosto``; its ids begin with ``g-{name}``."""
    root = ET.fromstring(drawn)  # noqa: S314 what our own renderer wrote
    box = quoteattr(root.get("viewBox", ""))
    opening = f'<svg class="tb-{name}" viewBox={box} {_named(name)}>'
    return _whole(opening, root, name, title, described)


def file(drawn: str, title: str, described: str) -> bytes:
    """For whoever takes it away: with its size and a font that every reader has."""
    root = ET.fromstring(drawn)  # noqa: S314 what our own renderer wrote
    box, width, height = (
        quoteattr(root.get(key, "")) for key in ("viewBox", "width", "height")
    )
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox={box} width={width} '
        f'height={height} font-family="sans-serif" {_named("archivo")}>'
    )
    return _whole(opening, root, "archivo", title, described).encode()


def _named(name: str) -> str:
    return f'role="img" aria-labelledby="g-{name}-t g-{name}-d"'


def _whole(
    opening: str, root: ET.Element, name: str, title: str, described: str
) -> str:
    inside = "".join(map(_written, root))
    return (
        f'{opening}<title id="g-{name}-t">{escape(title)}</title>'
        f'<desc id="g-{name}-d">{escape(described)}</desc>{inside}</svg>'
    )


def _written(element: ET.Element) -> str:
    tag = element.tag.removeprefix(SVG)
    if tag not in SHAPES or _empty(element, tag):
        return ""
    given = [(key, element.get(key)) for key in KEPT]
    attributes = "".join(
        f" {key}={quoteattr(_DECIMAL.sub(_rounded, value))}"
        for key, value in given
        if value is not None
    )
    inside = escape(element.text or "") if tag in {"text", "tspan"} else ""
    inside += "".join(map(_written, element))
    if tag == "g" and not inside:
        return ""
    if tag == "g" and not attributes:
        return inside
    return f"<{tag}{attributes}>{inside}</{tag}>" if inside else f"<{tag}{attributes}/>"


def _empty(element: ET.Element, tag: str) -> bool:
    """What Vega writes for its own use: hidden, or without any colour."""
    if element.get("display") == "none":
        return True
    ground = element.get("class") in {"background", "foreground"}
    return (
        tag == "path" and ground and not (element.get("fill") or element.get("stroke"))
    )


def _rounded(found: re.Match[str]) -> str:
    return f"{float(found[0]):.2f}".rstrip("0").rstrip(".")
