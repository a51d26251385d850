"""One connection for many questions: as safe as one each, and never a reason to fail."""

import socket
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from local_server import client
from tumbaga.harvesters import addresses
from tumbaga.harvesters.addresses import Refused
from tumbaga.harvesters.http import Client, Limits
from tumbaga.schemas.tables import Unreadable


@contextmanager
def lasting(answers=(), hang_up=0):
    """A server whose connections last; it hangs up, unsaid, after so many answers."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self):
            seen.append((self.client_address[1], self.path))
            status, headers, body = dict(answers).get(self.path, (200, {}, b"datos"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            mine = [port for port, _path in seen if port == self.client_address[1]]
            self.close_connection = bool(hang_up) and len(mine) >= hang_up

        def log_message(self, *_args):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", seen
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ports(seen):
    return len({port for port, _path in seen})


def test_many_questions_share_a_connection():
    with lasting() as (base, seen):
        http = client()
        for number in range(20):
            assert http.get(f"{base}/{number}").content() == b"datos"
    assert (ports(seen), len(seen)) == (1, 21)


def test_a_server_that_hangs_up_is_asked_again_at_once():
    with lasting(hang_up=3) as (base, seen):
        http = client(tries=1)
        for number in range(20):
            assert http.get(f"{base}/{number}").content() == b"datos"
    assert [path for _port, path in seen if path != "/robots.txt"] == [
        f"/{number}" for number in range(20)
    ]
    assert ports(seen) == 7


def test_a_name_that_rebinds_gains_nothing_from_a_connection_that_ended():
    """The first number may be connected to; what the name says later is checked anew."""
    asked = []

    def resolve(where):
        asked.append(where.host)
        number = "127.0.0.1" if len(asked) == 1 else "169.254.169.254"
        return [(socket.AF_INET, (number, where.port))]

    with lasting(hang_up=2) as (base, seen):
        limits = Limits(private=True, delay=0, robots=False, tries=1)
        http = Client(limits=limits, resolve=resolve)
        http.get(f"{base}/1")
        http.get(f"{base}/2")
        with pytest.raises(Refused, match="red interna"):
            http.get(f"{base}/3")
    assert (len(asked), len(seen)) == (2, 2)


@pytest.mark.parametrize(
    "goal", ["http://169.254.169.254/", "http://[::ffff:7f00:1]:8080/", "file:///etc"]
)
def test_a_redirect_over_a_kept_connection_is_checked(goal, monkeypatch):
    answers = {"/lejos": (302, {"Location": goal}, b"")}
    with lasting(answers.items()) as (base, _seen):
        http = client(robots=False)
        http.get(f"{base}/cerca")
        real = addresses.require
        monkeypatch.setattr(
            addresses,
            "require",
            lambda number, host, *, private: real(
                number, host, private=private and number == "127.0.0.1"
            ),
        )
        with pytest.raises(Refused):
            http.get(f"{base}/lejos")


def test_what_was_not_read_to_its_end_is_not_used_again():
    answers = {"/largo": (200, {}, b"x" * 5000)}
    with lasting(answers.items()) as (base, seen):
        http = client(robots=False, tries=1, most_bytes=1000)
        http.get(f"{base}/1")
        with pytest.raises(Unreadable, match="pasa de"):
            http.get(f"{base}/largo")
        assert http.get(f"{base}/2").content() == b"datos"
    assert ports(seen) == 2


def test_each_answer_has_a_clock_of_its_own():
    """Many quick answers over one connection take longer together than one may."""
    with lasting() as (base, seen):
        http = client(robots=False, seconds=1)
        for _number in range(4):
            time.sleep(0.4)
            assert http.get(f"{base}/1").content() == b"datos"
    assert ports(seen) == 1


def test_a_question_put_ahead_is_answered_when_it_is_asked():
    with lasting({"/2": (200, {}, b"dos")}.items()) as (base, seen):
        http = client()
        http.ask("GET", f"{base}/1")
        http.ahead(f"{base}/2", {})
        assert http.ask("GET", f"{base}/2").content() == b"dos"
        assert http.ask("GET", f"{base}/3").content() == b"datos"

    assert [path for _port, path in seen if path != "/robots.txt"] == ["/1", "/2", "/3"]
    assert ports(seen) == 1


def test_a_question_put_ahead_that_is_not_asked_is_taken_back():
    with lasting({"/2": (200, {}, b"dos")}.items()) as (base, seen):
        http = client()
        http.ask("GET", f"{base}/1")
        http.ahead(f"{base}/2", {})
        assert http.ask("GET", f"{base}/3").content() == b"datos"

    assert ports(seen) == 2  # never two questions over one connection


def test_a_server_that_hangs_up_on_a_question_put_ahead_is_asked_again():
    with lasting(hang_up=2) as (base, seen):
        http = client(robots=False)
        http.ask("GET", f"{base}/1")
        http.ask("GET", f"{base}/2")
        http.ask("GET", f"{base}/3")
        http.ahead(f"{base}/4", {})
        http.ahead(f"{base}/5", {})  # no connection is left to put it over
        assert http.ask("GET", f"{base}/4").content() == b"datos"
        assert http.ask("GET", f"{base}/5").content() == b"datos"

    assert [path for _port, path in seen] == ["/1", "/2", "/3", "/4", "/5"]


def test_nothing_is_put_ahead_of_its_time_or_where_it_must_not():
    robots = {"/robots.txt": (200, {}, b"User-agent: *\nDisallow: /no\n")}
    with lasting(robots.items()) as (base, seen):
        slow = Client("", Limits(delay=60, private=True), sleep=lambda _s: None)
        slow.ask("GET", f"{base}/1")
        slow.ahead(f"{base}/2", {})
        quick = client()
        quick.ask("GET", f"{base}/1")
        quick.ahead(f"{base}/no", {})
        time.sleep(0.1)

    assert {path for _port, path in seen} == {"/robots.txt", "/1"}
