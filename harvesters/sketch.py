"""A draft while it is put together from another catalogue's words, whatever their shape."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote, urlsplit

from ..schemas.crosswalks import terms
from ..schemas.harvest import Found, Unmapped
from ..schemas.tables import Entry, Remark
from .tables.persons import is_mailbox, is_office_mailbox, is_post
from .words import day, line, link, many, plain

MOST_PARTS = 500
MOST_KEYWORDS = 200

NO_TITLE = "No trae título. Pídalo a la fuente."
NO_ADDRESS = "El recurso «{title}» no trae dirección y no se tomó."
INSIDE = "El contacto puede ser una persona: quedó en el escritorio y no se publica."
NO_DATE = "{what}: llegó «{given}», que no es una fecha. No se guardó."


class Sketch:
    """``data`` in the schema's shape, with remarks and the words without a term."""

    def __init__(self, name: str, kind: str = "dataset") -> None:
        self.name, self.kind = name, kind
        self.data: dict[str, Any] = {}
        self.remarks: list[str] = []
        self.unmapped: list[Unmapped] = []
        self.addresses: list[str] = []

    def text(self, field: str, value: Any) -> None:
        self._put(field, plain(value))

    def line(self, field: str, value: Any, longest: int = 500) -> None:
        self._put(field, line(value, longest))

    def day(self, field: str, value: Any, what: str) -> None:
        """A date; one that is none is told, unless it is blank."""
        found, said = day(value), line(value, 60)
        self._put(field, found)
        if said and not found:
            self.remarks.append(NO_DATE.format(what=what, given=said))

    def period(self, value: Any) -> None:
        """An interval as ISO 8601 writes it (2000-01/2010), or its two ends."""
        said = value if isinstance(value, list | tuple) else line(value).split("/")
        ends = [day(one) for one in said][:2]
        start, end = (*ends, "", "")[:2]
        self._put("temporal_start", start)
        self._put("temporal_end", end)

    def term(self, field: str, vocabulary: str, *values: Any) -> None:
        """The first of the values that is a term; if none is, they are remembered."""
        given = [said for one in values if (said := line(one, 300))]
        for one in given:
            code = terms.find(vocabulary, one)
            if code:
                self._put(field, code)
                return
        if given:
            self.unmapped.append(Unmapped(field, vocabulary, given[0]))

    def keywords(self, *values: Any) -> None:
        said = [word for value in values for word in many(value) if len(word) <= 100]
        known = self.data.get("keywords", [])
        self._put("keywords", list(dict.fromkeys([*known, *said]))[:MOST_KEYWORDS])

    def places(self, *values: Any) -> None:
        """Names of territories, several of one level in one text too; a box of
        coordinates or an address is none.
        """
        found = []
        for value in values:
            said = line(value, 200)
            codes = _places(said)
            if codes:
                found += codes
            elif said and not re.search(r"\d[.,]\d|://|[\[{]", said):
                self.unmapped.append(Unmapped("spatial.+", "territories", said))
        self._put("spatial", list(dict.fromkeys(found)))

    def contact(self, name: Any, mail: Any, telephone: Any = None) -> None:
        """An office goes where it is seen; what may be a person stays on the desk."""
        who = line(name, 200)
        box = line(mail, 200).removeprefix("mailto:").removeprefix("MAILTO:").strip()
        box = box if is_mailbox(box) else ""
        seen: dict[str, str] = {}
        inside: dict[str, str] = {}
        if who:
            group, key = (
                (seen, "position") if is_post(who) else (inside, "contact_name")
            )
            group[key] = who
        if box:
            office = is_office_mailbox(box)
            (seen if office else inside)["email" if office else "contact_email"] = box
        if seen and telephone:
            seen["telephone"] = line(telephone, 60)
        self._put("contact", seen)
        if inside:
            self._put("desk", {**self.data.get("desk", {}), **inside})
            self.remarks.append(INSIDE)

    def part(
        self,
        *,
        title: Any = None,
        url: Any = None,
        other_url: Any = None,
        formats: tuple[Any, ...] = (),
        licence: Any = None,
        size: Any = None,
        **more: Any,
    ) -> None:
        """A file or a service; one without an address is told, and not taken."""
        parts = self.data.setdefault("distributions", [])
        if len(parts) >= MOST_PARTS:
            return
        where = link(url) or link(other_url)
        name = line(title, 300) or _file_name(where) or f"Archivo {len(parts) + 1}"
        if not where:
            self.remarks.append(NO_ADDRESS.format(title=name))
            return
        one: dict[str, Any] = {"title": name, "url": where}
        for key in ("issued", "modified"):
            one[key] = day(more.get(key))
        one["description"] = plain(more.get("description"))
        one["size"] = _whole(size)
        number = len(parts)
        self._inside(one, f"distributions.{number}.media_type", "media_types", formats)
        if licence:
            path = f"distributions.{number}.licence"
            self._inside(one, path, "licences", (licence,))
        parts.append({key: value for key, value in one.items() if value})

    def known_by(self, *values: Any) -> None:
        """Addresses by which the record is known: a page, an identifier, a source."""
        self.addresses += [where for one in values if (where := link(one))]

    def found(
        self, *, organization: Any = "", identity: Any = "", code: str = ""
    ) -> Found:
        """What was put together, or what is missing for it to be a record."""
        if not self.data.get("title"):
            return Found(self.name, problem=NO_TITLE)
        if not self.data.get("distributions"):
            self.data.pop("distributions", None)
        if code:
            self.data["code"] = code
        remarks = tuple(
            Remark(0, "", "", text, "aviso") for text in dict.fromkeys(self.remarks)
        )
        return Found(
            self.name,
            Entry(0, self.kind, self.data, remarks=remarks),
            organization=line(organization, 300),
            identity=line(identity, 500),
            addresses=tuple(dict.fromkeys(self.addresses)),
            unmapped=tuple(dict.fromkeys(self.unmapped)),
        )

    def _inside(
        self, one: dict[str, Any], path: str, vocabulary: str, values: tuple[Any, ...]
    ) -> None:
        """A term of a part: the first of the values that is one."""
        given = [said for value in values if (said := line(value, 300))]
        code = next(filter(None, (terms.find(vocabulary, said) for said in given)), "")
        if code:
            one[path.rsplit(".", 1)[1]] = code
        elif given:
            self.unmapped.append(Unmapped(path, vocabulary, given[0]))

    def _put(self, field: str, value: Any) -> None:
        if value not in (None, "", [], {}):
            self.data[field] = value


def _file_name(url: str) -> str:
    name = unquote(urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1])
    return line(name, 200)


def _whole(value: Any) -> int | None:
    try:
        number = int(float(str(value)))
    except (ValueError, OverflowError):
        return None
    return number if 0 < number < 2**62 else None


def _places(said: str) -> list[str]:
    """The codes of what a text names: one place, or several of the same level.

    A place and what it lies in («Cali, Valle del Cauca») is not two places.
    """
    whole = terms.find("territories", said) if said else ""
    if whole or "," not in said:
        return [whole] if whole else []
    codes = [terms.find("territories", one.strip()) for one in said.split(",")]
    return codes if all(codes) and len(set(map(len, codes))) == 1 else []
