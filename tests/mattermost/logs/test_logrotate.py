"""Logs that the real logrotate has rotated, in the ways that its manual offers."""

import os
import subprocess
import warnings
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.reading.blocks import take_all
from support.servers.packages import required_program

from support_packet.files.regular_file import open_regular_file
from support_packet.mattermost.logs.log_file import LogFile
from support_packet.mattermost.logs.newest_lines import newest_lines
from support_packet.mattermost.logs.rotated_logs import find_rotated_logs
from support_packet.mattermost.reading_limits import LogLimits

OLD = b'{"level":"info","msg":"before the rotation"}\n' * 1000
NEW = b'{"level":"info","msg":"after the rotation"}\n'

WAYS = {
    "numbers": "nocompress",
    "numbers, gzip": "compress",
    "dates": "dateext",
    "dates with hours": "dateext\ndateformat -%Y%m%d%H",
    "dates and times": "dateext\ndateformat .%Y-%m-%d_%H:%M",
    "seconds, xz": "dateext\ndateformat -%s\ncompress\ncompresscmd /usr/bin/xz\ncompressext .xz",
    "bzip2": "compress\ncompresscmd /bin/bzip2\ncompressext .bz2",
    "zstd": "compress\ncompresscmd /usr/bin/zstd\ncompressext .zst\ncompressoptions --rm -q",
    "a folder for them": "olddir old\ncreateolddir",
    "a folder for them, gzip": "olddir ./rotated\ncreateolddir\ncompress",
    "underscores": "dateext\ndateformat _%Y%m%d",
    "the ending kept": "dateext\nextension .log",
    "the ending kept, gzip": "dateext\nextension .log\ncompress",
}


def rotate(log: Path, options: str, way: str = "copytruncate") -> None:
    """Rotate the log in this way while its server has it open."""
    logrotate = required_program("logrotate", "logrotate")
    for package, program in (("xz-utils", "xz"), ("bzip2", "bzip2"), ("zstd", "zstd")):
        if program in options:
            required_program(program, package)
    configuration = log.with_name("logrotate.conf")
    options = f"rotate 3\n{way}\n{options}"
    configuration.write_text(f"{log} {{\n{options}\n}}\n")
    configuration.chmod(0o600)
    command = [
        str(logrotate),
        "--force",
        "--state",
        str(log.with_name("state")),
        str(configuration),
    ]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize("way", WAYS)
def test_the_rotated_log_is_found_and_read(tmp_path: Path, way: str) -> None:
    tmp_path.chmod(0o700)
    log = tmp_path / "mattermost.log"
    # Not appending: then the server goes on at its old position, and leaves a hole.
    with log.open("wb", buffering=0) as server:
        server.write(OLD)
        rotate(log, WAYS[way])
        server.write(NEW)
    found = list(find_rotated_logs(log, 2, datetime.now(UTC), LogLimits()))

    with open_regular_file(log) as file:
        assert take_all(newest_lines(file, LogLimits())) == (NEW, "")
    assert [take_all(rotated.lines()) for rotated in found] == [(OLD, "")]


@pytest.mark.parametrize("writes_there", [True, False])
def test_a_server_that_goes_on_in_the_rotated_log_is_reported(
    tmp_path: Path, writes_there: bool
) -> None:
    """It does not reopen its log, as `create` needs; an idle one is not known to do so."""
    tmp_path.chmod(0o700)
    log = tmp_path / "mattermost.log"
    with log.open("wb", buffering=0) as server:
        server.write(OLD)
        rotate(log, "nocompress", "create")
        rotated = log.with_name("mattermost.log.1")
        later = log.stat().st_mtime + (60 if writes_there else -60)
        server.write(NEW)
        os.utime(rotated, (later, later))

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        sent = b"".join(LogFile(log, "setting"))

    assert sent == b""
    told = f"{log} is empty: since it was rotated, the server has been writing to {rotated}. "
    assert [str(each.message).startswith(told) for each in caught] == [True] * writes_there
