"""The catalogue's own description, and what it says of one of its pages (Hydra)."""

from ..base import Catalogue, View
from . import agents, coverage, rights, services
from .nodes import Node, day, moment, node, ref, text, typed


def describe(catalogue: Catalogue) -> Node:
    """The head of every file; each fragment adds its own link to it."""
    identifier, language = catalogue.address, catalogue.language
    places = [catalogue.spatial] if catalogue.spatial else []
    issued = catalogue.issued.isoformat() if catalogue.issued else None
    mail = catalogue.contact_email
    return node(
        identifier,
        ["dcat:Catalog", *(["hydra:Collection"] if catalogue.view else [])],
        {
            "dct:title": text(catalogue.title, language),
            "dct:description": text(catalogue.description or catalogue.title, language),
            "dct:publisher": agents.entity(catalogue),
            "dcat:contactPoint": _contact(catalogue) if mail else None,
            "dct:language": coverage.language(language),
            "dct:license": rights.licence(
                catalogue.licence, identifier, catalogue.base_url
            ),
            "dct:spatial": coverage.places(places, catalogue),
            "foaf:homepage": ref(f"{catalogue.base_url}/"),
            "dct:issued": day(issued),
            "dct:modified": moment(catalogue.modified),
            "dcat:service": services.describe(catalogue),
            "dcat:themeTaxonomy": coverage.taxonomies(catalogue),
            **(_page(catalogue.view) if catalogue.view else {}),
        },
    )


def _contact(catalogue: Catalogue) -> Node | None:
    given = {
        "organization": {"name": catalogue.publisher_name},
        "contact": {"email": catalogue.contact_email},
    }
    return agents.contact(given, catalogue.address, catalogue)


def _page(view: View) -> Node:
    """Where this page stands among the others.

    Both ways of Hydra, the present one (PartialCollectionView) and the one before it
    (PagedCollection): harvesters follow the one or the other.
    """
    size = typed(view.size, "xsd:integer") if view.size else None
    return {
        "hydra:totalItems": typed(view.total, "xsd:integer"),
        "hydra:view": node(
            view.address,
            ["hydra:PartialCollectionView", "hydra:PagedCollection"],
            {
                "hydra:first": ref(view.first),
                "hydra:previous": ref(view.previous),
                "hydra:next": ref(view.next),
                "hydra:last": ref(view.last),
                "hydra:firstPage": ref(view.first),
                "hydra:previousPage": ref(view.previous),
                "hydra:nextPage": ref(view.next),
                "hydra:lastPage": ref(view.last),
                "hydra:itemsPerPage": size,
            },
        ),
    }
