"""The field types of the house: what they accept, what they keep, what they say."""

import difflib
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError, fields

from . import vocabularies
from .dates import partial_date
from .messages import Length, Spanish
from .texts import clean, one_line

MOST = 2_000  # entries of a list, unless a field says otherwise
LONG_LIST = 200
LARGEST_WHOLE = 2**53
NO_FIGURE = {
    "n/a",
    "na",
    "n.a.",
    "nd",
    "n/d",
    "n.d.",
    "sin dato",
    "no aplica",
    "-",
    "–",
}


def about(
    es: str,
    en: str,
    help_es: str | None = None,
    help_en: str | None = None,
    *,
    source: str | None = None,
    example: object = None,
) -> dict[str, Any]:
    """Describe a field with OpenAPI's own names, and ours below ``x-``.

    ``source`` names the article or the section of the standard that asks for it.
    """
    said = {
        "title": es,
        "x-label-en": en,
        "description": help_es,
        "x-description-en": help_en,
        "x-source": source,
        "examples": [example] if example is not None else None,
    }
    return {key: value for key, value in said.items() if value is not None}


class Text(Spanish, fields.String):
    """One line of text, cleaned; at most ``longest`` characters."""

    def __init__(self, *, longest: int = 500, **kwargs: Any) -> None:
        super().__init__(validate=Length(max=longest), **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        return one_line(super()._deserialize(value, *args, **kwargs))


class LongText(Spanish, fields.String):
    """Several lines of plain text, cleaned; at most ``longest`` characters."""

    def __init__(self, *, longest: int = 20_000, **kwargs: Any) -> None:
        super().__init__(validate=Length(max=longest), **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        return clean(super()._deserialize(value, *args, **kwargs))


class Code(Text):
    """An identifier that people write: kept as it is, without spaces around."""

    default_error_messages = {
        "code": "Un código lleva letras, números, puntos y guiones, "
        "por ejemplo MAJA01.01.18.FT03."
    }

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs)
        if not re.fullmatch(r"[\w.\-/:]+(?: [\w.\-/:]+)*", text):
            raise self.make_error("code")
        return text


class Term(Spanish, fields.String):
    """A term of a vocabulary: written as code, label, URI or usual spelling."""

    default_error_messages = {
        "term": "No está en la lista. Escriba uno de estos: {near}."
    }

    def __init__(self, vocabulary: str, **kwargs: Any) -> None:
        said = {**kwargs.pop("metadata", {}), "x-vocabulary": vocabulary}
        super().__init__(metadata=said, **kwargs)
        self.vocabulary = vocabulary

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = one_line(super()._deserialize(value, *args, **kwargs))
        listed = vocabularies.get(self.vocabulary)
        term = listed.find(text)
        if term is None:
            raise self.make_error("term", near=nearest(listed, text))
        return term.code


class PartialDate(Spanish, fields.String):
    """A date known to the year, the month or the day."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return partial_date(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class Day(PartialDate):
    """A whole date; kept as ``datetime.date``, written as YYYY-MM-DD."""

    default_error_messages = {
        "day": "Falta el día. Escriba la fecha como año-mes-día, "
        "por ejemplo 2024-02-28."
    }

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs)
        if len(text) < len("2024-02-28"):
            raise self.make_error("day")
        return date.fromisoformat(text)

    def _serialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        return None if value is None else value.isoformat()


class Whole(Spanish, fields.Integer):
    """A whole number, as such or as text; ``1.5`` and ``True`` are refused, not rounded."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strict=True, **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        if isinstance(value, str) and re.fullmatch(r"\s*-?[0-9]{1,30}\s*", value):
            value = int(value)
        number: int = super()._deserialize(value, *args, **kwargs)
        if abs(number) > LARGEST_WHOLE:
            raise self.make_error("too_large")
        return number


class Figure(Spanish, fields.Decimal):
    """An exact number. Text may have a decimal comma; thousands need both signs."""

    default_error_messages = {
        "limit": "No es un número sino un límite. Deje el valor vacío y diga en la nota "
        "que el dato se reserva o no alcanza el límite.",
        "none": "Si no hay dato, deje el valor vacío y diga la razón en la nota.",
    }

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        if isinstance(value, str):
            value = value.strip().replace("\u00a0", "")
            if re.fullmatch(r"-?\d{1,3}(\.\d{3})+,\d+|-?\d+,\d+", value):
                value = value.replace(".", "").replace(",", ".")
            elif re.fullmatch(r"-?\d{1,3}(,\d{3})+\.\d+", value):
                value = value.replace(",", "")
            elif re.match(r"[<>≤≥]", value):
                raise self.make_error("limit")
            elif value.casefold() in NO_FIGURE:
                raise self.make_error("none")
        number: Decimal = super()._deserialize(value, *args, **kwargs)
        if abs(number) >= Decimal(10) ** 15:
            raise self.make_error("too_large")
        return number

    def _serialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        """JSON has numbers: a whole one is written as a whole one."""
        if value is None:
            return None
        number = Decimal(str(value))
        return int(number) if number == number.to_integral_value() else float(number)


class Flag(Spanish, fields.Boolean):
    """Yes or no, in Spanish as well."""

    truthy = {True, "1", "true", "si", "sí", "Si", "Sí", "SI", "SÍ", "x", "X"}
    falsy = {False, "0", "false", "no", "No", "NO"}


class Link(Text):
    """An http(s) address, or a path of this site; never a script."""

    default_error_messages = {
        "link": "Tiene que ser una dirección web que empiece por https:// o http://.",
        "signs": "Una dirección web no lleva espacios, comillas ni < > {{ }} | ^: escriba "
        "%20 por cada espacio, o cópiela de la barra del navegador.",
    }

    def __init__(self, *, longest: int = 1000, **kwargs: Any) -> None:
        super().__init__(longest=longest, **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs)
        try:
            parts = urlsplit(text)
        except ValueError:
            raise self.make_error("link") from None
        inside = text.startswith("/") and not text.startswith(("//", "/\\"))
        outside = parts.scheme in {"http", "https"} and parts.netloc
        if not (inside or outside):
            raise self.make_error("link")
        if re.search(r'[\s<>"\\^`{|}]', text):
            raise self.make_error("signs")
        return text


class Sdg(Text):
    """A goal (``16``), a target (``16.10``) or an indicator (``16.10.2``) of the SDG."""

    default_error_messages = {
        "sdg": "No es un ODS. Escriba el objetivo (16), la meta (16.10) o el indicador "
        "(16.10.2).",
        "goal": "Los ODS van del 1 al 17.",
        "target": "El ODS {goal} no tiene la meta {target}: tiene de la {goal}.1 a la "
        "{last}.",
    }

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(str(value), *args, **kwargs)
        found = re.fullmatch(
            r"(?:ODS|SDG)?\s*(\d{1,2})(?:\.(\d{1,2}|[a-d])(?:\.(\d))?)?",
            text,
            re.IGNORECASE,
        )
        if found is None:
            raise self.make_error("sdg")
        goal, target, indicator = found.groups()
        term = vocabularies.get("ods").terms.get(str(int(goal)))
        if term is None:
            raise self.make_error("goal")
        last, letters = int(term.extra["targets"]), term.extra["letters"]
        if target and not (
            target.lower() in letters or (target.isdigit() and 1 <= int(target) <= last)
        ):
            raise self.make_error(
                "target",
                goal=term.code,
                target=f"{term.code}.{target}",
                last=f"{term.code}.{letters[-1] if letters else last}",
            )
        parts = (term.code, target and target.lower(), indicator)
        return ".".join(part for part in parts if part)


class Mailbox(Text):
    default_error_messages = {
        "mailbox": "No es un correo. Escríbalo completo, "
        "por ejemplo datos@ciudad.gov.co."
    }

    def __init__(self, *, longest: int = 200, **kwargs: Any) -> None:
        super().__init__(longest=longest, **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs)
        if not re.fullmatch(r"[^\s@<>\"(),;:\\]+@[^\s@.]+(?:\.[^\s@.]+)+", text):
            raise self.make_error("mailbox")
        return text


class Reference(Code):
    """Another record: read as its code, written as the leaves named here."""

    def __init__(self, leaves: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.leaves = leaves

    def _serialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if value is None:
            return None
        if isinstance(value, Mapping):
            return {leaf: value.get(leaf) for leaf in self.leaves}
        return {leaf: getattr(value, leaf) for leaf in self.leaves}


class Many(Spanish, fields.List[Any]):
    """A list of at most ``most``; a single text is read as a list of one."""

    default_error_messages = {"most": "Son demasiados: caben {most} y vinieron {came}."}

    def __init__(self, inner: Any, *, most: int = MOST, **kwargs: Any) -> None:
        super().__init__(inner, **kwargs)
        self.most = most

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, str):
            value = [value]
        if isinstance(value, list) and len(value) > self.most:
            raise self.make_error("most", most=self.most, came=len(value))
        return super()._deserialize(value, *args, **kwargs)


class Group(Spanish, fields.Nested):
    """A group of fields."""


def nearest(listed: vocabularies.Vocabulary, text: str) -> str:
    """Name the terms most like ``text``, or the first ones of the list.

    In a long list only those are compared that begin alike: likeness is dear.
    """
    labels = [term.es for term in listed]
    if len(labels) > LONG_LIST:
        start = vocabularies.fold(text)[:2]
        labels = [one for one in labels if vocabularies.fold(one).startswith(start)]
        labels = labels or [term.es for term in listed][:5]
    near = difflib.get_close_matches(text, labels, n=3, cutoff=0.5)
    return ", ".join(f"«{label}»" for label in near or labels[:5])
