"""The groups of fields inside an asset: contact, desk, source, relation, proposal."""

from .fields import Code, Flag, Link, LongText, Mailbox, Many, Term, Text, about
from .noun import Noun


class Contact(Noun):
    """A post, an office mailbox and an office telephone: public. Never a person."""

    position = Text(
        longest=200,
        metadata=about(
            "Cargo",
            "Post",
            "El cargo de quien responde, no su nombre.",
            "The post of who answers, not the name.",
            source="vcard:title",
        ),
    )
    email = Mailbox(
        metadata=about(
            "Correo de la oficina",
            "Office mailbox",
            "El buzón de la oficina, no el de una persona.",
            "The office's mailbox, not a person's.",
            source="vcard:hasEmail",
        )
    )
    telephone = Text(
        longest=60,
        metadata=about(
            "Teléfono de la oficina",
            "Telephone",
            "El de la oficina, con extensión.",
            "The office's, with its extension.",
            source="vcard:hasTelephone",
        ),
    )


class Desk(Noun):
    """What stays on the desk: a person's name and mailbox, and remarks."""

    contact_name = Text(
        longest=200,
        metadata=about(
            "Persona de contacto",
            "Person",
            "Quién la lleva en la dependencia. No se publica.",
            "Who is in charge of it. Not published.",
            source="Ley 1581 de 2012, art. 4 f",
        ),
    )
    contact_email = Mailbox(
        metadata=about(
            "Correo de la persona",
            "Person's mailbox",
            "Su correo. No se publica.",
            "Their mailbox. Not published.",
            source="Ley 1581 de 2012, art. 4 f",
        )
    )
    remarks = LongText(
        metadata=about(
            "Observaciones internas",
            "Internal remarks",
            "Lo que quiera dejar dicho a quien revisa. No se publica.",
            "What you want to tell who reviews. Not published.",
            source="Ley 1581 de 2012, art. 4 f",
        )
    )


class Source(Noun):
    title = Text(
        required=True,
        longest=300,
        metadata=about(
            "Fuente",
            "Source",
            "El documento o sistema de donde se tomó.",
            "The document or system that it was taken from.",
            source="dct:source",
        ),
    )
    detail = LongText(
        metadata=about(
            "Lugar en la fuente",
            "Place in the source",
            "La página, la tabla o la hoja.",
            "The page, the table or the sheet.",
            source="dct:source",
        )
    )
    url = Link(
        metadata=about(
            "Dirección",
            "Address",
            "Dónde se puede ver.",
            "Where it can be seen.",
            source="dct:source",
        )
    )


class Relation(Noun):
    type = Term(
        "relation_types",
        required=True,
        metadata=about(
            "Relación",
            "Relation",
            "Qué es este registro del otro: parte, fuente, versión.",
            "What this record is of the other: part, source, version.",
            source="dct:relation",
        ),
    )
    code = Code(
        required=True,
        longest=80,
        metadata=about(
            "Código",
            "Code",
            "El código del otro registro.",
            "The other record's code.",
            source="dct:relation",
        ),
    )


class Proposal(Noun):
    """The producer's proposal of a class; the legal office decides (Ley 1712)."""

    flags = Many(
        Term("legal_flags"),
        metadata=about(
            "Lo que hay que cuidar",
            "What needs care",
            "Marque solo lo que sea cierto. Si nada lo es, lo normal es que sea pública.",
            "Mark only what is true. If nothing is, it is usually public.",
            source="Ley 1712 de 2014, arts. 18 y 19",
        ),
    )
    reviewed = Flag(
        metadata=about(
            "Revisé las preguntas",
            "I went through the questions",
            "Confirma que respondió una por una, también con «no».",
            "Confirms that each was answered, also with a no.",
            source="Ley 1712 de 2014, art. 28",
        )
    )
    access_class = Term(
        "access_classes",
        metadata=about(
            "Clase propuesta",
            "Class",
            "Pública, si nada lo impide.",
            "Public, if nothing prevents it.",
            source="Ley 1712 de 2014, art. 6",
        ),
    )
    articles = Many(
        Term("exceptions"),
        metadata=about(
            "Literales",
            "Letters",
            "El literal del artículo 18 o 19 que lo permite.",
            "The letter of article 18 or 19 that allows it.",
            source="Ley 1712 de 2014, arts. 18 y 19",
        ),
    )
    norm = LongText(
        metadata=about(
            "Norma que la ampara",
            "Norm",
            "La ley que prohíbe el acceso, con su artículo.",
            "The law that forbids access, with its article.",
            source="Ley 1712 de 2014, art. 19",
        )
    )
    motivation = LongText(
        metadata=about(
            "Motivación",
            "Motivation",
            "Qué daño haría conocerla.",
            "What harm it would do to know it.",
            source="Ley 1712 de 2014, art. 28",
        )
    )
