"""A file with very many studies in it is read study by study, and as carefully as any."""

import pytest
from tumbaga.harvesters import ddi, xml
from tumbaga.harvesters.answers import PIECE
from tumbaga.harvesters.http import Client
from tumbaga.schemas.harvest import Order

BOOK = """<codeBook xmlns="ddi:codebook:2_5" xmlns:x="urn:x"><stdyDscr><citation><titlStmt>
<titl>Encuesta {n} &amp; otra</titl><IDNo>E{n}</IDNo></titlStmt></citation><x:y/>{more}</stdyDscr></codeBook>"""
COUNT = 1_200  # several pieces of the file


@pytest.fixture
def place(tmp_path):
    return tmp_path / "estudios.xml"


def books(more="", count=COUNT):
    return "".join(BOOK.format(n=n, more=more if n == 7 else "") for n in range(count))


def read(place, content):
    place.write_bytes(content)
    return ddi.read(Order(str(place)), Client())


def test_each_is_what_it_is_in_the_whole_file_and_none_waits_for_the_others(place):
    content = f"\n <r xmlns:z='urn:z'>{books()}</r>".encode()
    assert len(content) > 3 * PIECE
    whole = xml.parse(content, "estudios.xml").iter("{*}codeBook")

    came = []
    for item in read(place, content):
        assert len(item.content.getparent()) < COUNT / 2
        came.append((item.id, item.name, item.digest))

    them = [ddi.item(one, "estudios.xml") for one in whole]
    assert came == [(one.id, one.name, one.digest) for one in them]
    assert len(came) == COUNT


def test_one_that_is_kept_stands_when_the_next_was_read(place):
    kept = list(read(place, f"<r>{books()}</r>".encode()))

    said = [ddi.map(one).entry.data["title"] for one in kept[::50]]
    assert said == [f"Encuesta {n} & otra" for n in range(0, COUNT, 50)]


def test_what_is_deleted_there_is_told(place):
    gone = (
        "<record><header status='deleted'><identifier>E5</identifier></header></record>"
    )
    items = list(read(place, f"<r>{books(count=2)}{gone}<header/></r>".encode()))

    assert [(one.id, one.deleted) for one in items] == [
        ("E0", False),
        ("E1", False),
        ("E5", True),
    ]


def test_a_broken_one_is_mended_whole_or_refused_before_any_is_taken(place):
    mended = list(read(place, f"<r>{books('<abstract>A & B</abstract>')}</r>".encode()))
    [refused] = read(place, f"<r>{books()}".encode())

    assert len(mended) == COUNT
    assert "mal formado" in refused.problem


@pytest.mark.parametrize("shift", range(0, 12, 3))
def test_a_late_doctype_is_seen_wherever_a_piece_ends(place, shift):
    start = "<r>"
    fill = "x" * (PIECE - len(start) - shift)
    [item] = read(place, f"{start}{fill}<!DOCTYPE r>{books(count=1)}</r>".encode())

    assert "DOCTYPE" in item.problem


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (f"<r>{BOOK.replace('{more}', '<a>' * 230 + '</a>' * 230)}</r>", "niveles"),
        ("<a>" * 300 + "</a>" * 300, "niveles"),
        ("<x:otra xmlns:x='urn:x'/>", "«otra»"),
    ],
)
def test_what_is_no_such_file_says_so(place, content, why):
    [item] = read(place, content.encode())

    assert why in item.problem
