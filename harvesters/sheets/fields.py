"""The fields of the form in our words, one short function for what is not plain text."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from ...schemas import vocabularies
from ...schemas.formulas import is_percent
from ..tables.moments import moment
from ..tables.values import absent, parts
from . import periods, privacy
from .figures import Figure, figure
from .form import Form
from .sketch import Sketch

TEXTS = {
    "acronym": "acronym",
    "definition": "definition",
    "objective": "objective",
    "method": "measurement_method",
    "reference": "reference_values",
    "source": "source_text",
}
"""Labels of the form whose text is ours as it stands."""
INNER = {
    "macroprocess": "macroprocess",
    "process": "process",
    "subprocess": "subprocess",
    "procedure": "procedure",
}
COVERED = (
    *TEXTS.values(),
    *INNER.values(),
    "code",
    "title",
    "description",
    "producer_position",
    "process_code",
    "indicator_type",
    "associated_with",
    "service",
    "plan",
    "unit",
    "formula",
    "formula_variables",
    "frequency",
    "baseline",
    "targets",
    "breakdowns",
    "geographic_breakdown",
    "notes",
    "prepared",
    "updated",
    "source",
    "observations",
    "desk.contact_name",
    "desk.remarks",
    "language",
)
"""What a sheet speaks of; the rest of a record stays as the desk left it."""

_CODED = r"[A-Z]{4}\d{2}(?:\.\d{2})*"
_PROCESS = re.compile(rf"^{_CODED}[\s.:-]+|[\s.:(-]+{_CODED}\W*$")
_YEARS = re.compile(r"((?:19|20)\d\d)\s*[-–a]\s*((?:19|20)\d\d)")
_BASE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(%?)")
_SHORT = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d\d)")
_MONTH_NAMED = re.compile(r"(\d{1,2})[/ .-]*([a-z]{3,})[/ .-]*(\d{4}|\d\d)")
_MONTH_FIRST = re.compile(r"([a-z]{3,}) (\d{1,2}) del? (\d{4})")
_NOTHING = {"ninguna", "ninguno"}
LONGEST_BREAKDOWN = 100

MAYBE_A_PERSON = (
    "Parte del responsable no es un cargo que se reconozca y puede ser una persona: se "
    "guardó en el escritorio y no se publica."
)


def fill(sketch: Sketch, form: Form, code: str) -> None:
    sketch.put("code", code)
    sketch.put("title", " ".join(form.text("title").split()))
    sketch.put("language", "es")
    for label, name in TEXTS.items():
        sketch.write(name, form.text(label))
    sketch.put("description", sketch.data.get("objective"))
    for label, name in INNER.items():
        sketch.write(name, " ".join(form.beside(label).split()))
    _process(sketch, code)
    sketch.put("unit", unit(form))
    sketch.put("indicator_type", form.kind)
    sketch.put("associated_with", form.links)
    _frequency(sketch, form)
    _plan(sketch, form)
    _service(sketch, form)
    _breakdowns(sketch, form)
    _baseline(sketch, form)
    _responsible(sketch, form.text("responsible"))
    _dates(sketch, form)
    notes = [form.text("observations"), _ranges(form)]
    said = [one for one in notes if one and one.casefold() not in _NOTHING]
    sketch.put("notes", [one for one in said if not sketch.is_person(one)])
    for one in said:
        if sketch.is_person(one):
            sketch.inside("notes", one)
    sketch.put("source", {"title": f"Ficha técnica del indicador {code}"})


def unit(form: Form) -> str:
    text = " ".join(form.text("unit").split())
    return "Porcentaje" if is_percent(text) else text[:1].upper() + text[1:]


def frequency(form: Form) -> str:
    """Our code, or nothing."""
    term = vocabularies.get("frequencies").find(form.text("frequency"))
    return term.code if term else ""


def organization(form: Form) -> str:
    """What the sheet says of the office that answers for it: the first it names."""
    outside, _ = privacy.posts(form.text("responsible"))
    return outside.split(" / ")[0]


def _process(sketch: Sketch, code: str) -> None:
    """*MAJA01.01 Gestión Jurídica* is a code and a name."""
    sketch.put("process_code", ".".join(code.split(".")[:2]))
    for name in ("macroprocess", "process", "subprocess"):
        bare = _PROCESS.sub("", sketch.data.get(name, "")).strip()
        sketch.put(name, bare)


def _frequency(sketch: Sketch, form: Form) -> None:
    text = " ".join(form.text("frequency").split())
    if code := frequency(form):
        sketch.put("frequency", code)
    elif text:
        sketch.say("frequency", f"No se conoce la periodicidad «{text}».")


def _plan(sketch: Sketch, form: Form) -> None:
    name = " ".join(form.beside("plan").split())
    if not name or sketch.is_person(name):
        return
    plan = {"name": name}
    if years := _YEARS.search(name):
        plan["period"] = f"{years[1]}-{years[2]}"
        plan["name"] = _YEARS.sub("", name).strip(" -–,.:()") or name
    for label, field in (
        ("axis", "axis"),
        ("component", "component"),
        ("programme", "program"),
    ):
        text = " ".join(form.beside(label).split())
        if text and not sketch.is_person(text):
            plan[field] = text
    sketch.put("plan", plan)


def _service(sketch: Sketch, form: Form) -> None:
    if name := form.beside("service"):
        service: dict[str, Any] = {"name": name}
        if time := form.beside("service_time"):
            service["response_time"] = time
        if norm := form.beside("service_norm"):
            service["norms"] = [norm]
        sketch.put("service", service)


def _breakdowns(sketch: Sketch, form: Form) -> None:
    text = form.text("breakdown")
    if text and not sketch.is_person(text):
        found = [text] if len(text) <= LONGEST_BREAKDOWN else parts(text)
        sketch.put("breakdowns", [one[:LONGEST_BREAKDOWN] for one in found])
    sketch.write("geographic_breakdown", " ".join(form.text("geography").split()))


def _baseline(sketch: Sketch, form: Form) -> None:
    """*82% (2017)* is a value and a year; what says more than that is noted too."""
    cell, text = form.first("baseline"), form.text("baseline")
    percent = is_percent(unit(form))
    read = (
        figure(cell) if cell is not None and not isinstance(cell.value, str) else None
    )
    if read is not None:
        sketch.put(
            "baseline", {"value": read.shown(percent=percent and read.value <= 1)}
        )
        return
    years = [int(one) for one in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)]
    rest = re.sub(r"(?<!\d)(?:19|20)\d\d(?!\d)", " ", text)
    found = _of_hundred(rest, percent=percent)
    if found is None:
        if text:
            sketch.say("baseline", f"La línea base no es un número: «{text[:120]}».")
        return
    said: dict[str, Any] = {"value": found}
    if years:
        said["period"] = str(years[-1])
    sketch.put("baseline", said)


def _of_hundred(text: str, *, percent: bool) -> Decimal | None:
    """The figure of a text with just one; with per cent, the one that has its sign."""
    numbers = _BASE.findall(text)
    signed = [one for one, sign in numbers if sign]
    chosen = signed if percent else [one for one, _ in numbers]
    if len(chosen) != 1:
        return None
    return Figure(Decimal(chosen[0].replace(",", "."))).shown(percent=False)


def _responsible(sketch: Sketch, text: str) -> None:
    outside, inside = privacy.posts(text)
    sketch.put("producer_position", outside)
    if not inside:
        return
    pieces = inside.split(" / ")
    names = [one for one in pieces if " " in one and " y " not in one]
    if names:
        sketch.data.setdefault("desk", {})["contact_name"] = " / ".join(names)[:200]
    for one in pieces:
        if one not in names:
            sketch.note(one)
    sketch.say("producer_position", MAYBE_A_PERSON)


def _dates(sketch: Sketch, form: Form) -> None:
    for name, cell in (
        ("prepared", form.first("made")),
        ("updated", form.inner.get("updated")),
    ):
        if cell is None or absent(cell.text):
            continue
        try:
            sketch.put(name, moment(_full(cell.value, cell.text)))
        except ValueError as error:
            sketch.say(name, f"La fecha «{cell.text}» no se entiende. {error}")


def _full(value: Any, text: str) -> Any:
    """Sheets write 04/06/18, 29/may/2018, 6-abr-18 and *Abril 6 de 2018* as well."""
    if not isinstance(value, str):
        return value
    named = _MONTH_NAMED.fullmatch(text.casefold())
    if named is None:
        first = _MONTH_FIRST.fullmatch(text.casefold())
        day, month, year = (first[2], first[1], first[3]) if first else ("", "", "")
    else:
        day, month, year = named[1], named[2], named[3]
    if short := _SHORT.fullmatch(text):
        day, month, year = short[1], short[2], short[3]
    if not day:
        return text
    span = periods.span(month)
    number = str(span.first) if span is not None and span.length == 1 else month
    return f"{day}/{number}/{year if len(year) == 4 else f'20{year}'}"


def _ranges(form: Form) -> str:
    text = "; ".join(form.text("ranges").splitlines())
    return f"Rangos de cumplimiento según la ficha: {text}" if text else ""
