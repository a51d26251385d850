"""What counts how much: every weight of the ranking, in one place.

Tuned on the tuned half of ``tests/relevance`` (``make relevance``), never by taste.
"""

from collections.abc import Mapping

# BM25F (Robertson, Zaragoza and Taylor, 2004): a word counts as often as its field
# weighs, before its frequency saturates. All fields share one length.
FIELDS: Mapping[str, int] = {
    "title": 3,
    "acronym": 3,
    "code": 3,
    "keywords": 2,
    "organization": 1,
    "description": 1,
    "variables": 1,
    "details": 1,
}
NAMES = ("title", "acronym", "code", "keywords")  # where a suggestion looks

TOGETHER = 1.0  # the words in a row in one of the names
WHOLE = 20.0  # the question is the whole title, acronym or code
WITH_ALL = 2.0  # all words, before those of which one may be missing
ROW = 1.5  # words in a row elsewhere: their pairs score once where words score twice
LESSER = 0.4  # a synonym, against the word itself
TIE = 0.4  # of several ways to find one word the best counts, the others a little

# What a record is worth whatever is asked: gentle, so that it only settles what is
# nearly equal. The score is multiplied by one plus their sum.
QUALITY = 0.10  # full marks
RECENT = 0.10  # the figures reach this year; each year before it a little less
OLD = 20  # years, after which age no longer counts
OWN = 0.05  # the city's own record, before one that another portal gave: once more
TAKEN = 0.05  # among the most taken records of ninety days
