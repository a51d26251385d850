"""An address that is longer than the server reads is answered in Spanish."""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.thorough

SERVE = """
import sys
from tumbaga.web.app import create_app
from tumbaga.web.server import Server
from tumbaga.web.settings import Settings
app = create_app(Settings(data=sys.argv[1], jobs="worker"))
house = app.extensions["tumbaga"]
house.prepare()
Server(app, house, sys.argv[2], 2).run()
"""


def test_ten_thousand_letters_are_answered_in_spanish(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"127.0.0.1:{port}"
    command = [sys.executable, "-c", SERVE, str(tmp_path), address]
    running = subprocess.Popen(command, env=os.environ)
    try:
        status, said = asked(port, f"/buscar?q={'x' * 10_000}")
        short, _page = asked(port, "/buscar?q=agua")
    finally:
        running.terminate()
        running.wait(20)

    assert status == 414
    assert "La dirección es demasiado larga" in said
    assert short == 200


def asked(port: int, path: str, patience: float = 60) -> tuple[int, str]:
    end = time.monotonic() + patience
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        finally:
            connection.close()
