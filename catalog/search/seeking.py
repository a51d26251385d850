"""From a question to what an engine found: as it stands, or the first repair that finds."""

from dataclasses import dataclass, replace

from . import offices
from .answering import LITTLE, Answering
from .engines.base import Ask, Found
from .narrowing import Narrowed
from .plans import Plan
from .question import Parsed, Question
from .results import Correction

FIRST_YEAR, LAST_YEAR = 1500, 2100  # of a span that has one end


@dataclass(frozen=True, slots=True)
class Sought:
    """What was asked in the end (``plan`` within ``wide``), and what was found.

    ``question`` is the one that was answered: its page may be an earlier one.
    """

    answering: Answering
    plan: Plan
    wide: Ask
    found: Found
    question: Question
    parsed: Parsed

    @property
    def ask(self) -> Ask:
        return self.plan.ask(self.wide)

    @property
    def correction(self) -> Correction | None:
        return self.plan.correction(self.parsed, self.question)

    @property
    def notices(self) -> tuple[str, ...]:
        return self.parsed.notices


def sought(
    answering: Answering, narrowed: Narrowed, wide: Ask, taken: tuple[str, ...]
) -> Sought:
    """Ask as it stands; if that finds nothing, the first repair that does."""
    question = narrowed.question
    plan = answering.plain(narrowed.parsed, literally=question.exact)
    plan = answering.within_names(plan, narrowed.in_names)
    refused = (*plan.must_not, *narrowed.refused)
    plan = replace(plan, must_not=refused, taken=taken)
    wide = replace(wide, sort=_order(question, plan))
    found, at = _found(answering, plan.ask(wide), question)
    if not found.total and not question.exact:
        plan = answering.repair(plan)
        found, at = _found(answering, plan.ask(wide), question)
    if found.total <= LITTLE and not question.exact:
        wider = answering.enlarge(plan)
        if wider is not plan:
            more, there = _found(answering, wider.ask(wide), question)
            if more.total > found.total:
                plan, found, at = wider, more, there
    return Sought(answering, plan, wide, found, at, narrowed.parsed)


def chosen(question: Question, known: offices.Offices) -> dict[str, tuple[str, ...]]:
    """The filters as the engine needs them: offices with their parts, years one by one."""
    filters = dict(question.filters)
    if asked := filters.get("organization"):
        filters["organization"] = known.with_those_below(asked)
    if question.since or question.until:
        first = question.since or FIRST_YEAR
        span = range(first, (question.until or LAST_YEAR) + 1)
        filters["year"] = tuple({*filters.get("year", ()), *map(str, span)})
    return filters


def _order(question: Question, plan: Plan) -> str:
    """Where nothing is asked for nothing is more relevant: then the latest first."""
    blind = question.sort == "relevance" and not plan.wishes
    return "recent" if blind else question.sort


def _found(
    answering: Answering, ask: Ask, question: Question
) -> tuple[Found, Question]:
    """The page asked for, or the last one when there are not so many."""
    size = question.size
    ask = replace(ask, limit=size, offset=(question.page - 1) * size)
    snapshot = answering.snapshot
    found = snapshot.search(ask)
    last = max(1, -(-found.total // size))
    if question.page <= last:
        return found, question
    question = replace(question, page=last)
    return snapshot.search(replace(ask, offset=(last - 1) * size)), question
