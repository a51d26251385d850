"""Nothing that a person types is an error, and nothing typed becomes markup."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from search_ledger import titled
from tumbaga.catalog.search import Question
from tumbaga.catalog.search.question import CUT, NO_WORDS, parse

NASTY = [
    "a" * 10_000,
    "agua " * 2_000,
    " ".join(f"palabra{n}" for n in range(2_000)),
    '"' * 10_000,
    "-" * 10_000,
    "-a " * 3_000,
    '"-"- "" - + AND OR NOT ( ) [ ] { } * ? ~ ^ : \\ /',
    "😀🎉🇨🇴 👩‍👩‍👧",
    "\ud800 \udfff agua\udead",
    "agua\x00\x01\x1e\x1f\x7f suelo",
    "<script>alert(1)</script>",
    "' OR 1=1; --",
    "title:agua AND (suelo OR *)",
    "a̐éö̲" * 100,
    "\u202eagua\u202c \ufeff\u200b",
    "1" * 500 + "." + "2" * 500,
    "1.2.3.4.5.6.7.8.9.10.11.12.13.14",
    "ﷺ ﬁ ½ ² İ ß",
    "%00 %s {0} ${x}",
    "*",
    "a*",
    "*a* **",
    "/.*(a+)+$/ [a-z]{9}",
    "agua~2^4 +suelo -(x) [a TO z] {a TO *}",
    'agua "suelo',
    "«agua “suelo",
    "AND OR NOT && || !",
    'tipo: tema:nada -clase:x año:99999 lugar:* título:"',
    "titulo:* titulo:" + "x" * 500,
    "'; DROP TABLE publication; SELECT 1 UNION SELECT 2 --",
    "שלום agua العربية",
    "agua OR OR suelo OR",
    "",
    "   \t\n ",
]


@pytest.mark.thorough
@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("exact", [False, True])
def test_no_question_fails(search, ledger, text, exact):
    ledger.publish(*titled("Agua y suelo", "<b>Agua</b> & «suelo»"))

    page = search(text, exact=exact)

    assert page.ready
    assert page.total >= 0
    told = " ".join([*page.notices, *(h.title_html for h in page.hits)])
    told += page.correction.searched if page.correction else ""
    told.encode()


def test_only_signs_show_everything_and_say_so(search, ledger):
    ledger.publish(*titled("Agua", "Suelo"))

    for text in ("😀", "- + * ()", '""'):
        assert (search(text).total, search(text).notices) == (2, (NO_WORDS,))
    assert search("").notices == ()


def test_a_long_question_is_cut_and_it_is_said(search, ledger):
    ledger.publish(*titled("Agua"))

    assert search("agua " * 2_000).notices == (CUT,)
    assert search("agua " * 2_000).total == 1


def test_filters_may_hold_anything(search, ledger):
    ledger.publish(*titled("Agua"))

    page = search("agua", filters={"kind": ("\ud800", "x" * 9_999), "nope": ("a",)})

    assert (page.total, page.unfiltered) == (0, 1)
    assert search("agua", filters={"kind": "dataset"}).total == 1
    assert search("agua", sort="nonsense").total == 1


def test_texts_of_records_may_hold_anything(search, ledger):
    nasty = "<script>agua</script>\x00 & 😀"
    leaves = {"description": nasty, "keywords": [nasty, 3, None], "theme": 7}
    ledger.publish(*titled(nasty, variables="no", distributions=[nasty], **leaves))

    hit = search("agua").hits[0]

    assert hit.title_html.startswith("&lt;script&gt;<mark>agua</mark>&lt;/script&gt;")
    (hit.title_html + hit.snippet_html).encode()


@given(st.text(st.characters(codec=None), max_size=80))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_every_text_parses(text):
    question = Question(text).safe()
    parsed = parse(question.text)

    assert len(parsed.words) <= 24
    assert all(word.terms for word in parsed.words)
    parsed.text.encode()


@pytest.mark.parametrize(
    ("text", "words", "phrases", "excluded"),
    [
        ("agua -suelo", 1, 0, 1),
        ("agua - suelo", 2, 0, 0),
        ("socio-económico", 2, 0, 0),
        ('"agua limpia" suelo', 1, 1, 0),
        ('-"agua limpia" suelo', 1, 0, 1),
        ("«agua limpia»", 0, 1, 0),
        ('"agua limpia', 0, 1, 0),
        ("de la el", 0, 0, 0),
        ("agua agua AGUA", 1, 0, 0),
        ('"agua"', 1, 0, 0),
        ("agua AND suelo", 2, 0, 0),
        ("agua NOT suelo", 1, 0, 1),
        ('AGUA NOT "suelo seco"', 1, 0, 1),
        ("AND NOT OR", 0, 0, 0),
        ("agua NOT", 1, 0, 0),
    ],
)
def test_a_question_is_taken_apart(text, words, phrases, excluded):
    parsed = parse(text)

    found = len(parsed.words), len(parsed.phrases), len(parsed.excluded)
    assert found == (words, phrases, excluded)


def test_the_deepest_page_of_the_largest_size_is_the_last_one(search, ledger):
    ledger.publish(*titled("Agua"))

    page = search("agua", page=10**9, size=10**9)

    assert page.number == 1
    assert page.total == 1


@pytest.mark.parametrize(
    "text",
    [
        "poblacio\u0301n an\u0303o",  # decomposed, as a Macintosh types it
        "POBLACIÓN AÑO",
        "\u202epoblación\u202c año",  # with marks of direction
        "+población^2 AND (año)",
        "/población/ [año]",
        "población; DROP TABLE año",
    ],
)
def test_what_surrounds_the_words_does_not_hide_them(search, ledger, text):
    ledger.publish(*titled("Población por año", "Otra cosa"))

    page = search(text)

    assert "d0" in {hit.uid for hit in page.hits}


def test_signs_that_nobody_sees_part_no_word():
    """Soft hyphens and widths of zero come along when a text is copied."""
    question = Question("\ufeffpobla\u00adción a\u200bño").safe()

    assert [word.typed for word in parse(question.text).words] == ["población", "año"]


def test_a_star_alone_finds_all_and_begins_nothing(search, ledger):
    ledger.publish(*titled("Agua", "Acueducto", "Suelo"))

    assert search("*").total == 3
    assert search("a*").total == 2
    assert search("el*").total == 0


def test_facets_and_values_that_do_not_exist(search, ledger):
    ledger.publish(*titled("Agua"))

    nowhere = search("agua", filters={"theme": ("no-hay",), "inventada": ("x",)})

    assert (nowhere.total, nowhere.unfiltered) == (0, 1)
    assert "inventada" not in nowhere.facets
    assert search("agua", filters={"inventada": ("x",)}).total == 1
    assert search("agua", page=10**9).number == 1
    assert search("agua", since=99999, until=-5).total == 1


def test_many_words_that_no_record_has_together_are_looked_for_a_few_times(
    search, ledger, index, monkeypatch
):
    words = [f"palabra{letter}{other}" for letter in "bcdfg" for other in "aeiu"]
    ledger.publish(*titled(" ".join(words[:8]), " ".join(words[8:]), words[3]))
    search("palabraba")
    snapshot = type(index._current().snapshot)
    asked: list[int] = []
    holds = snapshot.holds
    monkeypatch.setattr(
        snapshot, "holds", lambda self, ask: asked.append(ask.least) or holds(self, ask)
    )

    page = search(" ".join(words))

    assert page.hits[0].record.document["title"] == " ".join(words[8:])
    assert len({least for least in asked if least}) < 8  # of nineteen
