"""The post: carries the letters of the outbox through SMTP, outside any request.

A quiet thread beside the pages, or ``tumbaga worker``; several of them do not carry one
letter twice, and what did not go is tried again later.
"""

import logging
import re
import smtplib
import ssl
import threading
import time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid

from ..catalog import outbox
from ..catalog.accounts import sweeping
from ..catalog.outbox import Carried
from .composition import House
from .settings import Settings

PAUSE = 5.0  # seconds between two looks at the outbox
SWEEP = 3600.0
TIMEOUT = 30.0  # seconds that a mail server may keep silent
MOST = 100  # letters in one look
MAILBOX = re.compile(
    r"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+"
)  # servers repeat whom they refuse
log = logging.getLogger("tumbaga.mail")


def deliver(house: House) -> int:
    """Carry the letters that are due; return how many went."""
    settings = house.settings
    if not settings.smtp_host:
        return 0
    gone = 0
    for _ in range(MOST):
        with house.writing() as session:
            letter = outbox.take(session)
        if letter is None:
            break
        gone += _carry(house, letter)
    return gone


def message(settings: Settings, letter: Carried) -> EmailMessage:
    """The letter as mail programs read it. Raises ``ValueError`` for a broken header."""
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(settings.title, addr_spec=settings.sender)
    made["To"] = Address(addr_spec=letter.recipient)
    made["Subject"] = letter.subject
    made["Date"] = formatdate()
    made["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2])
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.body)
    return made


def _carry(house: House, letter: Carried) -> bool:
    """Try one letter; nothing that goes wrong with it stops the next."""
    trouble, for_good = "", False
    try:
        _send(house.settings, message(house.settings, letter))
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        trouble, for_good = f"refused: {codes}", all(code >= 500 for code in codes)
    except (OSError, smtplib.SMTPException) as error:
        trouble = MAILBOX.sub("…", f"{type(error).__name__}: {error}")
    except Exception as error:  # noqa: BLE001  # a mailbox that no header can hold
        trouble, for_good = type(error).__name__, True  # its text would say the mailbox
    with house.writing() as session:
        if trouble:
            outbox.failed(session, letter.number, trouble, for_good=for_good)
        else:
            outbox.delivered(session, letter.number)
    if trouble:
        log.warning("letter %s did not go: %r", letter.number, trouble)
    return not trouble


def _send(settings: Settings, made: EmailMessage) -> None:
    with _connected(settings) as server:
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
        server.send_message(made)


def _connected(settings: Settings) -> smtplib.SMTP:
    """A connection whose other end has shown a certificate that we trust."""
    host, port = settings.smtp_host, int(settings.smtp_port)
    if settings.smtp_security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=context)
    server = smtplib.SMTP(host, port, timeout=TIMEOUT)
    if settings.smtp_security == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server


class Postman(threading.Thread):
    """Looks into the outbox every few seconds; errors are logged and survived."""

    def __init__(self, house: House) -> None:
        super().__init__(name="postman", daemon=True)
        self.house = house
        self.stopped = threading.Event()
        self._swept = -SWEEP

    def run(self) -> None:
        while not self.stopped.wait(PAUSE):
            self.look()

    def look(self) -> None:
        """Carry what is due, and once an hour throw away what is over."""
        try:
            deliver(self.house)
            if time.monotonic() - self._swept >= SWEEP:
                with self.house.writing() as session:
                    sweeping.sweep(session)
                self._swept = time.monotonic()
        except Exception:
            log.exception("the outbox could not be looked at")
