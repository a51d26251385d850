"""Sets: by kind, by organisation and by theme; a record tells those that it is in."""

import re
from collections.abc import Iterator

from sqlalchemy.orm import Session

from ....catalog.selecting import ASSETS, All, Condition, Either, Has, Is
from ....records import reading, walking
from ....records.publication import FOLDERS
from ....records.reading import PublicRecord
from ....schemas import vocabularies

KIND, ORGANIZATION, THEME = "tipo", "dependencia", "tema"
NAMES = {KIND: "Por tipo", ORGANIZATION: "Por dependencia", THEME: "Por tema"}
FIELDS = {ORGANIZATION: "organization_slug", THEME: "theme"}
KINDS = {FOLDERS[kind]: kind for kind in ASSETS}
_PART = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")


def listed(session: Session) -> Iterator[tuple[str, str]]:
    """Every set with its name; organisations are those that have a page."""
    kinds, themes = vocabularies.get("kinds"), vocabularies.get("themes")
    yield KIND, NAMES[KIND]
    for folder, kind in KINDS.items():
        yield f"{KIND}:{folder}", kinds.terms[kind].extra["plural_es"]
    yield THEME, NAMES[THEME]
    for term in themes:
        yield f"{THEME}:{term.code}", term.es
    yield ORGANIZATION, NAMES[ORGANIZATION]
    for one in _organizations(session):
        if _PART.fullmatch(one.slug):
            yield (
                f"{ORGANIZATION}:{one.slug}",
                str(one.document.get("name") or one.slug),
            )


def _organizations(session: Session) -> Iterator[PublicRecord]:
    upto = reading.head(session).seq
    return walking.records(walking.within(session), upto, kinds=["organization"])


def condition(name: str, kinds: tuple[str, ...]) -> Condition:
    """What a set holds, of these kinds; a set that is not there holds nothing."""
    assets = Is("kind", kinds)
    family, _, member = name.partition(":")
    if not name or name == KIND:
        return assets
    if family == KIND:
        kind = KINDS.get(member)
        return Is("kind", (kind,)) if kind in kinds else Either()
    if family not in FIELDS:
        return Either()
    field = FIELDS[family]
    return All((assets, Is(field, (member,)) if member else Has(field)))


def of(record: PublicRecord, *, gone: bool) -> list[str]:
    """The sets of a record; of what is gone only its kind is said."""
    found = [f"{KIND}:{FOLDERS[record.kind]}"]
    if gone:
        return found
    organization = (record.document.get("organization") or {}).get("slug")
    for family, member in (
        (THEME, record.document.get("theme")),
        (ORGANIZATION, organization),
    ):
        if isinstance(member, str) and _PART.fullmatch(member):
            found.append(f"{family}:{member}")
    return found
