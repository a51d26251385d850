"""A table as a PDF on landscape letter, drawn row by row: what is done is put away.

A table whose words do not fit into its columns takes paper of twice that width.

The header is repeated on each page; every page says the source and its number of how
many. A row that is higher than a page goes on on the next one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from reportlab.pdfbase.pdfmetrics import stringWidth

from ...schemas import spelling
from ...schemas.tables import Row, Table
from .. import paper

KEY = "pdf"
MEDIA_TYPE = "application/pdf"
SUFFIX = ".pdf"
SIZE, LEADING, PAD = 7.5, 9.5, 4
NARROWEST, WIDEST = 34.0, 230.0
LONGEST_WORD = 24  # signs; what is longer, such as an address, is cut
LOOKED_AT = 200  # rows that say how wide a column is
LOOKED_INTO = 1000  # signs of a text that say how many lines it takes
STEP = 3.0  # of what is shared out among the columns
NOTHING = "Esta lista está vacía a esa fecha."


def write(table: Table, out: BinaryIO) -> None:
    """Write the title, the notes and the rows; figures as people write them."""
    paper.fonts()
    rows = iter(table.rows)
    first = [row for row, _ in zip(rows, range(LOOKED_AT), strict=False)]
    words = _words(table, first)
    size = paper.DOUBLE if sum(words) > _room(paper.LANDSCAPE) else paper.LANDSCAPE
    canvas = paper.Numbered(out, pagesize=size, invariant=1)
    canvas.setTitle(paper.drawable(table.title))
    canvas.setAuthor(paper.drawable(table.source))
    canvas.setSubject(paper.drawable(" ".join(table.notes)))
    sheet = _Sheet(canvas, table, size, _widths(table, first, words, _room(size)))
    sheet.open()
    for row in _chained(first, rows):
        sheet.row(row)
    if not first:
        sheet.nothing()
    sheet.close()
    canvas.save()


def said(value: Any) -> str:
    """A value as people write it in Spanish."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, (int, float, Decimal)):
        return spelling.number(value)
    if isinstance(value, (date, datetime)):
        return spelling.short_date(value)
    return paper.drawable(value)


def _chained(first: list[Row], rest: Iterator[Row]) -> Iterator[Row]:
    yield from first
    yield from rest


