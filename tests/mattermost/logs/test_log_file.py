"""The size of a log, which is known before it is read."""

from pathlib import Path

from support_packet.mattermost.logs.log_file import LogFile
from support_packet.mattermost.reading_limits import LogLimits

SETTING = "LogSettings.FileLocation"


def test_the_size_is_what_reading_sends_at_most(tmp_path: Path) -> None:
    log = tmp_path / "mattermost.log"
    assert LogFile(log, SETTING).size() is None

    log.write_bytes(b"one\ntwo\n")

    assert LogFile(log, SETTING).size() == 8
    assert LogFile(log, SETTING, LogLimits(5)).size() == 5
    assert b"".join(LogFile(log, SETTING)) == b"one\ntwo\n"
