"""The values of a facet as a page shows them: each a line with its link and its count."""

from dataclasses import dataclass
from functools import cached_property
from html import escape

from markupsafe import Markup

from .. import icons
from ..filters import number
from ..languages import gettext as _

AT_ONCE = 12  # values; the others open beneath them
OPEN = ("kind", "organization", "theme", "class")
PLAIN = 1000  # from here on a count is written with its points
CHOSEN = "check-lg"

icons.choose(CHOSEN)


@dataclass(slots=True)
class Choice:
    """A value of a facet as a link: it chooses the value, or takes it back."""

    label: str
    count: int
    chosen: bool
    url: str
    depth: int = 0


@dataclass
class Facet:
    name: str
    label: str
    choices: list[Choice]

    @property
    def open(self) -> bool:
        """Whether it shows at once: the first ones, and any with a choice made."""
        return self.name in OPEN or any(choice.chosen for choice in self.choices)

    @property
    def more(self) -> int:
        return len(self.choices) - AT_ONCE

    @cached_property
    def first(self) -> Markup:
        return _lines(self.choices[:AT_ONCE])

    @cached_property
    def others(self) -> Markup:
        return _lines(self.choices[AT_ONCE:])


def _lines(choices: list[Choice]) -> Markup:
    """A page has a hundred of them, which a template takes three times as long over."""
    return Markup("\n".join(map(_line, choices)))  # noqa: S704 escaped one by one


def _line(choice: Choice) -> str:
    count = choice.count
    level = ' class="tb-nivel"' if choice.depth else ""
    current, box, said = "", "", ""
    if choice.chosen:
        current, box = ' aria-current="true"', icons.icon(CHOSEN)
        told = escape(_("(elegido; quitar)"))
        said = f'<span class="visually-hidden"> {told}</span>'
    return (
        f'<li{level}><a href="{escape(choice.url)}" rel="nofollow"{current}>'
        f'<span class="caja" aria-hidden="true">{box}</span>'
        f"<span>{escape(choice.label)}{said}</span>"
        f"<span>{count if count < PLAIN else number(count)}</span></a></li>"
    )
