"""Answers that flow are packed as they flow, and what they opened is closed with them."""

import gzip
import zlib

import pytest
from flask import Flask, Response, send_file
from tumbaga.web import compression

LINES = [f"{number};cifra\r\n".encode() for number in range(5000)]
PACKED = {"Accept-Encoding": "gzip"}


class Source:
    """Lines that say how many were read, and whether they were closed."""

    def __init__(self):
        self.read, self.closed = 0, False
        self.breaks_at = None

    def __iter__(self):
        return self

    def __next__(self):
        if self.read == self.breaks_at:
            raise RuntimeError("se cayó la base de datos")
        if self.read == len(LINES):
            raise StopIteration
        self.read += 1
        return LINES[self.read - 1]

    def close(self):
        self.closed = True


@pytest.fixture
def source():
    return Source()


@pytest.fixture
def client(source, tmp_path):
    app = Flask("packing")
    compression.install(app)
    long = tmp_path / "largo.csv"
    long.write_bytes(b"".join(LINES))
    whole = b"".join(LINES) * 20
    views = {
        "flows": lambda: Response(source, mimetype="text/csv"),
        "whole": lambda: Response(whole, mimetype="application/vnd.a+json"),
        "picture": lambda: Response(whole, mimetype="image/png"),
        "file": lambda: send_file(long, mimetype="text/csv", conditional=True),
        "failing": lambda: Response(b"x" * 5000, status=500, mimetype="text/plain"),
    }
    for name, view in views.items():
        app.add_url_rule(f"/{name}", name, view)
    return app.test_client()


def test_what_flows_is_packed_as_it_comes_and_closed(client, source):
    answer = client.get("/flows", headers=PACKED, buffered=False)
    pieces = answer.iter_encoded()

    first = next(pieces)

    assert source.read == 1
    assert zlib.decompressobj(wbits=31).decompress(first) == LINES[0]
    assert gzip.decompress(first + b"".join(pieces)) == b"".join(LINES)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    answer.close()
    assert source.closed


def test_what_breaks_in_the_middle_does_not_end_as_if_it_were_whole(client, source):
    source.breaks_at = 10
    answer = client.get("/flows", headers=PACKED, buffered=False)
    got: list[bytes] = []
    with pytest.raises(RuntimeError, match="se cayó"):
        got.extend(answer.iter_encoded())
    answer.close()
    with pytest.raises(EOFError):
        gzip.decompress(b"".join(got))


def test_a_long_answer_is_packed_too_and_loses_its_length(client):
    answer = client.get("/whole", headers=PACKED)

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == client.get("/whole").data
    assert len(answer.data) < len(client.get("/whole").data) / 3


@pytest.mark.parametrize("name", ["picture", "file", "failing"])
def test_what_is_packed_already_or_may_be_asked_for_in_parts_is_not(client, name):
    answer = client.get(f"/{name}", headers=PACKED)
    assert "Content-Encoding" not in answer.headers
    answer.close()


@pytest.mark.parametrize("accept", ["", "identity", "gzip;q=0", "br"])
def test_who_does_not_take_it_gets_it_plain(client, accept):
    answer = client.get("/flows", headers={"Accept-Encoding": accept})
    assert "Content-Encoding" not in answer.headers
    assert answer.data == b"".join(LINES)
    assert "Accept-Encoding" in answer.headers["Vary"]
