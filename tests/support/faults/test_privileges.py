"""Root gives up its privileges for a block, and gets them back."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.faults.privileges import without_privileges
from support.servers.process import server_directory


@pytest.fixture
def locked() -> Iterator[Path]:
    """Return a file whose mode lets no account read it."""
    with server_directory("locked") as directory:
        file = directory / "locked"
        file.write_text("content", encoding="utf-8")
        file.chmod(0o000)
        yield file


def test_a_locked_file_cannot_be_read(locked: Path) -> None:
    with without_privileges(), pytest.raises(PermissionError):
        locked.read_text(encoding="utf-8")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has privileges to get back")
def test_afterwards_it_can(locked: Path) -> None:
    with without_privileges():
        pass

    assert os.geteuid() == 0
    assert locked.read_text(encoding="utf-8") == "content"
