"""The post, against a real SMTP server on loopback: encrypted, tried again, no header slipped in."""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from accounts_site import Site
from machine import missing
from sqlalchemy import select
from tumbaga.catalog import outbox
from tumbaga.catalog.refusals import Refusal
from tumbaga.records.base import now
from tumbaga.records.outbox import Letter
from tumbaga.web import mail
from tumbaga.web.mail import Postman, deliver


class Box:
    """What arrived; ``answers`` are given instead of taking a recipient, one by one."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, list[str], Any]] = []
        self.answers: list[str] = []
        self.logins: list[tuple[bytes, bytes]] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        read = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.mail_from, envelope.rcpt_tos, read))
        return "250 OK"

    def __call__(self, server, session, envelope, mechanism, data):
        from aiosmtpd.smtp import AuthResult

        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"clave-del-correo")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that signs itself, and its key."""
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    moment = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - timedelta(hours=1))
        .not_valid_after(moment + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]),
            False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("certificate")
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder / "cert.pem", folder / "key.pem"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


Start = Callable[..., tuple[Box, dict[str, str]]]


@pytest.fixture
def start(certificate: tuple[Path, Path]) -> Iterator[Start]:
    """Start a server of one kind of security; give its box and the settings to reach it."""
    try:
        from aiosmtpd.controller import Controller
    except ImportError:
        missing("aiosmtpd")
    running = []

    def begin(security: str, *, login: bool = False) -> tuple[Box, dict[str, str]]:
        box = Box()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        options: dict[str, Any] = {}
        if security == "starttls":
            options = {"tls_context": context, "require_starttls": True}
        if security == "tls":
            options = {"ssl_context": context}
        if login:
            options |= {"authenticator": box, "auth_required": True}
        server = Controller(box, hostname="127.0.0.1", port=free_port(), **options)
        server.start()
        running.append(server)
        return box, {
            "smtp_host": "127.0.0.1",
            "smtp_port": str(server.port),
            "smtp_security": security,
            "smtp_from": "catalogo@prueba.gov.co",
        }

    yield begin
    for server in running:
        server.stop(no_assert=True)


def ask(site: Site, who: str = "ana") -> None:
    page = "/entrar/olvide"
    assert site.browser().send(page, {"quien": who}, page=page).status_code == 200


def letters(site: Site) -> list[Letter]:
    with site.house.session() as session:
        return list(session.scalars(select(Letter).order_by(Letter.id)))


def make_due(site: Site) -> None:
    with site.house.writing() as session:
        for one in session.scalars(select(Letter).where(Letter.due.is_not(None))):
            one.due = now()


