"""Serving with gunicorn: threads that answer, one that follows and one that posts."""

import errno
import socket
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from . import queue
from .composition import House
from .following import Follower
from .mail import Postman

LONGEST_ADDRESS = 8190  # octets


class Server(BaseApplication):
    """The application in one worker process with threads, enough for a city."""

    def __init__(self, app: Flask, house: House, address: str, threads: int) -> None:
        self.app, self.house = app, house
        self.address, self.threads = address, threads
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("bind", self.address)
        self.cfg.set("workers", 1)
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("threads", self.threads)
        self.cfg.set("loglevel", "warning")
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
