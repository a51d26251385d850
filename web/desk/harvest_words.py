"""What a person settles once for all harvests: names, words, and headings of sheets."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...catalog import jobs, organizations, sources
from ...catalog.harvesting import publishers, seeing, terms
from ...catalog.refusals import NotFound, Refusal
from ...harvesters.tables import columns
from ...schemas import vocabularies
from ...schemas.vocabularies import Term, fold
from ..access import desk, desk_writing, worker
from ..request import session

SHOWN = 50
MOST_OFFERED = 300
NOBODY = "-"
NO_CHOICE = "Elija una opción antes de guardar."
NOT_A_SHEET = "La fuente «{title}» no es un inventario: no tiene columnas que ajustar."
NO_FIELD = "«{given}» no es un campo nuestro. Elija uno de la lista."


@desk("steer")
def names() -> ResponseReturnValue:
    """The names of publishers that wait, each with the office that it is most like."""
    waiting = publishers.borne(session())
    settled = [*publishers.listed(session(), "confirmed")]
    settled += publishers.listed(session(), "outside")
    return render_template(
        "desk/publisher_names.html",
        waiting=waiting[:SHOWN],
        total=len(waiting),
        settled=settled[:SHOWN],
        units=organizations.names(session()),
        nobody=NOBODY,
    )


@desk("steer")
def settle_name() -> ResponseReturnValue:
    """Say once which office a name is, or that it is none; it is remembered."""
    name = request.form.get("nombre", "")
    code = request.form.get("dependencia", "")
    if not code:
        raise Refusal(NO_CHOICE)
    with desk_writing() as (opened, person):
        unit = None if code == NOBODY else organizations.get(opened, code)
        count = publishers.confirm(opened, name, unit, by=person)
        whose = unit.name if unit else "ninguna de las dependencias"
    flash(
        f"«{name[:120]}» es {whose}. Registros que se leerán de nuevo en la próxima "
        f"cosecha: {count}."
    )
    return redirect(url_for("desk.publisher_names"), 303)


@desk("steer")
def words() -> ResponseReturnValue:
    """The words that no list of ours has."""
    waiting = terms.listed(session())
    shown = waiting[:SHOWN]
    lists = {one.vocabulary for one in shown}
    return render_template(
        "desk/harvest_terms.html",
        waiting=shown,
        total=len(waiting),
        labels=terms.LABELS,
        options={one: _offered(one) for one in lists},
        nobody=NOBODY,
    )


def _offered(name: str) -> list[Term]:
    """The terms to choose from; none where they are too many for a list."""
    found = list(vocabularies.get(name))
    return found if len(found) <= MOST_OFFERED else []


@desk("steer")
def settle_word() -> ResponseReturnValue:
    """Choose the term for a word, or that it has none; it is remembered."""
    form = request.form
    vocabulary, given = form.get("lista", ""), form.get("palabra", "")
    code = form.get("termino", "").strip()
    if not code:
        raise Refusal(NO_CHOICE)
    with desk_writing() as (opened, person):
        term = "" if code == NOBODY else code
        found = terms.choose(opened, vocabulary, given, term, by=person)
        label = vocabularies.get(vocabulary).label(found.code) if found.code else ""
        said = f"es «{label}»" if label else "no se usa"
    flash(f"«{given[:120]}» {said}. Se aplica en la próxima cosecha.")
    return redirect(url_for("desk.harvest_terms"), 303)


@desk("steer")
def headings(code: str) -> ResponseReturnValue:
    """How the columns of an inventory are read, as the last trial guessed them."""
    source = seeing.source(session(), code, by=worker())
    if source.kind != "inventory":
        raise NotFound(NOT_A_SHEET.format(title=source.title))
    job = jobs.of_source(session(), code, preview=True)
    found = job.result.get("columns", []) if job is not None else []
    corrected = source.settings.get("columns") or {}
    shown = [(name, corrected.get(name, field)) for name, field in found]
    return render_template(
        "desk/source_columns.html",
        source=source,
        shown=shown,
        corrected=corrected,
        fields=sorted(columns.spoken().items(), key=lambda one: fold(one[1])),
    )


@desk("steer")
def save_headings(code: str) -> ResponseReturnValue:
    """Remember what each heading is; blank: it is not read."""
    pairs = zip(
        request.form.getlist("columna"), request.form.getlist("campo"), strict=False
    )
    wanted = {heading[:300]: field for heading, field in pairs}
    known = columns.labels()
    for field in wanted.values():
        if field and field not in known:
            raise Refusal(NO_FIELD.format(given=field[:80]))
    with desk_writing() as (opened, person):
        source = seeing.source(opened, code, by=person)
        sources.adjust(opened, source, by=person, settings={"columns": wanted})
    flash("Quedó guardado cómo se lee cada columna. Pruebe la fuente para verlo.")
    return redirect(url_for("desk.source", code=code), 303)


def install(blueprint: Blueprint) -> None:
    blueprint.get("/cosechas/nombres", endpoint="publisher_names")(names)
    blueprint.post("/cosechas/nombres", endpoint="publisher_settle")(settle_name)
    blueprint.get("/cosechas/palabras", endpoint="harvest_terms")(words)
    blueprint.post("/cosechas/palabras", endpoint="harvest_term_settle")(settle_word)
    place = "/cosechas/fuentes/<code>/columnas"
    blueprint.get(place, endpoint="source_columns")(headings)
    blueprint.post(place, endpoint="source_columns_save")(save_headings)
