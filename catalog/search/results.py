"""What a search answers. Text for people is HTML already escaped, or Spanish sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...records.reading import PublicRecord
from .question import DEEPEST, Question

FEW = "Muy pocos registros tienen todas las palabras: agregamos los que tienen casi todas."
How = Literal["spelling", "beginning", "expansion", "unquoted", "dropped", "let_go"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one word of the question; ``became`` is empty for a dropped one."""

    how: How
    typed: str
    became: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        words = listed(self.became)
        match self.how:
            case "spelling":
                return f"Buscamos {words}, porque «{self.typed}» no aparece."
            case "beginning":
                return f"Buscamos las palabras que empiezan por «{self.typed}»."
            case "expansion":
                return f"También incluimos {words}."
            case "unquoted":
                return f"Nada dice «{self.typed}» tal cual: buscamos sus palabras."
            case "dropped":
                return f"«{self.typed}» no aparece en el catálogo."
            case "let_go":
                return f"Buscamos sin «{self.typed}», que está en casi todo."


@dataclass(frozen=True, slots=True)
class Correction:
    """What was done with the question, and the way back: the same, ``exact``.

    ``relaxed``: not every word is there; ``most``: more than one is;
    ``few`` records do have all, and stand among them.
    """

    original: str
    searched: str
    changes: tuple[Change, ...]
    relaxed: bool
    exact: Question
    most: bool = False
    few: int = 0

    @property
    def sentences(self) -> tuple[str, ...]:
        told = [change.sentence for change in self.changes]
        if self.few:
            told.append(FEW)
        elif self.relaxed:
            some = "casi todas" if self.most else "alguna"
            told.append(
                f"Ningún registro tiene todas las palabras: estos tienen {some}."
            )
        return tuple(told)


@dataclass(frozen=True, slots=True)
class Inside:
    """A variable, a column or a category of a record that was asked for.

    ``anchor`` is its place in the record's page; ``within`` the variable of a category.
    """

    what: Literal["variable", "column", "category"]
    name: str
    anchor: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A current record; both texts are escaped, and <mark> holds what was asked for."""

    record: PublicRecord
    title_html: str
    snippet_html: str
    inside: tuple[Inside, ...] = ()

    @property
    def uid(self) -> str:
        return self.record.uid


@dataclass(frozen=True, slots=True)
class FacetValue:
    """``label`` is a name only for organisations; other values are vocabulary codes."""

    value: str
    count: int
    chosen: bool
    label: str
    depth: int = 0  # below how many others it stands: offices are a tree


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title, a name or a variable from a current row; or a theme that some row has.

    ``path`` is the page below the site's root; of a theme it is the code.
    """

    title: str
    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of hits.

    ``unfiltered`` is how many there are without the filters, told when these left
    nothing; ``meant`` a question to offer (¿Quiso decir…?) when there is very little.
    """

    question: Question
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    correction: Correction | None = None
    notices: tuple[str, ...] = ()
    unfiltered: int | None = None
    meant: str | None = None
    ready: bool = True

    @property
    def number(self) -> int:
        return self.question.page

    @property
    def pages(self) -> int:
        """How many may be asked for: of very many hits the last ones have none."""
        size = self.question.size
        return max(1, min(-(-self.total // size), DEEPEST // size))

    @property
    def first(self) -> int:
        """The place of the first hit, counted from 1; 0 when there is none."""
        return (self.number - 1) * self.question.size + 1 if self.hits else 0

    @property
    def last(self) -> int:
        return self.first + len(self.hits) - 1 if self.hits else 0


def listed(words: tuple[str, ...]) -> str:
    """«a», «b» o «c»."""
    quoted = [f"«{word}»" for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} o {quoted[-1]}"
