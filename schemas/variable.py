"""Variables (DDI Codebook 2.5, ``var``) with their categories."""

from .fields import Group, LongText, Many, Term, Text, about
from .noun import Noun


class Category(Noun):
    code = Text(required=True, longest=60, metadata=about("Código", "Code"))
    label = Text(required=True, longest=300, metadata=about("Etiqueta", "Label"))


class Variable(Noun):
    name = Text(
        required=True,
        longest=100,
        metadata=about("Nombre", "Name", source="DDI var/@name"),
    )
    label = Text(
        required=True, metadata=about("Etiqueta", "Label", source="DDI var/labl")
    )
    type = Term("variable_types", metadata=about("Tipo", "Type"))
    definition = LongText(metadata=about("Definición", "Definition", source="DDI txt"))
    universe = LongText(metadata=about("Universo", "Universe", source="DDI universe"))
    question = LongText(
        metadata=about("Pregunta literal", "Question", source="DDI qstn/qstnLit")
    )
    unit = Text(longest=100, metadata=about("Unidad de medida", "Unit"))
    categories = Many(Group(Category), metadata=about("Categorías", "Categories"))