def test_a_letter_goes_encrypted_once_and_is_then_forgotten(
    make_site, start: Start, certificate, monkeypatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    box, given = start("starttls", login=True)
    site = make_site(**given, smtp_user="catalogo", smtp_password="clave-del-correo")
    ask(site)
    assert box.letters == []

    assert deliver(site.house) == 1
    assert deliver(site.house) == 0

    ((sender, recipients, read),) = box.letters
    assert (sender, recipients) == ("catalogo@prueba.gov.co", ["ana@prueba.gov.co"])
    assert read["From"].addresses[0].display_name == "Tumbaga"
    assert read["Subject"] == "Ponga una clave nueva"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["Message-ID"].endswith("@prueba.gov.co>")
    text = read.get_content()
    assert "Buenos días, Ana:" in text
    assert "/entrar/clave/" in text
    assert box.logins == [(b"catalogo", b"clave-del-correo")]
    (kept,) = letters(site)
    assert (kept.body, kept.due, kept.sent is not None) == ("", None, True)


def test_tls_from_the_start(make_site, start: Start, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    box, given = start("tls")
    site = make_site(**given)
    ask(site)

    assert deliver(site.house) == 1
    assert len(box.letters) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_that_nobody_vouches_for_gets_nothing(
    make_site, start: Start, security: str
):
    box, given = start(security)
    site = make_site(**given)
    ask(site)

    assert deliver(site.house) == 0
    assert box.letters == []
    (kept,) = letters(site)
    assert "SSLCertVerificationError" in kept.trouble
    assert kept.due > now()


def test_a_server_without_encryption_gets_nothing(make_site, start: Start):
    box, given = start("no")
    site = make_site(**{**given, "smtp_security": "starttls"})
    ask(site)

    assert deliver(site.house) == 0
    assert box.letters == []


def test_what_did_not_go_is_tried_later_and_at_last_given_up(make_site, start: Start):
    box, given = start("no")
    site = make_site(**given)
    ask(site)
    box.answers = ["451 later"] * 20
    assert deliver(site.house) == 0
    assert deliver(site.house) == 0
    assert letters(site)[0].tries == 1
    assert letters(site)[0].due > now() + timedelta(seconds=30)

    for _ in range(len(outbox.WAITS)):
        make_due(site)
        deliver(site.house)
    (kept,) = letters(site)
    assert (kept.tries, kept.due, kept.sent, kept.body) == (7, None, None, "")


def test_a_mailbox_that_is_not_there_is_not_tried_again(make_site, start: Start):
    box, given = start("no")
    site = make_site(**given)
    ask(site, "ana")
    ask(site, "dario")
    box.answers = ["550 no such user"]

    assert deliver(site.house) == 1
    first, second = letters(site)
    assert (first.due, first.sent) == (None, None)
    assert "550" in first.trouble
    assert second.sent is not None


def test_a_server_that_is_away_costs_nobody_a_page(make_site):
    site = make_site(smtp_host="127.0.0.1", smtp_port="1", smtp_security="no")
    ask(site)
    Postman(site.house).look()

    (kept,) = letters(site)
    assert "ConnectionRefusedError" in kept.trouble
    assert kept.body


@pytest.mark.parametrize(
    ("recipient", "subject"),
    [
        ("a@x.co\r\nBcc: todos@x.co", "Hola"),
        ("a@x.co\nBcc: todos@x.co", "Hola"),
        ("a@x.co", "Hola\r\nBcc: todos@x.co"),
        ("a@x.co", "Hola\rX"),
        ("a@x.co", "Hola\u2028X"),
        ("a@x.co", "Hola\x00"),
        ("a@x.co", ""),
    ],
)
def test_no_header_is_slipped_in(make_site, recipient: str, subject: str):
    site = make_site(smtp_host="127.0.0.1")
    with (
        site.house.writing() as session,
        pytest.raises(Refusal, match="una sola línea"),
    ):
        outbox.put(session, recipient, subject, "texto")


def test_what_a_person_is_called_stays_in_the_body(make_site, start: Start):
    """A name with line ends cannot be saved; one with signs is text and nothing else."""
    box, given = start("no")
    site = make_site(**given)
    with site.house.writing() as session:
        session.merge(site.ana).name = "Ana\nBcc: todos@x.co"
    ask(site)
    deliver(site.house)

    ((_, recipients, read),) = box.letters
    assert recipients == ["ana@prueba.gov.co"]
    assert read["Bcc"] is None
    assert read["Subject"] == "Ponga una clave nueva"


def test_two_postmen_do_not_carry_one_letter_twice(make_site, start: Start):
    box, given = start("no")
    site = make_site(**given)
    ask(site)
    with site.house.writing() as session:
        assert outbox.take(session) is not None
    with site.house.writing() as session:
        assert outbox.take(session) is None
    assert deliver(site.house) == 0
    assert box.letters == []


def test_a_verb_that_is_taken_back_sends_nothing(make_site):
    site = make_site(smtp_host="127.0.0.1")

    def broken() -> None:
        with site.house.writing() as session:
            assert outbox.put(session, "a@x.co", "Hola", "texto")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert letters(site) == []


def test_without_post_nothing_is_kept_for_it(site: Site):
    with site.house.writing() as session:
        assert not outbox.put(session, "a@x.co", "Hola", "texto")
    assert letters(site) == []
    assert deliver(site.house) == 0


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPDataError(550, b"<diego@ejemplo.co>: no such user"),
        smtplib.SMTPRecipientsRefused({"diego@ejemplo.co": (550, b"diego@ejemplo.co")}),
        OSError("diego@ejemplo.co is not there"),
        ValueError("Invalid addr_spec 'diego@ejemplo.co'"),
    ],
)
def test_neither_the_log_nor_the_outbox_repeats_whom_a_server_refused(
    make_site, monkeypatch, caplog, error: Exception
):
    site = make_site(smtp_host="127.0.0.1", smtp_from="catalogo@prueba.gov.co")
    with site.house.writing() as session:
        outbox.put(session, "diego@ejemplo.co", "Hola", "Texto")

    def refuse(*_args: Any) -> None:
        raise error

    monkeypatch.setattr(mail, "_send", refuse)
    with caplog.at_level("DEBUG"):
        assert deliver(site.house) == 0

    (kept,) = letters(site)
    assert kept.trouble
    assert "diego" not in kept.trouble + caplog.text
