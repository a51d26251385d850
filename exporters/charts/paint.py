"""The renderer, run as a program of its own: a specification a line in, a drawing out.

It is never imported: vl-convert hangs in a process forked after a first rendering, keeps
some 100 MB, and is given what people wrote. A program that is started for a batch, and
ended with it, has none of these troubles. It fetches nothing.
"""

import base64
import io
import json
import sys
from typing import Any

COLOURS = 96


def fetches(value: object) -> bool:
    """Whether anything in it would be read from an address."""
    if isinstance(value, dict):
        return "url" in value or any(map(fetches, value.values()))
    return isinstance(value, list) and any(map(fetches, value))


def paint(asked: dict[str, Any]) -> dict[str, str]:
    """Draw one: ``svg`` is text, ``png`` is base64; ``error`` says why there is none."""
    import vl_convert

    specification, version = asked["specification"], asked["version"]
    if fetches(specification):
        return {"error": "the specification has an address"}
    closed: dict[str, Any] = {"vl_version": version, "allowed_base_urls": []}
    if asked["form"] == "svg":
        return {"svg": vl_convert.vegalite_to_svg(specification, **closed)}
    png = vl_convert.vegalite_to_png(specification, scale=asked["scale"], **closed)
    return {"png": base64.b64encode(lighter(png)).decode()}


def lighter(png: bytes) -> bytes:
    """The same drawing with a palette: a seventh of the bytes."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as drawn:
        few = drawn.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    for line in sys.stdin:
        try:
            answer = paint(json.loads(line))
        except Exception as error:  # noqa: BLE001 the next one may be drawn
            answer = {"error": f"{type(error).__name__}: {error}"[:500]}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
