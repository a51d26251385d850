"""The safe client against a server that means harm (attacks 35 to 37 of the peers)."""

import gzip
import socket
import zlib

import pytest
from local_server import client, serving
from tumbaga.harvesters import addresses
from tumbaga.harvesters.addresses import Refused, require, target
from tumbaga.harvesters.http import Client, Limits
from tumbaga.harvesters.wire import Slow
from tumbaga.schemas.harvest import NotChanged
from tumbaga.schemas.tables import Unreadable

FORBIDDEN = (
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:7f00:1",
    "::ffff:169.254.169.254",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "fe80::1",
    "fd00::1",
    "ff02::1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
)


@pytest.mark.parametrize("number", FORBIDDEN)
def test_no_number_of_the_house_is_connected_to(number):
    with pytest.raises(Refused, match="red interna"):
        require(number, "x", private=False)


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_numbers_are_fine(number):
    require(number, "x", private=False)


@pytest.mark.parametrize("number", ["127.0.0.1", "::1", "10.0.0.1", "::ffff:7f00:1"])
def test_the_setting_lets_the_house_in(number):
    require(number, "x", private=True)


@pytest.mark.parametrize(
    "number", ["169.254.169.254", "::ffff:a9fe:a9fe", "fe80::1", "0.0.0.0", "ff02::1"]
)
def test_nothing_lets_the_secrets_of_clouds_in(number):
    with pytest.raises(Refused, match="no se abre nunca"):
        require(number, "x", private=True)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://x/1",
        "ftp://x/",
        "//x/",
        "x",
        "http://",
        "http://ana:clave@x/",
        "http://x:22/",
        "http://x:6379/",
        "http://x:99999/",
        "http://[::1/",
        "http://a b/",
        "http://x\\@y/",
        "",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url):
    with pytest.raises(Refused):
        target(url)


LOOPBACK = "127.0.0.1 0177.0.0.1 2130706433 0x7f.1 127.1 0 localhost [::1] [::ffff:7f00:1] [::]"


@pytest.mark.parametrize("name", LOOPBACK.split())
def test_no_spelling_of_loopback_gets_through(name):
    asker = Client(limits=Limits(delay=0, robots=False))

    with serving({"/": ("secreto",)}) as server, pytest.raises(Refused):
        asker.get(f"http://{name}:{server.port}/")

    assert server.seen == []


@pytest.mark.parametrize(
    "goal",
    [
        "http://169.254.169.254/latest/",
        "http://[::ffff:a9fe:a9fe]/",
        "file:///etc/passwd",
    ],
)
def test_a_redirect_is_checked_like_the_first_address(goal):
    routes = {"/": lambda asked: asked.send("", status=302, Location=goal)}

    with serving(routes) as server, pytest.raises(Refused):
        client(robots=False).get(server.url())


def test_a_redirect_to_loopback_from_outside_is_refused(monkeypatch):
    """The first hop is let in by hand; the second is not."""
    was = addresses.require

    def once(number, host, *, private):
        if host != "127.0.0.1":
            was(number, host, private=private)

    goal = ""

    with serving({"/": lambda a: a.send("", status=302, Location=goal)}) as server:
        goal = f"http://[::ffff:7f00:1]:{server.port}/secreto"
        monkeypatch.setattr("tumbaga.harvesters.wire.addresses.require", once)

        with pytest.raises(Refused, match="red interna"):
            Client(limits=Limits(delay=0, robots=False)).get(server.url())

    assert server.paths == ["/"]


def test_a_name_that_rebinds_is_connected_to_as_it_was_checked():
    """Each question to the resolver gets another answer: there is only one a hop."""
    answers = [("8.8.8.8", 80), ("127.0.0.1", 80)]
    asked = []

    def resolve(where):
        asked.append(where.host)
        return [(socket.AF_INET, answers[len(asked) - 1])]

    with serving({"/": ("secreto",)}) as server:
        answers[1] = ("127.0.0.1", server.port)
        asker = Client(limits=Limits(delay=0, robots=False), resolve=resolve)
        asked.append("ya")

        with pytest.raises(Refused):
            asker.get(f"http://rebota.example:{server.port}/")

    assert server.seen == []
    assert asked == ["ya", "rebota.example"]


