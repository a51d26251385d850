"""Quick ways through a text give what the long ways give."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from tumbaga.records.accents import without_accents
from tumbaga.schemas.texts import FORBIDDEN, clean

WORDS = st.text() | st.text("áÁñÑ̃́üa \r\n\x85\u200e ﬁ漢")


@given(WORDS)
def test_marks_go_and_letters_stay(text):
    plain = unicodedata.normalize("NFKD", text)

    assert without_accents(text) == "".join(
        one for one in plain if not unicodedata.combining(one)
    )


@given(WORDS)
def test_a_plain_text_is_cleaned_like_any_other(text):
    lines = text.replace("\r\n", "\n").replace("\r", "\n")

    assert clean(text) == unicodedata.normalize("NFC", FORBIDDEN.sub("", lines)).strip()
