"""What was done with a question, said in the page's language."""

from ...catalog.search import Page
from ..languages import gettext as _
from ..languages import lazy_gettext as _l


def told(found: Page) -> list[str]:
    """What was done with the question, in the page's language."""
    if found.correction is None:
        return []
    ways = {
        "spelling": _l("Buscamos %(words)s, porque «%(typed)s» no aparece."),
        "beginning": _l("Buscamos las palabras que empiezan por «%(typed)s»."),
        "expansion": _l("También incluimos %(words)s."),
        "unquoted": _l("Nada dice «%(typed)s» tal cual: buscamos sus palabras."),
        "dropped": _l("«%(typed)s» no aparece en el catálogo."),
        "let_go": _l("Buscamos sin «%(typed)s», que está en casi todo."),
    }
    sentences = [
        str(ways[change.how]) % {"typed": change.typed, "words": _listed(change.became)}
        for change in found.correction.changes
    ]
    if found.correction.few:
        sentences.append(
            _(
                "Muy pocos registros tienen todas las palabras: agregamos los que "
                "tienen casi todas."
            )
        )
    elif found.correction.relaxed:
        sentences.append(
            _("Ningún registro tiene todas las palabras: estos tienen casi todas.")
            if found.correction.most
            else _("Ningún registro tiene todas las palabras: estos tienen alguna.")
        )
    return sentences


def _listed(words: tuple[str, ...]) -> str:
    quoted = [f"«{word}»" for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return ", ".join(quoted[:-1]) + _(" o ") + quoted[-1]
