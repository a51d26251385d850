"""What CKAN calls organisations and groups: there they share one list of names.

Our offices and our themes do not, so an office that is called as a theme is gets another
name there. Both are found by the name that they had before, too.
"""

import re
from uuid import NAMESPACE_URL, uuid5

from ..schemas import vocabularies

NAME = re.compile(r"[a-z0-9_-]{2,100}")
OFFICE = "-dependencia"


def office_name(slug: str, uid: str) -> str:
    """The name of an organisation; ``-dependencia`` ends that of a theme's namesake.

    It depends on nothing but the slug, so it never changes by what others are called.
    """
    made = slug + OFFICE if _bare(slug) in vocabularies.get("themes").terms else slug
    return made if NAME.fullmatch(made) else uid


def offices_called(name: str) -> list[str]:
    """The slugs of the offices that a name may stand for: today's, then the former."""
    bare = _bare(name) in vocabularies.get("themes").terms
    own = [name.removesuffix(OFFICE)] if bare and name.endswith(OFFICE) else []
    return [*own, name]


def _bare(name: str) -> str:
    while name.endswith(OFFICE):
        name = name.removesuffix(OFFICE)
    return name


def group_id(code: str) -> str:
    """A CKAN that takes our groups over wants a UUID: each theme's, in every city."""
    return str(uuid5(NAMESPACE_URL, f"urn:tumbaga:tema:{code}"))


def theme(asked: str) -> vocabularies.Term | None:
    """The theme of a group's name or identifier."""
    themes = vocabularies.get("themes")
    same = (one for one in themes if group_id(one.code) == asked)
    return themes.terms.get(asked) or next(same, None)
