"""When something is done again, said in Spanish: *cada lunes a las 3*, *cada hora*."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from .vocabularies import fold

BOGOTA = ZoneInfo("America/Bogota")
DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
FOLDED = {fold(name): number for number, name in enumerate(DAYS)}
USUAL_HOUR = 3

WRONG = (
    "No se entiende «{text}». Escriba, por ejemplo: cada hora, cada 6 horas, cada día a "
    "las 3, cada lunes a las 3:30, cada lunes y jueves a las 14, o el día 1 de cada mes "
    "a las 4."
)

_HOURS = re.compile(r"(?:cada|todas las) ?(?:hora|horas|(\d{1,2}) horas?)")
_AT = r"(?: a las? (\d{1,2})(?:[:.](\d{2}))?(?: ?h(?:oras)?)?(?: de la (manana|tarde|noche|madrugada))?)?"
_DAILY = re.compile(r"(?:cada dia|todos los dias|diario|a diario)" + _AT)
_WEEKLY = re.compile(r"(?:cada|los|todos los|el) ([a-z ,]+?)" + _AT)
_MONTHLY = re.compile(r"(?:el dia|los dias|cada dia) (\d{1,2}) de cada mes" + _AT)


@dataclass(frozen=True)
class Schedule:
    """Every ``hours``; or at a time of day, on these days of the week (Monday is 0) or
    on this day of the month. The times are Bogotá's.
    """

    hours: int = 0
    weekdays: frozenset[int] = frozenset()
    day: int = 0
    hour: int = USUAL_HOUR
    minute: int = 0

    def after(self, moment: datetime) -> datetime:
        """The first time after a moment; both in UTC."""
        here = moment.astimezone(BOGOTA)
        if self.hours:
            start = here.replace(minute=0, second=0, microsecond=0)
            return (start + timedelta(hours=self.hours)).astimezone(UTC)
        for distance in range(63):
            found = self._on(here + timedelta(days=distance))
            if found is not None and found > here:
                return found.astimezone(UTC)
        raise AssertionError("every month has a last day")

    def _on(self, day: datetime) -> datetime | None:
        if self.weekdays and day.weekday() not in self.weekdays:
            return None
        last = calendar.monthrange(day.year, day.month)[1]
        if self.day and day.day != min(self.day, last):
            return None
        return day.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)

    def __str__(self) -> str:
        if self.hours:
            return "cada hora" if self.hours == 1 else f"cada {self.hours} horas"
        at = f"a las {self.hour}" + (f":{self.minute:02d}" if self.minute else "")
        if self.day:
            return f"el día {self.day} de cada mes {at}"
        if not self.weekdays:
            return f"cada día {at}"
        names = [DAYS[number] for number in sorted(self.weekdays)]
        listed = " y ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
        return f"cada {listed} {at}"


def read(text: str) -> Schedule:
    """Understand a schedule. Raises ``ValueError`` with examples, in Spanish."""
    said = fold(text).strip(" .")
    if found := _HOURS.fullmatch(said):
        return _hours(int(found[1] or 1), text)
    if found := _MONTHLY.fullmatch(said):
        day, *time = found.groups()
        if 1 <= int(day) <= 31:
            hour, minute = _time(time, text)
            return Schedule(day=int(day), hour=hour, minute=minute)
    if found := _DAILY.fullmatch(said):
        hour, minute = _time(found.groups(), text)
        return Schedule(hour=hour, minute=minute)
    if found := _WEEKLY.fullmatch(said):
        days, *time = found.groups()
        hour, minute = _time(time, text)
        return Schedule(weekdays=_days(days, text), hour=hour, minute=minute)
    raise ValueError(WRONG.format(text=text))


def _hours(number: int, text: str) -> Schedule:
    if not 1 <= number <= 24:
        raise ValueError(WRONG.format(text=text))
    return Schedule(hours=number)


def _days(words: str, text: str) -> frozenset[int]:
    named = [word for word in re.split(r"[ ,]+|\by\b", words) if word and word != "y"]
    found = {FOLDED.get(word, FOLDED.get(word.rstrip("s"))) for word in named}
    if not found or None in found:
        raise ValueError(WRONG.format(text=text))
    return frozenset(one for one in found if one is not None)


def _time(parts: Sequence[str | None], text: str) -> tuple[int, int]:
    hour, minute, part = parts
    if hour is None:
        return USUAL_HOUR, 0
    number = int(hour)
    if part in {"tarde", "noche"} and number < 12:
        number += 12
    if number > 23 or int(minute or 0) > 59:
        raise ValueError(WRONG.format(text=text))
    return number, int(minute or 0)
