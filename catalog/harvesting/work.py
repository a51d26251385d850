"""What a run carries in memory: what was asked for, and what came of it so far."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...records.seen import Seen
from ...schemas.harvest import Found, Item, Unmapped
from ...schemas.kinds import Draft
from .held import Held, Spool
from .publishers import Resolved

RESULTS = (
    "created",
    "updated",
    "unchanged",
    "failed",
    "gone",
    "withdrawn",
    "published",
    "ours",
    "twin",
)


KEPT = 500
"""How many outcomes, and how many failures, a run that saves keeps at hand."""


@dataclass(frozen=True)
class Job:
    """What the edge puts together: a source, its items, and who harvests it.

    ``source`` is the source's code, ``by`` the person's; ``organization`` is that of
    what names none. ``direct`` is the kind and the place of a source that is only named
    on the command line. ``map`` and ``version`` are the harvester's. ``partial_read`` says
    that only what changed is read, so that nothing can be missed. ``page`` is the
    address of a run's page, for its ``{uid}``; ``task`` the uid of the task of the desk
    that it is done for, which one worker has at a time; ``notes`` are what the client asked and
    was answered. ``keep_all`` asks for every outcome, for who lists them, on disk; a
    preview, which leaves nothing in the tables, has them in any case.
    """

    source: str
    by: str
    items: Iterable[Item]
    map: Callable[[Item], Found]
    version: str = "1"
    organization: str = ""
    preview: bool = False
    keep_all: bool = False
    partial_read: bool = False
    direct: tuple[str, str] | None = None
    base_url: str = ""
    page: str = ""
    task: str = ""
    notes: list[dict[str, Any]] = field(default_factory=list)
    validators: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item, in one of the words of ``RESULTS``.

    ``reason`` says why it failed or was left out; ``remarks`` what to look at in one
    that did not.
    """

    name: str
    result: str
    code: str = ""
    reason: str = ""
    remarks: tuple[str, ...] = ()
    remote_id: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of an item: its row, and the code of its record if it has one."""

    row: int
    remote_id: str
    digest: str
    state: str
    name: str
    remarks: Sequence[str]
    run_id: int | None
    code: str


@dataclass(frozen=True, slots=True)
class Ready:
    """An item that was looked into outside any transaction.

    It carries a draft, or the ``result`` that it has without one. ``given`` are the
    source's own values, before what stands here is laid over them; ``waits`` is the
    name of a publisher that nobody has settled; ``known`` is what is remembered of one
    that did not change.
    """

    item: Item
    found: Found | None = None
    draft: Draft | None = None
    result: str = ""
    reason: str = ""
    remarks: tuple[str, ...] = ()
    fingerprint: str = ""
    identity: str = ""
    publisher: str = ""
    waits: str = ""
    unmapped: tuple[Unmapped, ...] = ()
    covers: frozenset[str] = frozenset()
    known: Known | None = None

    @property
    def code(self) -> str:
        return str(self.draft.values.get("code", "")) if self.draft else ""


@dataclass
class Work:
    """A run on its way. ``reason`` says what stood in the way of reading all of it.

    What it keeps in memory does not grow with the source: ``outcomes`` and ``failures``
    are the first ``KEPT`` of each; the tables have every one. Where the job asks for all
    outcomes they are put aside on disk. ``noted`` counts the outcomes with remarks. What grows is on disk: ``seen`` are
    the identifiers that came, each with the mark of its content; ``codes`` those that
    the source gave, with the name that brought each, and ``made`` those that were made
    up here; ``deleted`` what the source says that it withdrew; ``held`` what waits for
    the end of the reading.
    """

    job: Job
    run_id: int = 0
    source_id: int = 0
    holder: str = ""
    state: str = "running"
    reason: str = ""
    complete: bool = False
    not_changed: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    outcomes: list[Outcome] | Spool[Outcome] = field(default_factory=list)
    failures: list[Outcome] = field(default_factory=list)
    noted: int = 0
    seen: Seen = field(default_factory=Seen)
    codes: Seen = field(default_factory=Seen)
    made: Seen = field(default_factory=Seen)
    held: Held[Ready] = field(default_factory=Held)
    deleted: Seen = field(default_factory=Seen)
    terms: dict[tuple[str, str], str] = field(default_factory=dict)
    publishers: dict[str, Resolved] = field(default_factory=dict)
    title: str = ""

    def __post_init__(self) -> None:
        if self._keeps_all:
            self.outcomes = Spool()

    @property
    def is_over(self) -> bool:
        return self.state != "running"

    def has_seen(self, remote_id: str) -> bool:
        return remote_id in self.seen

    def count(self, result: str) -> int:
        return self.counts[result]

    def note(self, outcome: Outcome) -> None:
        """Count an outcome, and keep it for the report if it is one of the first."""
        self.counts[outcome.result] += 1
        self.noted += bool(outcome.remarks)
        if self._keeps_all or len(self.outcomes) < KEPT:
            self.outcomes.append(outcome)
        if outcome.result == "failed" and len(self.failures) < KEPT:
            self.failures.append(outcome)

    @property
    def _keeps_all(self) -> bool:
        return self.job.keep_all or self.job.preview
