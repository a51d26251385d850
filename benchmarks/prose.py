"""Sentences that read like a Spanish inventory, drawn so that a few words are common."""

import random
from collections.abc import Sequence
from itertools import accumulate

import words

TITLE, DESCRIPTION = (5, 12), (40, 120)  # words, at least and at most
LONGEST_SENTENCE = 20
LINKS = ("de", "de", "por", "en", "para", "y", "con")
ARTICLES = {("m", 0): "el", ("m", 1): "los", ("f", 0): "la", ("f", 1): "las"}


class Zipf:
    """Draws the n-th of a list with a weight of 1/(n + 2)."""

    def __init__(self, items: Sequence[str]) -> None:
        self.items = items
        self.bounds = list(accumulate(1 / (n + 2) for n in range(len(items))))

    def draw(self, chance: random.Random) -> str:
        return chance.choices(self.items, cum_weights=self.bounds)[0]


class Prose:
    """Phrases with agreement of gender and number; nothing cleverer."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        pairs = zip(words.MASCULINE, words.FEMININE, strict=False)
        mixed = [f"{g}/{w}" for pair in pairs for g, w in zip("mf", pair, strict=True)]
        self.nouns = Zipf(mixed)
        self.adjectives = Zipf(words.ADJECTIVES)
        self.places = Zipf(words.PLACES)

    def noun(self) -> str:
        return self.nouns.draw(self.chance).split("/")[self._number() + 1]

    def phrase(self) -> str:
        """A noun, three times in five with its adjective."""
        number = self._number()
        gender, *forms = self.nouns.draw(self.chance).split("/")
        if self.chance.random() > 0.6:
            return forms[number]
        four = self.adjectives.draw(self.chance).split("/")
        return f"{forms[number]} {four[number * 2 + (gender == 'f')]}"

    def title(self) -> str:
        """Five to twelve words, the first with a capital."""
        while not TITLE[0] <= length(text := self._title()) <= TITLE[1]:
            pass
        return text

    def _title(self) -> str:
        wanted = self.chance.randint(*TITLE)
        text = self.phrase()
        while length(text) < wanted - 2:
            text += f" {self.chance.choice(LINKS)} {self.phrase()}"
        tail = self.chance.random()
        if tail < 0.4:
            text += f" en {self.places.draw(self.chance)}"
        elif tail < 0.7:
            text += f" {self.chance.randint(1998, 2025)}"
        else:
            text += f" de la comuna {self.chance.randint(1, 22)}"
        return text[0].upper() + text[1:]

    def description(self) -> str:
        """Forty to a hundred and twenty words."""
        least, most = DESCRIPTION
        wanted = self.chance.randint(least, most - LONGEST_SENTENCE)
        text = self.sentence()
        while length(text) < wanted:
            text += f" {self.sentence()}"
        return text

    def sentence(self) -> str:
        chance = self.chance
        verb = chance.choice(words.VERBS).capitalize()
        purpose = chance.choice(words.PURPOSES)
        parts = [verb, self._with_article(), chance.choice(LINKS), self.phrase()]
        if chance.random() < 0.5:
            parts += ["según", self._with_article()]
        if chance.random() < 0.6:
            parts += ["para", purpose, self._with_article()]
        if chance.random() < 0.3:
            parts += ["en", self.places.draw(chance)]
        if chance.random() < 0.2:
            parts += ["desde", str(chance.randint(1998, 2025))]
        return " ".join(parts) + "."

    def keywords(self, count: int) -> list[str]:
        return sorted({self.noun() for _ in range(count)})

    def _with_article(self) -> str:
        number = self._number()
        gender, *forms = self.nouns.draw(self.chance).split("/")
        return f"{ARTICLES[gender, number]} {forms[number]}"

    def _number(self) -> int:
        return int(self.chance.random() < 0.7)


def length(text: str) -> int:
    """The number of words."""
    return text.count(" ") + 1
