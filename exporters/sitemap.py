"""sitemap.xml in parts (sitemaps.org): an index, and the addresses of the pages."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from urllib.parse import quote

from .feeds import moment
from .xml import DECLARATION, element

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LARGEST = 10_000  # addresses a part; the limit of the protocol is 50,000


def index(base_url: str, parts: int, modified: datetime) -> bytes:
    said = "".join(
        f"<sitemap>{element('loc', f'{base_url}/sitemap-{number}.xml')}"
        f"{element('lastmod', moment(modified))}</sitemap>"
        for number in range(1, parts + 1)
    )
    return (
        DECLARATION
        + f'<sitemapindex xmlns="{NAMESPACE}">{said}</sitemapindex>\n'.encode()
    )


def part(base_url: str, pages: Iterable[tuple[str, datetime]]) -> Iterator[bytes]:
    """One part: each page with the day of its last change."""
    yield DECLARATION + f'<urlset xmlns="{NAMESPACE}">\n'.encode()
    for path, modified in pages:
        location = element("loc", base_url + quote(path, safe="/%"))
        yield f"<url>{location}{element('lastmod', moment(modified))}</url>\n".encode()
    yield b"</urlset>\n"
