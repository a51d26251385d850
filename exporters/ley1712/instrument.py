"""What an instrument is: its name, its columns as the law calls them, and its rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from ...schemas import spelling, vocabularies
from ...schemas.tables import Row, Table

Document = Mapping[str, Any]
ASSETS = ("production_process", "indicator", "dataset", "document")
KNOWN = ("full", "partial", "index")
CLOSED = ("index", "partial")
OPENED = ("full", "partial")
ON_PAPER = ("pdf", "xlsx")


def N_(text: str) -> str:  # noqa: N802  # the name that pybabel looks for
    """The text itself, marked for translation: who shows it translates it."""
    return text


@dataclass(frozen=True)
class Column:
    """``key`` is the name for programs; ``label`` the official one, letter by letter.
    ``told`` says it to people, where they write it in another way than programs do.
    """

    key: str
    label: str
    value: Callable[[Document, str], Any]
    told: Callable[[Document, str], Any] | None = None

    def cell(self, document: Document, address: str, form: str) -> Any:
        """Programs read dates as 2029-03-14; on paper and in a book of Excel they are
        14/03/2029. A CSV is read by both: its dates are for programs, its sentences
        for people.
        """
        if form == "json" or (self.told is None and form not in ON_PAPER):
            return self.value(document, address)
        value = (self.told or self.value)(document, address)
        if form in ON_PAPER and self.key.startswith("fecha"):
            return spelling.figures_of_date(value)
        return value


@dataclass(frozen=True)
class Instrument:
    """``takes`` says which documents have a row; ``base`` is the article that asks;
    ``means`` is in Spanish, and the window says it in the language of its page.
    ``disclosures``, ``kinds`` and ``saying`` (one of some pieces of the JSON) keep what
    has no row from being read at all; ``takes`` is what decides.
    """

    key: str
    title: str
    numeral: str
    base: str
    means: str
    columns: tuple[Column, ...]
    takes: Callable[[Document, str], bool]
    disclosures: tuple[str, ...] = KNOWN
    kinds: tuple[str, ...] = ASSETS
    saying: tuple[str, ...] = ()

    def row(self, document: Document, address: str, form: str) -> tuple[Any, ...]:
        """The cells of one record; ``address`` is its page, ``form`` how it is given."""
        return tuple(one.cell(document, address, form) for one in self.columns)

    def table(
        self,
        records: Iterable[tuple[Document, str, str]],
        *,
        publisher: str,
        day: date,
        form: str,
        length: int = 0,
    ) -> Table:
        """The whole, row by row: ``records`` are (document, disclosure, address)."""
        return Table(
            self.title,
            publisher,
            tuple(column.label for column in self.columns),
            1,
            _rows(self, records, form),
            length,
            (f"{self.base}. Al {spelling.long_date(day)}.",),
        )


def _rows(
    instrument: Instrument,
    records: Iterable[tuple[Document, str, str]],
    form: str,
) -> Iterator[Row]:
    number = 1
    for document, disclosure, address in records:
        if instrument.takes(document, disclosure):
            number += 1
            yield Row(number, instrument.row(document, address, form))


def every(_document: Document, _disclosure: str) -> bool:
    return True


def closed(_document: Document, disclosure: str) -> bool:
    """What has an exception, whole or in part (arts. 18 and 19)."""
    return disclosure in CLOSED


def opened(_document: Document, disclosure: str) -> bool:
    return disclosure in OPENED


def text(name: str) -> Callable[[Document, str], str]:
    return lambda document, _address: str(document.get(name) or "")


def term(name: str, vocabulary: str) -> Callable[[Document, str], str]:
    def value(document: Document, _address: str) -> str:
        code = str(document.get(name) or "")
        return vocabularies.get(vocabulary).label(code) if code else ""

    return value


def category(document: Document, _address: str) -> str:
    """The category, or the kind of record where nobody named one."""
    kind = str(document.get("kind") or "")
    return str(document.get("category") or vocabularies.get("kinds").label(kind))


def medium(document: Document, _address: str) -> str:
    said = term("medium", "media_of_conservation")(document, "")
    return "; ".join(filter(None, (said, str(document.get("support") or ""))))


def producer(document: Document, _address: str) -> str:
    """The office and the post that produce it: never a person."""
    return _responsible(document.get("organization"), document.get("producer_position"))


def custodian(document: Document, _address: str) -> str:
    """Who guards it: the custodian, or the producer where none is named."""
    office = document.get("custodian") or document.get("organization")
    return _responsible(office, document.get("custodian_position"))


def place(document: Document, address: str) -> str:
    return str(document.get("place") or address)


def datos_gov_co(document: Document, _address: str) -> str:
    """Where the national portal has it, if the record says so."""
    links = [document.get("place"), (document.get("source") or {}).get("url")]
    links += [one.get("url") for one in document.get("distributions", ())]
    for link in links:
        if _host(str(link or "")) in {"datos.gov.co", "www.datos.gov.co"}:
            return str(link)
    return ""


def _host(link: str) -> str | None:
    """The host of an address; one that is none must not break a whole instrument."""
    try:
        return urlsplit(link).hostname
    except ValueError:
        return None


def _responsible(office: Any, position: Any) -> str:
    name = office.get("name") if isinstance(office, Mapping) else ""
    return ", ".join(str(one) for one in (name, position) if one)