def test_a_name_of_the_house_is_judged_by_its_number():
    home = [(socket.AF_INET, ("192.168.1.20", 80))]
    asker = Client(limits=Limits(delay=0, robots=False), resolve=lambda _where: home)

    with pytest.raises(Refused, match=r"impresora\.local"):
        asker.get("http://impresora.local/")


def test_the_connected_peer_is_looked_at_too(monkeypatch):
    """Even if the number lies, the socket tells where it went."""
    with serving({"/": ("secreto",)}) as server:
        real = socket.socket.connect
        monkeypatch.setattr(
            socket.socket, "connect", lambda s, _a: real(s, ("127.0.0.1", server.port))
        )
        asker = Client(
            limits=Limits(delay=0, robots=False, tries=1),
            resolve=lambda _w: [(socket.AF_INET, ("8.8.8.8", 80))],
        )

        with pytest.raises(Refused):
            asker.get("http://publico.example/")

    assert server.seen == []


def test_no_proxy_of_the_environment_is_used(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")

    with serving({"/": ("hola",)}) as server:
        assert client().get(server.url()).text() == "hola"


def test_redirects_have_an_end():
    routes = {"/": lambda asked: asked.send("", status=302, Location="/")}

    with serving(routes) as server, pytest.raises(Unreadable, match="saltos"):
        client(robots=False).get(server.url())

    assert len(server.seen) == 6


def test_one_byte_a_second_is_too_slow():
    def drip(asked):
        asked.handler.send_response(200)
        asked.handler.end_headers()
        for _turn in range(200):
            asked.send_raw(b"x")
            stop.wait(0.05)

    import threading

    stop = threading.Event()
    with serving({"/": drip}) as server, pytest.raises(Slow, match="despacio"):
        client(seconds=0.4, robots=False).get(server.url())
    stop.set()


def test_headers_that_drip_are_too_slow():
    def drip(asked):
        asked.send_raw(b"HTTP/1.1 200 OK\r\nX-A: ")
        for _turn in range(200):
            asked.send_raw(b"a")
            stop.wait(0.05)

    import threading

    stop = threading.Event()
    with serving({"/": drip}) as server, pytest.raises(Slow):
        client(seconds=0.4, robots=False).get(server.url())
    stop.set()


def test_a_silence_is_too_slow():
    import threading

    stop = threading.Event()
    with serving({"/": lambda _a: stop.wait(5)}) as server:
        with pytest.raises(Slow, match="se esperó 1 segundos"):
            client(seconds=30, silence=0.6, robots=False).get(server.url())
        stop.set()


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_of_compression_is_put_out(coding):
    bomb = (
        gzip.compress(b"\0" * 30_000_000)
        if coding == "gzip"
        else zlib.compress(b"\0" * 30_000_000)
    )
    routes = {"/": lambda asked: asked.send(bomb, Content_Encoding=coding)}

    with serving(routes) as server, pytest.raises(Unreadable, match="pasa de 2 MB"):
        client(most_bytes=2 * 2**20, robots=False).get(server.url())


def test_an_endless_body_is_cut():
    def endless(asked):
        asked.handler.send_response(200)
        asked.handler.end_headers()
        for _turn in range(2000):
            asked.send_raw(b"x" * 65536)

    with serving({"/": endless}) as server, pytest.raises(Unreadable, match="pasa de"):
        client(most_bytes=2**20, robots=False).get(server.url())


def test_a_body_cut_short_is_not_believed():
    def short(asked):
        asked.handler.send_response(200)
        asked.handler.send_header("Content-Length", "1000")
        asked.handler.end_headers()
        asked.send_raw(b"{}")
        asked.handler.close_connection = True

    with serving({"/": short}) as server, pytest.raises(Unreadable, match="cortada"):
        client(robots=False, tries=1).get(server.url())


def test_packing_that_was_not_asked_for_is_refused():
    routes = {"/": lambda asked: asked.send(b"??", Content_Encoding="br")}

    with serving(routes) as server, pytest.raises(Unreadable, match="no se pidió"):
        client(robots=False, tries=1).get(server.url())


def test_a_packed_answer_is_unpacked():
    packed = gzip.compress("¡Hola, Cali!".encode())
    routes = {"/": lambda asked: asked.send(packed, Content_Encoding="gzip")}

    with serving(routes) as server:
        assert client().get(server.url()).text() == "¡Hola, Cali!"


def test_an_answer_packed_in_several_members_is_whole():
    packed = gzip.compress(b"uno ") + gzip.compress(b"dos")
    routes = {"/": lambda asked: asked.send(packed, Content_Encoding="gzip")}

    with serving(routes) as server:
        assert client().get(server.url()).text() == "uno dos"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("año".encode("utf-8-sig"), "text/plain"),
        ("año".encode("utf-16"), "text/plain"),
        ("año".encode("latin-1"), "text/plain; charset=iso-8859-1"),
        ("año".encode("cp1252"), "text/plain"),
        ('<?xml version="1.0" encoding="latin-1"?>año'.encode("latin-1"), "text/xml"),
        ("año".encode(), "text/plain; charset=nada"),
    ],
)
def test_the_charset_is_found_out(content, kind):
    with serving({"/": (content, kind)}) as server:
        assert client().get(server.url()).text().endswith("año")


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500])
def test_a_refusal_says_what_it_means(status):
    routes = {"/": lambda asked: asked.send("x", status=status)}

    with serving(routes) as server, pytest.raises(Unreadable, match=f"{status}"):
        client().get(server.url())