@dataclass
class _Sheet:
    """Where the pen is: from the top of the page down to the foot."""

    canvas: paper.Numbered
    table: Table
    size: tuple[float, float]
    widths: list[float]
    y: float = 0.0
    header: list[list[str]] = field(default_factory=list)

    def open(self) -> None:
        """The title and the notes of the first page, and the header."""
        self.y = self.size[1] - paper.MARGIN
        self.header = self._lines(self.table.header, paper.BOLD)
        self._text(self.table.title, paper.BOLD, 15, 19)
        self.y -= 4
        source = f"Fuente: {self.table.source}" if self.table.source else ""
        for note in filter(None, (source, *self.table.notes)):
            self._text(note, paper.PLAIN, 8.5, 11)
        self.y -= 8
        self._header()

    def row(self, row: Row) -> None:
        values = list(row.values)[: len(self.widths)]
        lines = self._lines([said(value) for value in values], paper.PLAIN)
        right = [isinstance(value, (int, float, Decimal)) for value in values]
        while lines:
            room = int((self.y - self._floor) // LEADING)
            high = max(map(len, lines), default=0)
            if room < high and self._used:
                self._turn()
                continue
            self._draw([one[:room] for one in lines], right, paper.PLAIN)
            lines = [one[room:] for one in lines] if high > room else []
            if lines:
                self._turn()

    def nothing(self) -> None:
        self.y -= 8
        self._text(NOTHING, paper.PLAIN, 8.5, 11)

    def close(self) -> None:
        self.canvas.foot(self._foot, self.size[0])
        self.canvas.showPage()

    @property
    def _floor(self) -> float:
        return paper.FOOT + 22 + PAD

    @property
    def _used(self) -> bool:
        """Whether a row stands on this page already."""
        return self._top - self.y > 1

    @property
    def _foot(self) -> str:
        return " · ".join(filter(None, (self.table.title, self.table.source)))

    def _turn(self) -> None:
        self.close()
        self.y = self.size[1] - paper.MARGIN
        self._header()

    def _header(self) -> None:
        self.canvas.setFillColor(paper.INK)
        self._draw(self.header, [False] * len(self.header), paper.BOLD)
        self._top = self.y

    def _text(self, text: str, font: str, size: float, leading: float) -> None:
        room = _room(self.size)
        self.canvas.setFillColor(paper.INK if font == paper.BOLD else paper.PALE)
        self.canvas.setFont(font, size)
        for line in _wrapped(paper.drawable(text), font, size, room)[:6]:
            self.y -= leading
            self.canvas.drawString(paper.MARGIN, self.y, line)

    def _lines(self, texts: Sequence[str], font: str) -> list[list[str]]:
        return [
            _wrapped(paper.drawable(text), font, SIZE, width - 2 * PAD)
            for text, width in zip(texts, self.widths, strict=False)
        ]

    def _draw(self, lines: list[list[str]], right: list[bool], font: str) -> None:
        canvas, x = self.canvas, float(paper.MARGIN)
        canvas.setFont(font, SIZE)
        canvas.setFillColor(paper.INK)
        for texts, width, flush in zip(lines, self.widths, right, strict=False):
            for place, text in enumerate(texts):
                y = self.y - LEADING * (place + 1)
                if flush:
                    canvas.drawRightString(x + width - PAD, y, text)
                else:
                    canvas.drawString(x + PAD, y, text)
            x += width
        self.y -= LEADING * max(map(len, lines), default=1) + PAD
        canvas.setStrokeColor(paper.INK if font == paper.BOLD else paper.RULE)
        canvas.line(paper.MARGIN, self.y, x, self.y)


def _room(size: tuple[float, float]) -> float:
    return size[0] - 2 * paper.MARGIN


def _words(table: Table, rows: Sequence[Row]) -> list[float]:
    """The width that the longest word of each column asks, addresses left out."""
    texts: list[list[str]] = [[name] for name in table.header]
    for row in rows:
        for column, value in zip(texts, row.values, strict=False):
            column += [w for w in said(value).split() if len(w) <= LONGEST_WORD]
    return [max(NARROWEST, *(_longest_word(one) for one in column)) for column in texts]


def _widths(
    table: Table, rows: Sequence[Row], words: list[float], room: float
) -> list[float]:
    """As wide as the text asks, if the page is; else each has its longest word, while
    there is room for all words, and the rest is shared so that rows stay low.
    """
    wanted = [
        min(
            max(WIDEST, words[at]),
            max(
                words[at],
                *(_width(said(row.values[at])) for row in rows if at < len(row.values)),
                NARROWEST,
            ),
        )
        for at in range(len(table.header))
    ]
    if sum(wanted) <= room:
        return [one * min(1.35, room / sum(wanted)) for one in wanted]
    return _shared(words, _texts(table, rows), room)


def _texts(table: Table, rows: Sequence[Row]) -> list[list[float]]:
    """How long the heading and each text of a column would be on one line."""
    return [
        [_long(name), *(_long(said(r.values[at])) for r in rows if at < len(r.values))]
        for at, name in enumerate(table.header)
    ]


def _long(text: str) -> float:
    return float(stringWidth(text[:LOOKED_INTO], paper.PLAIN, SIZE))


def _shared(words: list[float], texts: list[list[float]], room: float) -> list[float]:
    """What the words leave free goes, bit by bit, to the column of most lines."""
    share = min(1.0, room / sum(words))
    wide = [one * share for one in words]
    usual = [sum(column) / len(column) for column in texts]
    longest = [max(column) for column in texts]
    free = room - sum(wide)
    while free > 0.1:
        step = min(STEP, free)
        tall = [
            (usual[at] if longest[at] > one - 2 * PAD - 1 else 0) / one
            for at, one in enumerate(wide)
        ]
        if not any(tall):
            return wide
        wide[tall.index(max(tall))] += step
        free -= step
    return wide


def _width(text: str) -> float:
    line = max(text.split("\n"), key=len)[:120]
    return float(stringWidth(line, paper.PLAIN, SIZE)) + 2 * PAD + 1


def _longest_word(name: str) -> float:
    words = paper.drawable(name).split() or [""]
    longest = max(stringWidth(word, paper.BOLD, SIZE) for word in words)
    return float(longest) + 2 * PAD + 1


def _wrapped(text: str, font: str, size: float, room: float) -> list[str]:
    """Lines of whole words; a word that is wider than the cell is cut."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            for piece in _pieces(word, font, size, room):
                longer = f"{line} {piece}" if line else piece
                if line and stringWidth(longer, font, size) > room:
                    lines.append(line)
                    longer = piece
                line = longer
        lines.append(line)
    return lines


def _pieces(word: str, font: str, size: float, room: float) -> list[str]:
    if stringWidth(word, font, size) <= room:
        return [word]
    pieces, piece = [], ""
    for sign in word:
        if piece and stringWidth(piece + sign, font, size) > room:
            pieces.append(piece)
            piece = ""
        piece += sign
    return [*pieces, piece]
