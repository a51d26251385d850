"""What the search takes for the same, at the desk: the list, and a question tried."""

from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from ...catalog.refusals import Incomplete
from ...catalog.search import Question, vocabulary
from ...catalog.search.question import Parsed, parse
from ...catalog.search.vocabulary import Line
from ..access import desk, desk_writing
from ..cells import lines
from ..request import house, session

SHOWN = 50
LONGEST_TRIED = 400


@desk("enrich")
def listing() -> ResponseReturnValue:
    """The list, the form of one word, and how the question that is tried is understood."""
    word = request.args.get("palabra", "")
    line = vocabulary.get(session(), word) if word.strip() else None
    data = {} if line is None else _form_of(line)
    return _page(data, editing=line)


@desk("enrich")
def save() -> ResponseReturnValue:
    """Say what a word also means, from the next search on."""
    data = {
        "word": request.form.get("word", ""),
        "meanings": request.form.get("meanings", ""),
        "both": request.form.get("both", ""),
    }
    said = data["meanings"].splitlines()
    try:
        with desk_writing() as (opened, person):
            one = vocabulary.add(
                opened, data["word"], said, both_ways=bool(data["both"]), by=person
            )
            word, meanings = one.word, ", ".join(one.meanings)
    except Incomplete as refusal:
        return _page(data, {one.path: one for one in refusal.problems}), 422
    flash(f"Desde ahora, quien busca «{word}» también halla: {meanings}.")
    return redirect(url_for("desk.synonyms", probar=word), 303)


@desk("enrich")
def remove() -> ResponseReturnValue:
    """Take back what the desk said of a word."""
    word = request.form.get("word", "")
    with desk_writing() as (opened, person):
        vocabulary.remove(opened, word, by=person)
    flash(f"«{word}» salió de los sinónimos de la dependencia.")
    return redirect(url_for("desk.synonyms"), 303)


@desk("enrich")
def suspend() -> ResponseReturnValue:
    """Switch a word of the vocabulary off, from the next search on."""
    with desk_writing() as (opened, person):
        word = vocabulary.suspend(opened, request.form.get("word", ""), by=person).word
    flash(f"«{word}» quedó suspendida: desde ahora se busca solo lo que se escribe.")
    return redirect(url_for("desk.synonyms", probar=word), 303)


@desk("enrich")
def resume() -> ResponseReturnValue:
    """Let a suspended word count again."""
    with desk_writing() as (opened, person):
        word = vocabulary.resume(opened, request.form.get("word", ""), by=person).word
    flash(f"«{word}» vuelve a contar.")
    return redirect(url_for("desk.synonyms", probar=word), 303)


@desk("enrich")
def sheet() -> Response:
    """The whole list as a sheet."""
    rows = [
        (
            one.word,
            " | ".join(one.also),
            " | ".join(one.meanings),
            _way(one),
            _whose(one),
            "suspendida" if one.off else "cuenta",
        )
        for one in vocabulary.everything(session())
    ]
    header = (
        "palabra",
        "tambien_se_escribe",
        "significa",
        "sentido",
        "origen",
        "estado",
    )
    answer = Response(lines([header, *rows]), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="sinonimos.csv"'
    return answer


def _way(one: Line) -> str:
    return "en los dos sentidos" if one.both else "en un sentido"


def _whose(one: Line) -> str:
    return "dependencia" if one.own else "catálogo"


def _form_of(line: Line) -> dict[str, str]:
    meanings = "\n".join(line.meanings)
    return {"word": line.word, "meanings": meanings, "both": "1" if line.both else ""}


def _page(
    data: dict[str, str],
    wrong: dict[str, Any] | None = None,
    editing: Line | None = None,
) -> str:
    words = request.args.get("palabras", "")
    own = request.args.get("origen", "") == "dependencia"
    found = vocabulary.everything(session(), words, own=own)
    every = request.args.get("todas", "") == "1"
    return render_template(
        "desk/synonyms.html",
        listed=found if every else found[:SHOWN],
        total=len(found),
        words=words,
        own=own,
        data=data,
        wrong=wrong or {},
        editing=editing,
        **_tried(request.args.get("probar", "")[:LONGEST_TRIED]),
    )


def _tried(text: str) -> dict[str, Any]:
    """A question asked as the public asks it, and what the search made of it."""
    if not text.strip():
        return {"tried": "", "found": None}
    found = house().index.search(Question(text, size=5), session())
    parsed = parse(text)
    return {"tried": text, "found": found, "left": _left_out(text, parsed)}


def _left_out(text: str, parsed: Parsed) -> list[str]:
    """The words of the question that do not count: articles, and words that ask."""
    several = (*parsed.phrases, *parsed.excluded, *sum(parsed.either, ()))
    counted = {word.folded for word in (*parsed.words, *parsed.begun)}
    counted |= {word.folded for words in several for word in words}
    all_words = parse(text, exact=True).words
    return [word.typed for word in all_words if word.folded not in counted]


def install(blueprint: Blueprint) -> None:
    blueprint.get("/sinonimos", endpoint="synonyms")(listing)
    blueprint.post("/sinonimos", endpoint="synonym_save")(save)
    blueprint.post("/sinonimos/quitar", endpoint="synonym_remove")(remove)
    blueprint.post("/sinonimos/suspender", endpoint="synonym_suspend")(suspend)
    blueprint.post("/sinonimos/reanudar", endpoint="synonym_resume")(resume)
    blueprint.get("/sinonimos.csv", endpoint="synonyms_csv")(sheet)
