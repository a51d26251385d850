"""What a verb says when it does not do what was asked, in plain Spanish."""

from collections.abc import Sequence

from ..schemas.errors import Problem


class Refusal(Exception):
    """Base of all refusals; its text is for the person who asked."""


class NotFound(Refusal):
    """There is no such record, organisation or person."""


class NotAuthenticated(Refusal):
    """Nobody is known by what was shown: no token, or one that is not valid now."""


class TooMany(Refusal):
    """It was tried too often; ``minutes`` is how long to wait."""

    def __init__(self, minutes: int) -> None:
        super().__init__(
            f"Se intentó demasiadas veces. Espere {minutes} minutos y vuelva a intentarlo."
        )
        self.minutes = minutes


class NotAllowed(Refusal):
    """The person's roles do not reach this verb; the text says whose it is."""


class WrongState(Refusal):
    """The record is not at the step from which this verb starts."""


class Changed(Refusal):
    """The record is no longer what the person saw when they began to change it."""


class Unseen(Refusal):
    """The person does not say what they saw, and what they would replace is theirs to
    know first.
    """


class Taken(Refusal):
    """The code belongs to a record already."""


class NotDecided(Refusal):
    """No decision of the legal office covers the asset (deny by default)."""


class Incomplete(Refusal):
    """Something is missing or wrong; ``problems`` says what, field by field."""

    def __init__(self, text: str, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join([text, *(f"  - {one}" for one in problems)]))
        self.problems = list(problems)
