"""The time of day in the words of a sentence: *a las tres y media de la tarde*, *3 p. m.*"""

import re

WORDS = "una dos tres cuatro cinco seis siete ocho nueve diez once doce"
NUMBERS = {word: number for number, word in enumerate(WORDS.split(), start=1)}
PAST = {"media": 30, "cuarto": 15}
NOON = {"a mediodia": "a las 12", "al mediodia": "a las 12", "a medianoche": "a las 0"}

_CLOCK = re.compile(
    r"(?P<at>\ba las? )?\b(?P<hour>\d{1,2})"
    r"(?:[:.](?P<minute>\d{2})\b| y (?P<past>media|cuarto|\d{1,2})\b)?"
    r"(?: ?h(?:oras?|rs?|s)?\b)?"
    r"(?: ?(?P<half>am|pm)\b"
    r"| (?:de|en|por) la (?P<part>manana|tarde|noche|madrugada)\b"
    r"| del (?P<noon>dia)\b)?"
)


def plain(folded: str) -> str:
    """Numbers as digits, *a. m.* in one word, noon and midnight as hours."""
    said = re.sub(r"\b([ap])\.? ?m\b\.?", r"\1m", folded)
    said = re.sub(r"(\d)([ap]m)\b", r"\1 \2", said)
    for words, hour in NOON.items():
        said = said.replace(words, hour)
    said = re.sub(
        rf"\b(?:{'|'.join(NUMBERS)})\b", lambda found: str(NUMBERS[found[0]]), said
    )
    return said.strip(" .")


def split(said: str) -> tuple[str, tuple[int, int] | None]:
    """The sentence without its time of day, and that time; ``None`` if it says none.

    Raises ``ValueError`` for a time that there is not.
    """
    for found in _CLOCK.finditer(said):
        if not any(found[name] for name in ("at", "half", "minute", "part")):
            continue  # a number that is no hour: a day of the month, a count
        rest = f"{said[: found.start()]} {said[found.end() :]}"
        return " ".join(rest.replace(" ,", ",").split()).strip(", "), _time(found)
    return said, None


def of_night(hour: int) -> int:
    """An hour that was said of the night: eleven is 23, twelve is 0, one is 1."""
    return hour + 12 if 6 <= hour <= 11 else hour % 12 if hour <= 12 else hour


def _time(found: re.Match[str]) -> tuple[int, int]:
    hour = int(found["hour"])
    past = found["past"] or ""
    minute = PAST.get(past) or int(past or found["minute"] or 0)
    hour = _of_day(hour, found)
    if hour > 23 or minute > 59:
        raise ValueError(found[0])
    return hour, minute


def _of_day(hour: int, found: re.Match[str]) -> int:
    part = found["half"] or found["part"]
    if part == "noche":
        return of_night(hour)
    if part in {"pm", "tarde"}:
        return hour + 12 if hour < 12 else hour
    if part in {"am", "madrugada"} and hour == 12:
        return 0
    if part in {"am", "manana", "madrugada"} and hour > 12:
        raise ValueError(found[0])
    return hour
