"""The calendar of publications: what is due and when, as a page and as iCalendar."""

from datetime import date, timedelta

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from ...catalog.quality import next_due
from ...records import reading, walking
from ...records.reading import PublicRecord
from ..access import public
from ..request import house, session
from . import reserve
from .pages import answer, file, tag

KINDS = ("indicator", "dataset", "production_process")
AHEAD = timedelta(days=400)
LINE = 75  # octets of a line of iCalendar (RFC 5545, 3.1)
Due = tuple[date, PublicRecord]


@public
def page() -> ResponseReturnValue:
    """What is overdue, and what comes next, by month."""
    head, today = reading.head(session()), reserve.today()

    def render() -> str:
        found = _due()
        late = [one for one in found if one[0] < today]
        months: dict[date, list[Due]] = {}
        for day, record in found:
            if today <= day <= today + AHEAD:
                months.setdefault(day.replace(day=1), []).append((day, record))
        return render_template("window/calendar.html", late=late, months=months)

    return answer(tag(head.seq, head.etag, today), render)


@public
def feed() -> Response:
    """The same for calendars (RFC 5545): one whole-day event for each."""
    head = reading.head(session())
    return file(tag("ics", head.seq, head.etag, reserve.today()), _events)


def _events() -> Response:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tumbaga//Calendario de publicaciones//ES",
        f"X-WR-CALNAME:{_text(house().settings.title)}",
    ]
    for day, record in _due():
        if day >= reserve.today() - AHEAD:
            lines += _event(day, record)
    lines.append("END:VCALENDAR")
    body = "".join(f"{_folded(line)}\r\n" for line in lines)
    return Response(body, mimetype="text/calendar")


def _due() -> list[Due]:
    known = walking.within(session())
    upto = reading.head(session()).seq
    found: list[Due] = []
    for one in walking.records(known, upto, kinds=KINDS):
        day = next_due(one.document, one.modified)
        if day is not None:
            found.append((day, one))
    return sorted(found, key=lambda pair: (pair[0], pair[1].seq))


def _event(day: date, record: PublicRecord) -> list[str]:
    stamp = f"{record.modified:%Y%m%dT%H%M%SZ}"
    return [
        "BEGIN:VEVENT",
        f"UID:{record.uid}@tumbaga",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"SUMMARY:{_text(str(record.document.get('title', '')))}",
        f"URL:{house().settings.base_url}{record.path}",
        "END:VEVENT",
    ]


def _text(value: str) -> str:
    """Text as RFC 5545, 3.3.11, writes it."""
    plain = "".join(max(sign, " ") for sign in value)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """A line of at most 75 octets, cut between signs."""
    pieces: list[bytes] = []
    piece = b""
    for sign in line:
        more = sign.encode("utf-8", "replace")
        if len(piece) + len(more) > LINE - bool(pieces):
            pieces.append(piece)
            piece = b""
        piece += more
    return b"\r\n ".join([*pieces, piece]).decode()


def install(blueprint: Blueprint) -> None:
    place = "/transparencia/calendario"
    blueprint.get(place, endpoint="calendar")(page)
    blueprint.get(f"{place}.ics", endpoint="calendar_feed")(feed)
