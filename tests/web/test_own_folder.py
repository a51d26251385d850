"""What lies in the data folder is for who runs the house alone, and no half file stays."""

import io
import os
import stat
import time
from pathlib import Path

import pytest
from tumbaga.catalog.files import ABANDONED, Files
from tumbaga.web.composition import House
from tumbaga.web.settings import Settings

NOBODY = "postgresql://nobody@127.0.0.1:1/none"


@pytest.mark.parametrize("url", ["", NOBODY])
def test_nobody_else_opens_the_folder_that_a_house_makes(tmp_path: Path, url: str):
    """Drafts, reserved records and uploads are in it, in files that others could read."""
    place = tmp_path / "ciudad" / "datos"
    house = House(Settings(data=str(place), database_url=url))
    house.session().close()

    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_a_folder_that_is_there_keeps_its_rights(tmp_path: Path):
    tmp_path.chmod(0o750)
    house = House(Settings(data=str(tmp_path)))
    house.prepare()
    house.engine.dispose()

    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750


class Full(io.BytesIO):
    """Gives a piece, and then the disk is full."""

    def read(self, _size: int | None = -1) -> bytes:
        if self.tell():
            raise OSError(28, "No space left on device")
        self.seek(1)
        return b"half of a reserved file"


def test_of_a_file_that_did_not_fit_nothing_stays(tmp_path: Path):
    files = Files(tmp_path / "archivos")
    with pytest.raises(OSError, match="No space"):
        files.put(Full())

    assert list(files.folder.iterdir()) == []


def test_what_a_killed_process_left_goes_after_a_day(tmp_path: Path):
    files = Files(tmp_path / "archivos")
    kept = files.put(io.BytesIO(b"whole"))
    old, new = files.folder / "tmpold", files.folder / "tmpnew"
    for one in (old, new):
        one.write_bytes(b"half")
    long_ago = time.time() - ABANDONED - 60
    os.utime(old, (long_ago, long_ago))
    os.utime(files.path(kept.checksum), (long_ago, long_ago))

    files.sweep()

    assert (old.exists(), new.exists(), files.has(kept.checksum)) == (False, True, True)
