"""When something is done again, said in Spanish: *cada lunes a las 3*, *cada hora*."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from . import clock_words
from .vocabularies import fold

BOGOTA = ZoneInfo("America/Bogota")
DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
FOLDED = {fold(name): number for number, name in enumerate(DAYS)}
USUAL_HOUR = 3
LAST_DAY = 31

WRONG = (
    "No se entiende «{text}». Escriba, por ejemplo: cada hora, cada 6 horas, cada día a "
    "las 3, cada lunes a las 3:30, de lunes a viernes a las 2 de la tarde, o el día 1 de "
    "cada mes a las 4."
)

_HOURS = re.compile(r"(?:cada|todas las) (?:horas?|(\d{1,2}) horas?)")
_DAILY = re.compile(
    r"|cada dia|todos los dias|(?:a )?diario|diariamente|1 vez (?:al|por) dia"
)
_PARTS = re.compile(r"(?:cada|todas las) (noche|madrugada|manana|tarde)s?")
_WEEKLY = re.compile(
    r"semanal(?:mente)?|cada semana|todas las semanas|1 vez (?:a la|por) semana"
)
_MONTHLY = re.compile(
    r"mensual(?:mente)?|cada mes|todos los meses|1 vez (?:al|por) mes"
)
_OF_MONTH = re.compile(
    r"(?:(?:el|los|cada) )?(?:dia )?(\d{1,2}|primer(?:o| dia)|ultimo(?: dia)?)"
    r" (?:de cada|del|de todos los) mes(?:es)?"
)
_NAMED = re.compile(r"(?:(?:cada|los|todos los|el|de) )?([a-z ,]+)")
_RANGE = re.compile(r"([a-z]+) a ([a-z]+)")
_GROUPS = {
    "fines de semana": frozenset({5, 6}),
    "fin de semana": frozenset({5, 6}),
    "dias habiles": frozenset(range(5)),
    "dia habil": frozenset(range(5)),
    "entre semana": frozenset(range(5)),
}


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
        if self.day == LAST_DAY:
            return f"el último día de cada mes {at}"
        if self.day:
            return f"el día {self.day} de cada mes {at}"
        if not self.weekdays:
            return f"cada día {at}"
        if self.weekdays == _GROUPS["dias habiles"]:
            return f"de lunes a viernes {at}"
        names = [DAYS[number] for number in sorted(self.weekdays)]
        listed = " y ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
        return f"cada {listed} {at}"


def read(text: str) -> Schedule:
    """Understand a schedule. Raises ``ValueError`` with examples, in Spanish."""
    said = clock_words.plain(fold(text))
    if said and (found := _HOURS.fullmatch(said)) and 1 <= int(found[1] or 1) <= 24:
        return Schedule(hours=int(found[1] or 1))
    try:
        when, time = clock_words.split(said)
        if said:
            return _timed(when, time)
    except ValueError:
        pass
    raise ValueError(WRONG.format(text=text))


def _timed(when: str, time: tuple[int, int] | None) -> Schedule:
    hour, minute = time or (USUAL_HOUR, 0)
    if found := _PARTS.fullmatch(when):
        return Schedule(hour=_hour_of(found[1], time), minute=minute)
    if _DAILY.fullmatch(when):
        return Schedule(hour=hour, minute=minute)
    if found := _OF_MONTH.fullmatch(when):
        return Schedule(day=_day(found[1]), hour=hour, minute=minute)
    if _MONTHLY.fullmatch(when):
        return Schedule(day=1, hour=hour, minute=minute)
    if _WEEKLY.fullmatch(when):
        return Schedule(weekdays=frozenset({0}), hour=hour, minute=minute)
    return Schedule(weekdays=_days(when), hour=hour, minute=minute)


def _hour_of(part: str, time: tuple[int, int] | None) -> int:
    """*Cada noche*: the usual hour is one of the night; other parts must say theirs."""
    if time is None:
        if part in {"noche", "madrugada"}:
            return USUAL_HOUR
        raise ValueError(part)
    if part == "noche":
        return clock_words.of_night(time[0])
    return time[0] + 12 if part == "tarde" and time[0] < 12 else time[0]


def _day(said: str) -> int:
    if said.startswith("primer"):
        return 1
    number = LAST_DAY if said.startswith("ultimo") else int(said)
    if not 1 <= number <= LAST_DAY:
        raise ValueError(said)
    return number


def _days(when: str) -> frozenset[int]:
    found = _NAMED.fullmatch(when)
    words = found[1] if found else ""
    if words in _GROUPS:
        return _GROUPS[words]
    if ends := _RANGE.fullmatch(words):
        first, last = _weekday(ends[1]), _weekday(ends[2])
        return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))
    return frozenset(_weekday(word) for word in re.split(r",? y |, ?", words))


def _weekday(word: str) -> int:
    """The day of the week by its name, in the plural or cut to three letters."""
    for name, number in FOLDED.items():
        if word in {name, f"{name}s", name[:3]}:
            return number
    raise ValueError(word)
