"""A log that is not there, or is something else."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from support_packet.errors import CollectError
from support_packet.mattermost.logs.log_file import LogFile

SETTING = "LogSettings.FileLocation"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "mattermost.log"


def test_a_missing_log_names_its_path_and_its_setting(log: Path) -> None:
    with pytest.raises(CollectError) as failure:
        list(LogFile(log, SETTING))

    assert str(failure.value) == (
        f"{log}: No such file or directory. "
        f"Check {SETTING}, the directory in which the server writes this log."
    )


@pytest.fixture(params=["directory", "pipe", "socket", "device", "dangling link", "link to itself"])
def no_log(request: pytest.FixtureRequest, log: Path) -> Iterator[Path]:
    """Put something else in the log's place."""
    with socket.socket(socket.AF_UNIX) as listener:
        if request.param == "directory":
            log.mkdir()
        elif request.param == "pipe":
            os.mkfifo(log)
        elif request.param == "socket":
            listener.bind(os.path.relpath(log))
        else:
            targets = {"device": "/dev/zero", "dangling link": "nowhere"}
            log.symlink_to(targets.get(request.param, log))
        yield log


def test_something_else_in_its_place_is_no_log(no_log: Path) -> None:
    with pytest.raises(CollectError, match=SETTING):
        list(LogFile(no_log, SETTING))

    assert LogFile(no_log, SETTING).size() is None


def test_a_link_to_a_log_is_followed(log: Path) -> None:
    elsewhere = log.with_name("elsewhere")
    elsewhere.write_bytes(b"a line\n")
    log.symlink_to(elsewhere)

    assert list(LogFile(log, SETTING)) == [b"a line\n"]


@pytest.fixture
def _nobody() -> Iterator[None]:
    """Run the test without root's rights."""
    own = os.geteuid()
    if own == 0:
        os.seteuid(65534)
    yield
    os.seteuid(own)


@pytest.mark.usefixtures("_nobody")
def test_an_unreadable_log_says_who_has_to_read_it() -> None:
    with pytest.raises(CollectError, match=r"Permission denied\. Give the account that runs"):
        list(LogFile(Path("/etc/shadow"), SETTING))


def test_a_name_that_no_file_can_have_is_an_error() -> None:
    log = LogFile(Path("a\0b"), SETTING)

    assert log.size() is None
    with pytest.raises(CollectError, match="null character"):
        list(log)
