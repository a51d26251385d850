"""A part of the catalogue as a catalogue of its own: by organisation, theme, date."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from ... import exporters
from ...catalog.selecting import All, Condition, Is, Modified
from ...records.reading import PublicRecord
from ...schemas import vocabularies

WHOLE = "/catalogo"


class WrongQuestion(ValueError):
    """What was asked for makes no sense; the text says what would, in Spanish."""


@dataclass(frozen=True)
class Portion:
    """Where it is given out, what belongs to it, and what its links carry on."""

    path: str = WHOLE
    condition: Condition = field(default=All())
    query: Mapping[str, str] = field(default_factory=dict)

    def address(self, key: str, **more: object) -> str:
        """Its address in a format, below the site's root."""
        whole = self.path == WHOLE and key == "json"
        base = "/data.json" if whole else self.path + exporters.get(key).SUFFIX
        query = {**more, **self.query}
        return f"{base}?{urlencode(query)}" if query else base

    def since(self, args: MultiDict[str, str]) -> "Portion":
        """Only what entered or changed since ``modified_since``, if that is asked for."""
        asked = args.get("modified_since")
        if not asked:
            return self
        condition = All((self.condition, Modified(since=_moment(asked))))
        return replace(self, condition=condition, query={"modified_since": asked})


def of_theme(code: str) -> Portion | None:
    if code not in vocabularies.get("themes"):
        return None
    return Portion(f"{WHOLE}/tema/{code}", Is("theme", (code,)))


def of_organization(found: PublicRecord | None) -> Portion | None:
    """What an organisation produced, wherever its page stood when it was published."""
    if found is None:
        return None
    path = f"{WHOLE}/dependencia/{found.slug}"
    return Portion(path, Is("organization", (found.uid,)))


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        known = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
        return known.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise WrongQuestion(
            f"«modified_since={text[:40]}» no es una fecha: escriba 2026-11-21 o "
            "2026-11-21T15:04:05Z."
        ) from error
