"""Serving with gunicorn: threads that answer, one that follows and one that posts."""

import errno
import logging
import re
import socket
from contextlib import suppress
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

from . import queue, ready
from .composition import House
from .following import Follower
from .mail import Postman

LONGEST_ADDRESS = 8190  # octets
TOO_LONG = """<!doctype html>
<html lang="es-CO"><head><meta charset="utf-8"><title>Dirección demasiado larga</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><h1>La dirección es demasiado larga</h1>
<p>Nadie necesita tantas palabras para buscar: escriba menos en el buscador.</p>
<p><a href="/buscar">Volver al buscador</a></p></body></html>
""".encode()


class Worker(ThreadWorker):
    """Says in Spanish what the application never gets to see."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Any) -> None:
        if not isinstance(exc, LimitRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        head = (
            "HTTP/1.1 414 URI Too Long\r\nConnection: close\r\n"
            "Content-Type: text/html; charset=utf-8\r\n"
            f"Content-Length: {len(TOO_LONG)}\r\n\r\n"
        )
        with suppress(OSError):  # who asked may have gone
            client.sendall(head.encode() + TOO_LONG)


class Log(Logger):
    """What gunicorn tells of an address that failed, without what was asked there: a
    question may be of a person (Ley 1581 de 2012).
    """

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.addFilter(_unasked)


def _unasked(record: logging.LogRecord) -> bool:
    """Cut each line of a message where a question begins."""
    record.msg, record.args = re.sub(r"\?.*", "?…", record.getMessage()), ()
    return True


class Server(BaseApplication):
    """The application in one worker process with threads, enough for a city."""

    def __init__(self, app: Flask, house: House, address: str, threads: int) -> None:
        self.app, self.house = app, house
        self.address, self.threads = address, threads
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("bind", self.address)
        self.cfg.set("workers", 1)
        self.cfg.set("worker_class", f"{__name__}.Worker")
        self.cfg.set("threads", self.threads)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("logger_class", f"{__name__}.Log")
        # An SDMX key with many codes is long; this is the most that gunicorn takes.
        self.cfg.set("limit_request_line", LONGEST_ADDRESS)
        self.cfg.set("post_worker_init", self._follow)

    def load(self) -> Any:
        return self.app

    def _follow(self, _worker: Any) -> None:
        """Threads do not survive a fork, so what works quietly starts in the worker."""
        self.house.engine.dispose(close=False)
        Follower(self.house).start()
        Postman(self.house).start()
        if self.house.settings.jobs == "here":
            queue.start_here(self.house)
        ready.make(self.app)


def port_is_free(host: str, port: int) -> bool:
    """Whether nobody listens there yet."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in {errno.EADDRINUSE, errno.EACCES}:
                return False
            raise
    return True
