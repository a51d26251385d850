"""The only introducer: it puts settings, database, search, files and exporters together."""

import os
import secrets
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ..catalog.files import Files
from ..catalog.search.index import Index, open_index
from ..catalog.search.lately import Lately
from ..exporters.base import Catalogue
from ..records import reading
from ..records.database import connect
from ..schemas import vocabularies
from . import database
from .federation import Watch
from .settings import Settings

MOST_UNMET = 500
MOST_TAKEN = 10_000
MOST_TOLD = 300


class House:
    """Everything that an edge needs, made on first use from the settings."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        # questions that found nothing, until the follower writes them down
        self.unmet: deque[tuple[str, str, date]] = deque(maxlen=MOST_UNMET)
        # what datos.gov.co lists of us, as far as this process has looked
        self.federated = Watch()
        # records whose files were taken, until the follower adds them up
        self.taken: deque[tuple[str, date]] = deque(maxlen=MOST_TAKEN)
        # what pages work out of many records, each under the head that it stands on
        self.told: Lately[Any] = Lately(MOST_TOLD)

    @cached_property
    def engine(self) -> Engine:
        _own(self.settings.folder)
        return connect(self.settings.database)

    @cached_property
    def files(self) -> Files:
        return Files(self.settings.folder / "archivos")

    @cached_property
    def index(self) -> Index:
        return open_index(self.settings.folder / "indice", self.settings.search_url)

    def session(self) -> Session:
        """A session that only reads."""
        return Session(
            self.engine, info={"audit_key": self.secret, "files": self.files}
        )

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end, or takes everything back."""
        with database.transaction(self.engine, self.secret) as session:
            session.info["post"] = bool(self.settings.smtp_host)
            session.info["files"] = self.files
            yield session

    @cached_property
    def secret(self) -> str:
        """The key of the house: given, or made once and kept in the data folder."""
        return self.settings.secret or _kept_secret(self.settings.folder / "secreto")

    def prepare(self) -> None:
        """Bring the database up to date; repeating it changes nothing."""
        database.prepare(self.engine)

    def catalogue(self, head: reading.Head) -> Catalogue:
        """What the exporters say of the catalogue itself, as of ``head``."""
        settings = self.settings
        licence = vocabularies.get("licences").terms.get(settings.licence)
        return Catalogue(
            base_url=settings.base_url,
            title=f"{settings.title} · {settings.city}",
            description=settings.description,
            publisher_name=settings.publisher,
            publisher_url=settings.publisher_url or None,
            licence=licence.code if licence else None,
            spatial=settings.territory or None,
            contact_email=settings.contact_email or None,
            modified=head.modified,
            head=head.seq,
        )


def _own(folder: Path) -> None:
    """A data folder is for who runs the house alone: drafts and uploads lie in it.

    One that is there keeps the rights that somebody gave it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _kept_secret(place: Path) -> str:
    """Two processes that start at once keep the same one: a link is made or is there."""
    if not place.exists():
        _own(place.parent)
        with NamedTemporaryFile("w", dir=place.parent) as made:  # only we may read it
            made.write(secrets.token_hex(32))
            made.flush()
            with suppress(FileExistsError):
                os.link(made.name, place)
    return place.read_text()
