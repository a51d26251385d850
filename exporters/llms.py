"""``/llms.txt`` (llmstxt.org): what this site is and where programs read it, in Markdown.

The lists come from the registries: a format that is added is named here by itself.
"""

from collections.abc import Iterator

from ..schemas.texts import one_line
from . import METADATA, RECORD, citations, feeds, get, ley1712
from .base import Catalogue

MEDIA_TYPE = "text/markdown"
PROTOCOLS = (
    ("OAI-PMH 2.0", "/oai?verb=Identify", "formas: " + ", ".join(METADATA)),
    ("API de acciones de CKAN", "/api/3/action/package_search", "solo lectura"),
    ("SDMX, REST 2.1", "/sdmx/dataflow", "cada indicador es un flujo de datos"),
    ("SDMX, REST 2.x", "/sdmx/v2/structure/dataflow", "lo mismo, en SDMX 3.0"),
    ("OGC API Records", "/ogc", "búsqueda por texto, lugar y fecha"),
    ("API de lectura de NADA", "/index.php/api/datasets", "procesos de producción"),
    ("Búsqueda", "/buscar.json", "agregue ?q= y lo que busca; también .csv y .atom"),
)


def write(catalogue: Catalogue) -> str:
    """The whole text. Names and descriptions are written by people: one line each."""
    base = catalogue.base_url
    lines = [
        f"# {_said(catalogue.title)}",
        "",
        f"> {_said(catalogue.description or catalogue.title)}",
        "",
        f"Responde por este catálogo: {_said(catalogue.publisher_name)}. Todo lo que "
        "está en estas direcciones es público y se lee sin registrarse. Para tenerlo "
        "todo, baje los archivos preparados: no hace falta recorrer las páginas.",
    ]
    for title, rows in (
        ("Todo el catálogo", _whole()),
        ("Protocolos", iter(PROTOCOLS)),
        ("Lo que cambió", _changes()),
        ("Una ficha", _record(base)),
        ("Ley 1712 de 2014", _instruments()),
    ):
        lines += ["", f"## {title}", ""]
        lines += [_row(base, *one) for one in rows]
    return "\n".join(lines) + "\n"


def _row(base: str, name: str, path: str, note: str) -> str:
    return f"- [{_said(name)}]({base}{path})" + (f": {note}" if note else "")


def _whole() -> Iterator[tuple[str, str, str]]:
    yield "Archivos preparados", "/descargas", "cada noche, con su huella SHA-256"
    for key in RECORD:
        exporter = get(key)
        name = "data.json" if key == "json" else f"catalogo{exporter.SUFFIX}"
        yield name, f"/{name}", exporter.MEDIA_TYPE


def _changes() -> Iterator[tuple[str, str, str]]:
    for key, (media_type, _write) in feeds.FORMS.items():
        yield f"novedades.{key}", f"/novedades.{key}", media_type
    yield "Mapa del sitio", "/sitemap.xml", "la dirección de cada ficha"


def _record(base: str) -> Iterator[tuple[str, str, str]]:
    styles = ", ".join(style.suffix for style in citations.STYLES.values())
    yield (
        "Las fichas",
        "/buscar",
        f"cada una tiene una dirección permanente, {base}/id/ y su identificador; a la "
        "dirección de su página se le agrega .ttl, .jsonld, .rdf, .nt o .json, y su "
        f"cita está en {base}/citar/ y su identificador, con {styles}",
    )


def _instruments() -> Iterator[tuple[str, str, str]]:
    for key in ley1712.INSTRUMENTS:
        title = ley1712.get(key).title
        yield title, f"/transparencia/{key}", "también .csv, .xlsx, .pdf y .json"


def _said(text: str) -> str:
    """Text of people on one line, that opens no link and no tag of its own."""
    plain = one_line(text).replace("\\", "\\\\")
    for sign in "[]<>`":
        plain = plain.replace(sign, f"\\{sign}")
    return plain
