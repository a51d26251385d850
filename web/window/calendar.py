"""The calendar of publications: what is due and when, as a page and as iCalendar."""

from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from ...catalog.quality import next_due
from ...records import reading, walking
from ..access import public
from ..request import house, session
from . import reserve
from .pages import answer, file, tag

KINDS = ("indicator", "dataset", "production_process")
AHEAD = timedelta(days=400)
LINE = 75  # octets of a line of iCalendar (RFC 5545, 3.1)
MOST = 500  # on the page, of what is late and of what comes; a calendar has them all
LATE = "Atrasado: "


class Due(NamedTuple):
    """What is expected by a day: as little of the record as is told of it."""

    day: date
    seq: int
    uid: str
    kind: str
    path: str
    title: str
    modified: datetime


@public
def page() -> ResponseReturnValue:
    """What is overdue, and what comes next, by month."""
    head, today = reading.head(session()), reserve.today()

    def render() -> str:
        found = _due()
        late = [one for one in found if one.day < today]
        coming = [one for one in found if today <= one.day <= today + AHEAD]
        months = groupby(coming[:MOST], key=lambda one: one.day.replace(day=1))
        return render_template(
            "window/calendar.html",
            late=late[-MOST:],
            late_count=len(late),
            months=[(month, list(some)) for month, some in months],
            more=max(len(coming) - MOST, 0),
        )

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
    today = reserve.today()
    for one in _due():
        if one.day >= today - AHEAD:
            lines += _event(one, late=one.day < today)
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
            title = str(one.document.get("title", ""))
            told = (one.seq, one.uid, one.kind, one.path, title, one.modified)
            found.append(Due(day, *told))
    return sorted(found)


def _event(one: Due, *, late: bool) -> list[str]:
    """A calendar has no word for what did not come: its title says so."""
    stamp = f"{one.modified:%Y%m%dT%H%M%SZ}"
    return [
        "BEGIN:VEVENT",
        f"UID:{one.uid}@tumbaga",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
        f"SUMMARY:{_text((LATE if late else '') + one.title)}",
        f"URL:{house().settings.base_url}{one.path}",
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