def test_a_login_page_is_no_data():
    page = "<!DOCTYPE html><html><title>Iniciar sesión</title></html>"

    with serving({"/": (page, "application/json")}) as server:
        answer = client().get(server.url())
        with pytest.raises(Unreadable, match="iniciar sesión"):
            answer.require_data()


def test_a_tired_server_is_asked_again():
    turns = iter([503, 429, 200])

    def tired(asked):
        asked.send("bien", status=next(turns), Retry_After="1")

    with serving({"/": tired}) as server:
        assert client(robots=False).get(server.url()).text() == "bien"


def test_robots_are_obeyed_and_the_name_is_told():
    rules = "User-agent: *\nDisallow: /interno\nUser-agent: Tumbaga\nDisallow: /no"
    routes = {"/robots.txt": (rules,), "/no": ("x",), "/si": ("x",)}

    with serving(routes) as server:
        asker = client()
        asker.get(server.url("/si"))
        with pytest.raises(Refused, match="robots"):
            asker.get(server.url("/no"))

    assert server.paths == ["/si"]
    assert server.seen[-1].headers["User-Agent"] == "Tumbaga (+pruebas@ciudad.gov.co)"


def test_what_did_not_change_is_not_fetched_again():
    def kept(asked):
        known = asked.headers.get("If-None-Match") == '"7"'
        asked.send("" if known else "x", status=304 if known else 200, ETag='"7"')

    with serving({"/": kept}) as server:
        first = client()
        first.get(server.url(), conditional=True)
        again = client()
        again.validators = first.fresh
        with pytest.raises(NotChanged):
            again.get(server.url(), conditional=True)


def test_each_answer_is_noted_for_the_report():
    with serving({"/": ("hola",)}) as server:
        asker = client(robots=False)
        asker.get(server.url())

    [note] = asker.notes
    assert (note["status"], note["bytes"], note["url"]) == (200, 4, server.url())


def test_it_waits_between_two_questions():
    waits = []
    with serving({"/": ("x",)}) as server:
        asker = client(robots=False, delay=30)
        asker.sleep = waits.append
        asker.get(server.url())
        asker.get(server.url())

    assert len(waits) == 1
    assert waits[0] > 29
