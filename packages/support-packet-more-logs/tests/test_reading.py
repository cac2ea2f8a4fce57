"""Logs that the account may not read: the message names the group to join."""

import grp
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support_packet import CollectError

from support_packet_more_logs._reading import check_readable, is_closed

NOBODY = 65534
READERS = next(group for group in grp.getgrall() if 0 < group.gr_gid < NOBODY)

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files of other groups")


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder below which everyone may look, as pytest's own are for one account only."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def made(path: Path, mode: int, group: int = READERS.gr_gid) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("line\n", encoding="utf-8")
    os.chown(path, 0, group)
    path.chmod(mode)
    return path


@contextmanager
def nobody() -> Iterator[None]:
    """Be an account without rights in the block."""
    groups, group = os.getgroups(), os.getegid()
    os.setgroups([])
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(group)
        os.setgroups(groups)


def why(path: Path) -> str:
    """Return the error for an account without rights."""
    with nobody(), pytest.raises(CollectError) as raised:
        check_readable(path)
    return str(raised.value)


def test_the_group_that_may_read_is_named(folder: Path) -> None:
    told = why(made(folder / "error.log", 0o640))

    assert told.startswith(f"{folder}/error.log: support-packet has no permission to read it.")
    assert f"to the group {READERS.gr_name}, and restart it." in told


@pytest.mark.parametrize(("mode", "group"), [(0o600, READERS.gr_gid), (0o640, 0)])
def test_a_group_that_does_not_help_is_not_named(folder: Path, mode: int, group: int) -> None:
    told = why(made(folder / "error.log", mode, group))

    assert told.endswith("Give the account that runs support-packet read access.")


def test_the_group_of_a_closed_folder_is_named(folder: Path) -> None:
    path = made(folder / "apache2" / "error.log", 0o644)
    os.chown(path.parent, 0, READERS.gr_gid)
    path.parent.chmod(0o750)

    assert f"to the group {READERS.gr_name}" in why(path)


def test_a_closed_folder_is_told_apart_from_a_missing_one(folder: Path) -> None:
    (folder / "apache2").mkdir(mode=0o700)

    with nobody():
        closed = [is_closed(folder / name) for name in ("apache2", "apache2/below", "httpd", ".")]

    assert closed == [True, True, False, False]


def test_a_log_that_everyone_may_read_is_readable(folder: Path) -> None:
    check_readable(made(folder / "error.log", 0o644))
