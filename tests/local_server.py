"""A web server of the tests, on loopback: it answers as told, kindly or not."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tumbaga import harvesters
from tumbaga.harvesters.http import Client, Limits
from tumbaga.schemas.harvest import Cut, Item, Order
from tumbaga.schemas.tables import Unreadable

Answer = Callable[["Asked"], Any]


class Asked:
    """What was asked, and the means to answer it in any wicked way."""

    def __init__(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        self.handler, self.body = handler, body
        parts = urlsplit(handler.path)
        self.path, self.raw = parts.path, handler.path
        self.query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        self.headers = handler.headers

    def send(
        self, content: Any, kind: str = "text/plain", status: int = 200, **headers
    ):
        body = content.encode() if isinstance(content, str) else content
        self.handler.send_response(status)
        self.handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.send_header("Content-Length", str(len(body)))
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def send_raw(self, content: bytes) -> None:
        self.handler.wfile.write(content)
        self.handler.wfile.flush()


class Server:
    def __init__(self, routes: dict[str, Any]) -> None:
        self.routes, self.seen = routes, []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                size = int(self.headers.get("Content-Length") or 0)
                asked = Asked(self, self.rfile.read(size) if size else b"")
                outer.seen.append(asked)
                answer = outer.routes.get(asked.path)
                if answer is None:
                    asked.send("no hay", status=404)
                elif callable(answer):
                    answer(asked)
                else:
                    asked.send(*answer)

            do_POST = do_HEAD = do_GET  # noqa: N815

            def log_message(self, *_args: Any) -> None:
                """Say nothing."""

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_args: Any) -> None:
                """A client that hung up is what many of the tests are about."""

        self.http = Quiet(("127.0.0.1", 0), Handler)
        self.port = self.http.server_address[1]

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [one.path for one in self.seen if one.path != "/robots.txt"]


@contextmanager
def serving(routes: dict[str, Any]):
    server = Server(routes)
    thread = threading.Thread(target=server.http.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.http.shutdown()
        thread.join()
        server.http.server_close()


def client(**limits: Any) -> Client:
    """A client that may reach loopback, and does not wait."""
    given = {"private": True, "delay": 0, "seconds": 5, "silence": 3, **limits}
    return Client("pruebas@ciudad.gov.co", Limits(**given), sleep=lambda _seconds: None)


def read(kind: str, location: str, **settings: Any) -> tuple[list[Item], str]:
    """What a harvester read, and what stopped it."""
    found: list[Item] = []
    try:
        found.extend(harvesters.get(kind).read(Order(location, settings), client()))
    except (Unreadable, Cut) as error:
        return found, str(error)
    return found, ""
