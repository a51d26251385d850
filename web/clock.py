"""What the clock does: each is a verb of the catalogue in a transaction of its own."""

from ..catalog import door, requests, terms
from .composition import House


def terms_end(house: House) -> int:
    """Open what a decision says opens today; how many that were (DESIGN 3)."""
    with house.writing() as session:
        return len(terms.run(session, door.today()))


def askers_erased(house: House) -> int:
    """Erase who asked for information once its day has come (Ley 1581 de 2012)."""
    with house.writing() as session:
        return requests.erase_due(session, door.today())
