"""Every word of the window has its English, and what is shipped is what was written."""

import io
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HOUSE = Path(__file__).parents[3]
WEB = HOUSE / "web"
ENGLISH = WEB / "translations" / "en" / "LC_MESSAGES"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
NAMES = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2)}
# What an exporter names and the window says in the language of its page.
MARKED = {"N_": None}


def test_every_word_has_its_english() -> None:
    written = read_po(io.BytesIO((ENGLISH / "messages.po").read_bytes()))
    known = {message.id for message in written if message.id and message.string}
    found = [
        *extract_from_dir(str(WEB), METHODS, OPTIONS, keywords=NAMES),
        *extract_from_dir(str(HOUSE / "exporters"), METHODS[:1], keywords=MARKED),
    ]
    said = {message for _file, _line, message, _comments, _context in found}
    assert said - known == set()
    assert known - said == set()


def test_shipped_words_are_the_written_ones() -> None:
    """By what they say: each version of Babel lays out the file in its own way."""
    written = read_po(io.BytesIO((ENGLISH / "messages.po").read_bytes()))
    compiled = io.BytesIO()
    write_mo(compiled, written)
    shipped = (ENGLISH / "messages.mo").read_bytes()
    assert _said(compiled.getvalue()) == _said(shipped)


def _said(compiled: bytes) -> dict[object, str]:
    known = GNUTranslations(io.BytesIO(compiled))
    said: dict[object, str] = known._catalog  # type: ignore[attr-defined]
    return {name: text for name, text in said.items() if name}
