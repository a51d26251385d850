"""The document: bulletins, methodologies, plans, reports and acts (Dublin Core)."""

from .asset import Asset
from .fields import Many, PartialDate, Term, Text, Whole, about
from .messages import Range


class Document(Asset):
    document_type = Term(
        "document_types",
        required=True,
        metadata=about(
            "Tipo de documento",
            "Type",
            "Boletín, metodología, informe, acto.",
            "Bulletin, methodology, report, act.",
            source="dct:type",
        ),
    )
    authors = Many(
        Text(longest=300),
        metadata=about(
            "Autores",
            "Authors",
            "Instituciones, no personas.",
            "Institutions, not people.",
            source="dct:creator",
        ),
    )
    publication_date = PartialDate(
        metadata=about(
            "Fecha de publicación",
            "Publication date",
            "La que lleva impresa. Vale solo el año.",
            "The one printed on it. The year alone will do.",
            source="dct:issued",
        )
    )
    pages = Whole(
        validate=Range(min=1, max=1_000_000),
        metadata=about(
            "Páginas",
            "Pages",
            "Cuántas tiene.",
            "How many it has.",
            source="schema:numberOfPages",
        ),
    )
