"""The arguments of a request: which verb takes which, and what each may say."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from .... import exporters

LONGEST = 2000
DAY, SECOND = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
_PREFIX = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")
_SET = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*")
LISTING = {"metadataPrefix": True, "from": False, "until": False, "set": False}
# Each verb's arguments, and whether it must have them (OAI-PMH 2.0, section 4).
TAKES: dict[str, dict[str, bool]] = {
    "Identify": {},
    "ListMetadataFormats": {"identifier": False},
    "ListSets": {},
    "ListIdentifiers": LISTING,
    "ListRecords": LISTING,
    "GetRecord": {"identifier": True, "metadataPrefix": True},
}
RESUMED = ("ListSets", "ListIdentifiers", "ListRecords")


class Refused(Exception):
    """An error of the protocol: its code, and in Spanish what would be right."""

    def __init__(
        self, code: str, text: str, echoed: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(text)
        self.code, self.text = code, text
        self.echoed = dict(echoed or {})


@dataclass(frozen=True)
class Asked:
    """A request that makes sense by itself; ``echoed`` is what the answer repeats."""

    verb: str
    arguments: Mapping[str, str] = field(default_factory=dict)

    @property
    def echoed(self) -> dict[str, str]:
        return {"verb": self.verb, **self.arguments}

    def get(self, name: str) -> str:
        return self.arguments.get(name, "")


def read(given: Iterable[tuple[str, str]]) -> Asked:
    """Check names, repetitions and values. Raises ``Refused``."""
    pairs = list(given)
    verbs = [value for name, value in pairs if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in TAKES:
        raise Refused("badVerb", f"El verbo debe ser uno de: {', '.join(TAKES)}.")
    verb = verbs[0]
    rest = [(name, value) for name, value in pairs if name != "verb"]
    arguments = dict(rest)
    if len(arguments) != len(rest):
        raise Refused("badArgument", "Un argumento llegó repetido: escríbalo una vez.")
    if "resumptionToken" in arguments and verb in RESUMED:
        if len(arguments) > 1:
            raise Refused(
                "badArgument", "Con resumptionToken no va ningún otro argumento."
            )
        if not arguments["resumptionToken"]:
            raise Refused(
                "badResumptionToken",
                "El resumptionToken llegó vacío: la lista ya terminó, o se perdió. "
                "Empiece de nuevo, desde la última fecha que recibió.",
            )
        return Asked(verb, arguments)
    _named(verb, arguments)
    _said(arguments)
    return Asked(verb, arguments)


def _named(verb: str, arguments: Mapping[str, str]) -> None:
    takes = TAKES[verb]
    for name in arguments:
        if name not in takes:
            allowed = ", ".join(takes) or "ninguno"
            raise Refused(
                "badArgument", f"{verb} no recibe «{name[:40]}»; recibe: {allowed}."
            )
    for name, needed in takes.items():
        if needed and not arguments.get(name):
            raise Refused("badArgument", f"A {verb} le falta «{name}».")


def _said(arguments: Mapping[str, str]) -> None:
    """What each value may look like; an empty one is no value."""
    for name, value in arguments.items():
        if not value or len(value) > LONGEST:
            raise Refused("badArgument", f"«{name}» está vacío o es demasiado largo.")
    check_prefix(arguments.get("metadataPrefix", "oai_dc"))
    if not _SET.fullmatch(arguments.get("set", "tipo")):
        raise Refused("badArgument", "«set» no tiene la forma de un conjunto.")
    period(arguments.get("from", ""), arguments.get("until", ""))


def check_prefix(prefix: str) -> None:
    """Raise unless it is the prefix of a format that we disseminate."""
    if not _PREFIX.fullmatch(prefix):
        raise Refused(
            "badArgument", "«metadataPrefix» no tiene la forma de un prefijo."
        )
    if prefix not in exporters.METADATA:
        known = ", ".join(exporters.METADATA)
        raise Refused(
            "cannotDisseminateFormat",
            f"No hay «{prefix[:40]}»; los formatos son: {known}.",
        )


def period(since: str, until: str) -> tuple[datetime | None, datetime | None]:
    """``from`` and ``until``, both ends within, as a beginning and an open end.

    Raises ``Refused`` for a date that is none, two granularities, or the wrong order.
    """
    if since and until and len(since) != len(until):
        raise Refused(
            "badArgument", "«from» y «until» deben ser los dos días o los dos segundos."
        )
    start, last = _moment("from", since), _moment("until", until)
    if start and last and start > last:
        raise Refused(
            "badArgument", "«from» es posterior a «until»: cámbielos de lugar."
        )
    if last is None:
        return start, None
    step = timedelta(days=1) if _DAY.fullmatch(until) else timedelta(seconds=1)
    try:
        return start, last + step
    except OverflowError:
        return start, None


def _moment(name: str, text: str) -> datetime | None:
    if not text:
        return None
    form = DAY if _DAY.fullmatch(text) else SECOND
    written = form == DAY or _SECOND.fullmatch(text)
    moment = _read(text, form) if written else None
    if moment is None:
        raise Refused(
            "badArgument",
            f"«{name}={text[:40]}» no es una fecha: escriba 2026-11-21 o "
            "2026-11-21T15:04:05Z.",
        )
    return moment


def _read(text: str, form: str) -> datetime | None:
    """The moment; nothing for a day or an hour that does not exist."""
    try:
        return datetime.strptime(text, form).replace(tzinfo=UTC)
    except ValueError:
        return None
