"""Passwords: which ones are good enough (NIST SP 800-63B), kept as argon2id (RFC 9106)."""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ...records.person import Person
from ..refusals import Refusal

SHORTEST, LONGEST = 12, 200
# What people write when twelve letters are asked for.
COMMON = [
    "contrasena",
    "contrasenia",
    "password",
    "passw0rd",
    "qwerty",
    "asdfgh",
    "zxcvbn",
    "12345",
    "54321",
    "abcde",
    "colombia",
    "alcaldia",
    "tumbaga",
    "administrador",
    "bienvenido",
    "secreto",
    "clave",
    "cambiame",
]
_hasher = PasswordHasher()


def require_good(password: str, person: Person) -> None:
    """Raise ``Refusal``, saying what would be right, for one that is easy to guess."""
    letters = _composed(password)
    if len(letters) < SHORTEST:
        raise Refusal(
            f"La clave tiene {len(letters)} letras. Escriba por lo menos {SHORTEST}: "
            "una frase que solo usted diría sirve."
        )
    if len(letters) > LONGEST:
        raise Refusal(f"La clave es demasiado larga: caben {LONGEST} letras.")
    if _is_easy(_plain(letters), _names(person)):
        raise Refusal(
            "Esa clave es fácil de adivinar: repite signos, sigue el teclado o lleva su "
            "nombre. Escriba una frase que solo usted diría."
        )


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(_composed(password))


def fits(kept: str | None, password: str) -> bool:
    """Whether this is the password; who has none takes as long as who has."""
    nobody = _nobodys()
    try:
        _hasher.verify(kept or nobody, _composed(password)[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_dated(kept: str) -> bool:
    """Whether it was kept with weaker parameters than today's."""
    return _hasher.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    """A hash that no typed password fits, as costly as any."""
    return _hasher.hash("\x00nadie\x00")


def _composed(password: str) -> str:
    """One spelling for accents that keyboards write in two ways."""
    text = unicodedata.normalize("NFC", password)
    return text.encode("utf-8", "replace").decode()


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in decomposed if sign.isalnum())


def _names(person: Person) -> list[str]:
    mailbox = (person.email or "").partition("@")[0]
    words = [person.code, mailbox, person.name, *person.name.split()]
    return [plain for word in words if len(plain := _plain(word)) > 2]


def _is_easy(plain: str, names: list[str]) -> bool:
    """Few different signs, or little left once the guessable words are taken out."""
    if len(set(plain)) < 5:
        return True
    left = plain
    for word in sorted([*names, *COMMON], key=len, reverse=True):
        left = left.replace(word, "")
    return left != plain and sum(sign.isalpha() for sign in left) < 5
