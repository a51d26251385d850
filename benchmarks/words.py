"""The lists of ``words.txt``: a city's words and places, and the questions people ask."""

from pathlib import Path

TEXT = Path(__file__).with_name("words.txt").read_text("utf-8")


def _lines(section: str) -> list[str]:
    found = TEXT.split(f"\n[{section}]\n")[1].split("\n[")[0]
    return [line for line in found.splitlines() if line]


def _words(section: str) -> list[str]:
    return " ".join(_lines(section)).split()


MASCULINE = _words("masculine")  # singular/plural
FEMININE = _words("feminine")
ADJECTIVES = _words("adjectives")  # masculine/feminine/masculine plural/feminine plural
VERBS = _words("verbs")
PURPOSES = _words("purposes")
PLACES = _lines("places")
DEPARTMENTS = _lines("departments")  # code|name|acronym
ONE_WORD = _words("one word")
THREE_WORDS = _lines("three words")
MISSPELT = _words("misspelt")
HALF_TYPED = _words("half typed")
