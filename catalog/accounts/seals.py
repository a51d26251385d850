"""Secrets: making them, keeping their digest, sealing the one that must be read again."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

NONCE = 12  # octets, as NIST SP 800-38D advises


def new() -> str:
    """A secret of 256 bits that fits into an address."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret that nobody could guess."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def keyed(session: Session, text: str) -> str:
    """What is kept of a text that could be guessed: only the house can compare it."""
    return hmac.digest(
        _key(session, "compare"), text.encode("utf-8", "replace"), "sha256"
    ).hex()


def seal(session: Session, text: str) -> str:
    """Encrypt a text with the key of the house (AES-256-GCM)."""
    nonce = secrets.token_bytes(NONCE)
    sealed = AESGCM(_key(session, "seal")).encrypt(nonce, text.encode(), None)
    return urlsafe_b64encode(nonce + sealed).decode()


def unseal(session: Session, sealed: str) -> str | None:
    """The text, or ``None`` when it was sealed with another key or touched since."""
    kept = urlsafe_b64decode(sealed)
    try:
        opened = AESGCM(_key(session, "seal")).decrypt(kept[:NONCE], kept[NONCE:], None)
    except InvalidTag:
        return None
    return opened.decode()


def _key(session: Session, purpose: str) -> bytes:
    """A key for one purpose; the edge sets the house's secret."""
    secret = str(session.info.get("audit_key", ""))
    return hmac.digest(secret.encode(), f"tumbaga {purpose}".encode(), "sha256")
