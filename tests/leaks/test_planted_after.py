"""Leaks planted where something was open once: caches, old addresses, files, counts,
drawings. The real code is sound in each, and the scanner finds each plant.
"""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from closed_house import SAID, SHARED, Closed, drawn_otherwise, miscounted
from looking_for_leaks import PNG, leaking, opened
from tumbaga.exporters.charts import keeping
from tumbaga.exporters.charts.painter import available
from tumbaga.records import reading
from tumbaga.web import following
from tumbaga.web.window import files, transparency


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Closed]:
    made = Closed(tmp_path_factory.mktemp("cerrada"))
    yield made
    made.house.engine.dispose()


def test_what_was_kept_of_it_is_valid_no_more_and_nothing_says_it(closed: Closed):
    assert closed.still_valid() == []
    assert leaking(closed.client, closed.places) is None
    assert miscounted(closed.client) == ""
    assert sum(map(bool, closed.marks.values())) > len(SHARED)


def test_a_mark_that_does_not_follow_the_ledger(closed: Closed, monkeypatch):
    mark = closed.marks["/transparencia"].removeprefix("W/").strip('"')
    monkeypatch.setattr(transparency, "tag", lambda *_parts: mark)

    assert "/transparencia" in closed.still_valid()


def test_an_old_address_that_leads_by_its_new_name(closed: Closed, monkeypatch):
    real = reading.by_former_slug

    def wrong(*asked):
        found = real(*asked)
        return replace(found, slug=SAID) if found else None

    monkeypatch.setattr(reading, "by_former_slug", wrong)

    assert leaking(closed.client, [f"/indicadores/{closed.slug}"])


def test_a_store_that_gives_whatever_it_has(closed: Closed, monkeypatch):
    assert leaking(closed.client, [closed.file]) is None
    named = (closed.uid, {"media_type": "text/csv"})
    monkeypatch.setattr(files.naming, "file_named", lambda *_asked: named)

    assert leaking(closed.client, [closed.file])


def test_a_facet_that_counts_what_is_not_listed(closed: Closed, monkeypatch):
    kind = type(closed.client.application.extensions["tumbaga"].index)
    real = kind.search

    def wrong(*asked, **more):
        found = real(*asked, **more)
        return replace(found, total=found.total + 1)

    monkeypatch.setattr(kind, "search", wrong)

    assert miscounted(closed.client)


def test_a_picture_that_carries_a_name_beside_its_drawing():
    for kind, said in (
        (b"tEXt", b"Title\0" + SAID.encode()),
        (b"zTXt", b"Title\0\0" + zlib.compress(SAID.encode())),
    ):
        piece = len(said).to_bytes(4, "big") + kind + said + b"crc4"

        assert SAID in opened(PNG + piece)


@pytest.mark.thorough
@pytest.mark.skipif(not available(), reason="falta el extra charts")
def test_a_chart_with_a_figure_that_is_not_public(tmp_path: Path, monkeypatch):
    small = Closed(tmp_path, closing=False)
    assert drawn_otherwise(small.house) == []
    assert small.client.get(f"/indicadores/{small.slug}.png").status_code == 200
    real = keeping.keepers

    def wrong(painter, figures):
        def more(seq):
            return [*figures(seq), replace(figures(seq)[-1], period="2021")]

        return real(painter, more)

    monkeypatch.setattr(following.keeping, "keepers", wrong)
    small.publish_again()

    assert keeping.PNG in drawn_otherwise(small.house)
