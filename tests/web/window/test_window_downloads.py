"""Counting what is taken: people and whole files, nothing of whom, nothing in the request."""

from datetime import date

import pytest
import samples
from sqlalchemy import event
from tumbaga.records.download import DownloadCount
from tumbaga.web.following import write_taken

PERSON = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


def take(client, table, **headers):
    answer = client.get(table["url"], headers={**PERSON, **headers})
    answer.close()
    return answer


def test_a_download_is_added_up_by_the_follower(filled, client, house, table):
    for _time in range(3):
        assert take(client, table).status_code == 200
    with house.session() as session:
        assert session.query(DownloadCount).all() == []

    assert write_taken(house) == 3

    with house.session() as session:
        (one,) = session.query(DownloadCount).all()
    assert (one.record, one.day, one.times) == (samples.DATASET["uid"], date.today(), 3)
    assert write_taken(house) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Googlebot/2.1 (+http://www.google.com/bot.html)"},
        {"User-Agent": ""},
        {"User-Agent": "Mozilla/5.0 (compatible; bingbot/2.0)"},
        {"Range": "bytes=5-9"},
    ],
)
def test_programs_and_later_parts_are_not_counted(
    filled, client, house, table, headers
):
    assert take(client, table, **headers).status_code in {200, 206}

    assert list(house.taken) == []


def test_what_the_browser_had_already_is_not_counted(filled, client, house, table):
    etag = take(client, table).headers["ETag"]
    house.taken.clear()

    assert take(client, table, **{"If-None-Match": etag}).status_code == 304
    head = client.head(table["url"], headers=PERSON)
    head.close()

    assert list(house.taken) == []


def test_the_first_part_counts_once(filled, client, house, table):
    take(client, table, Range="bytes=0-4")
    take(client, table, Range="bytes=5-")

    assert len(house.taken) == 1


def test_the_reader_waits_for_no_writing(filled, client, house, table):
    written = []
    event.listen(
        house.engine,
        "before_cursor_execute",
        lambda *given: written.append(given[2]),
    )

    take(client, table)

    changing = ("INSERT", "UPDATE", "DELETE", "REPLACE")
    assert written
    assert not [one for one in written if one.lstrip().upper().startswith(changing)]
