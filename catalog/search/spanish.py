"""Spanish words: folding, stems, stop words. Knows nothing of texts."""

import re
import unicodedata
from functools import lru_cache

import Stemmer  # type: ignore[import-not-found]  # it ships no types

from ...schemas import vocabularies
from .families import FAMILIES, SHORTENED

LONGEST = 64  # no word is longer; engines refuse terms of tens of kilobytes

_STOP = """
a al ante bajo con de del desde durante e el en entre es esta este estos estas hacia
hasta la las le les lo los mediante ni o para por que se segun ser sobre su sus tras u
un una unas uno unos y
"""
STOP = frozenset(_STOP.split())

# What a question is asked with, not what it is about. A text keeps these words, and a
# question that has no others does too.
_ASKING = """
ayuda ayudar busca buscar busco como conocer consultar cual cuales cualquier cuando
cuanta cuantas cuanto cuantos dame debe debemos deben deberia deberian debo deseo
dime donde encontrar encuentro existe existen favor fue fueron gracias gustaria ha
han hay hola hubo ir me mi mis mostrar muestre necesitamos necesito podemos podria
podrian pueda puede pueden puedes puedo queda quedan quien quienes quiero quisiera
respecto sabe saben saber sirve sobre tenemos tener tengo tenia tenian tiene tienen
todas todos ver
"""
ASKING = frozenset(_ASKING.split())
# What most of the catalogue is: without answers for all words, these are let go first.
_PALE = """
actual actuales archivo archivos base bases cantidad catalogo cifra cifras conjunto
conjuntos consulta dato datos estadistica estadisticas informacion informe informes
lista listado listas nivel numero numeros registro registros relacion reporte reportes
tabla tablas total totales
"""
PALE = frozenset(_PALE.split())

# Singulars (and words without one) that end like a plural: the rule leaves them be.
# "series" is not here, its singular is serie. To be reviewed whenever a word is missed.
_SINGULAR = """
alias alferez anis apenas aragones arnes atlas atras bonus brindis burgues campus caos caries chasis chis
cipres compas cordobes corpus cosmos crisis cutis danes demas despues dios dosis
entonces escoces estres fetus frances gales gratis herpes holandes humus ibis ingles
ibagues interes iris irlandes japones jesus jueves lapsus litis lotus luis lunes marques martes menos mientras
mutis oasis opus pais paris pelvis plus pus portugues pubis quizas reves rabies sepsis sinus
status sus tenis tesis tras traves tres venus versus viernes virus
"""
SINGULAR = frozenset(_SINGULAR.split())

# Never stemmed: "dane" would share its stem with "daño", "pae" with nothing good.
# "paz" would become "pac", the acronym of a budget instrument.
UNTOUCHED = frozenset(
    term.code
    for term in vocabularies.get("synonyms")
    if term.extra["type"] == "sigla" and term.code != "sida"
) | {"paz"}

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Signs that nobody sees and a copied text brings along: they would part words.
UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_UNSEEN = re.compile(f"[{UNSEEN}]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_VOWELS = frozenset("aeiou")
# Endings that Snowball takes otherwise from the noun than from its adjective or verb:
# notificación and notificados, tecnología and tecnológico, minería and minero, turismo,
# turista and turístico.
_ENDINGS = re.compile(
    r"(?P<verb>.+ific)acion(es)?|(?P<art>.+(log|graf|nom))ias?|(?P<trade>.{3,}er)ias?"
    r"|(?P<follower>.{2,}is)(mo|ta)s?"
)
_SNOWBALL = Stemmer.Stemmer("spanish", maxCacheSize=0)


def clean(text: str) -> str:
    """Drop what cannot be shown or stored, one sign for one sign, so offsets stay."""
    if text.isprintable():  # as nearly all are
        return text
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _CONTROL.sub(" ", text))


def fold(word: str) -> str:
    """Lower case without accents and unseen signs; ñ stays, composed or not."""
    if word.isascii():
        return word.lower()[:LONGEST]
    word = seen(word)
    kept: list[str] = []
    for sign in unicodedata.normalize("NFKD", word.lower()):
        if not unicodedata.combining(sign):
            kept.append(sign)
        elif sign == "\N{COMBINING TILDE}" and kept and kept[-1] == "n":
            kept[-1] = "ñ"
    return "".join(kept)[:LONGEST] or word[:LONGEST]


def seen(text: str) -> str:
    """Without the signs that nobody sees."""
    return text if text.isprintable() else _UNSEEN.sub("", text)


def literal(word: str) -> str:
    """The word as typed, but for its case and its way of composing accents."""
    return unicodedata.normalize("NFC", seen(word).lower())[:LONGEST]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Stem a folded word; plurals, genders and inflections meet in one stem.

    Snowball alone joins neither año/años nor vía/vías; z and c are one in luz/luces.
    """
    if word in UNTOUCHED or any(sign.isdigit() for sign in word):
        return word
    word = SHORTENED.get(word, word)
    stemmed = FAMILIES.get(word) or _ended(word)
    if not stemmed:
        stemmed = str(_SNOWBALL.stemWord(singular(word)))
    return stemmed[:-1] + "c" if stemmed.endswith("z") else stemmed


def _ended(word: str) -> str:
    """The stem of a word with one of the endings; else nothing."""
    match = _ENDINGS.fullmatch(word)
    if match is None:
        return ""
    follower = match["follower"]
    return (
        follower + "t" if follower else match["verb"] or match["art"] or match["trade"]
    )


def singular(word: str) -> str:
    """Take the plural's ending off: años, vías and tasas; mujeres, redes and leyes.

    Snowball joins neither mujer/mujeres nor hogar/hogares: it takes -er for a verb.
    """
    if len(word) < 4 or word[-1] != "s" or word in SINGULAR:
        return word
    if len(word) > 4 and word[-2] == "e" and word[-3] not in _VOWELS:
        # no Spanish word ends in two consonants: partes is of parte, redes of red
        return word[:-2] if word[-4] in _VOWELS else word[:-1]
    return word[:-1] if len(word) <= 6 and word[-2] in _VOWELS else word


def forms(word: str) -> tuple[str, ...]:
    """The terms that an index holds for a folded word: with ñ, and forgiven as n."""
    if "ñ" not in word:
        return (stem(word),)
    return tuple(dict.fromkeys((stem(word), stem(word.replace("ñ", "n")))))
