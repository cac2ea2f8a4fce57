"""`mattermost.log`, and the advice to log more."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from collectors.mattermost_log import (
    ADVICE,
    LOW_LEVEL,
    logging_notices,
    packet_files,
    packet_notices,
)
from support_packet import CollectError, Mattermost, PacketFile
from support_packet.mattermost.logs.log_file import LogFile

MattermostWith = Callable[..., Mattermost]

URL = "https://chat.example.com/admin_console/environment/logging"


def only_file(mattermost: Mattermost) -> PacketFile:
    (file,) = packet_files(mattermost)
    return file


def collect(mattermost: Mattermost) -> bytes:
    content = only_file(mattermost).collect()
    assert isinstance(content, LogFile)
    return b"".join(content)


def test_it_holds_the_lines_of_the_log(mattermost_with: MattermostWith, home: Path) -> None:
    (home / "logs").mkdir()
    (home / "logs" / "mattermost.log").write_bytes(b"one\ntwo\n")
    mattermost = mattermost_with()

    assert collect(mattermost) == b"one\ntwo\n"
    assert only_file(mattermost).size == 8


def test_a_limit_keeps_the_newest_lines(mattermost_with: MattermostWith, home: Path) -> None:
    (home / "logs").mkdir()
    (home / "logs" / "mattermost.log").write_bytes(b"one\ntwo\n")

    assert only_file(mattermost_with(log_bytes=5)).size == 5


def test_a_server_that_writes_no_file_says_which_setting(
    mattermost_with: MattermostWith, home: Path
) -> None:
    (home / "mattermost.log").write_bytes(b"of last year\n")

    with pytest.raises(CollectError, match=r"LogSettings\.EnableFile is false"):
        collect(mattermost_with(LogSettings={"EnableFile": False}))


def test_a_missing_log_says_where_it_should_be(mattermost_with: MattermostWith) -> None:
    mattermost = mattermost_with(LogSettings={"FileLocation": "./elsewhere"})

    assert only_file(mattermost).size is None
    with pytest.raises(CollectError, match=r"elsewhere/mattermost\.log: .* LogSettings\.FileLoc"):
        collect(mattermost)


@pytest.mark.parametrize(
    ("settings", "advice"),
    [
        ({}, [LOW_LEVEL % {"level": "INFO"}]),
        ({"FileLevel": "warn \t\r"}, [LOW_LEVEL % {"level": "WARN ??"}]),
        ({"FileLevel": "x" * 2000}, [LOW_LEVEL % {"level": "X" * 32}]),
        ({"FileLevel": "warn"}, [LOW_LEVEL % {"level": "WARN"}]),
        ({"FileLevel": "DEBUG", "EnableFile": False}, [ADVICE]),
        ({"FileLevel": "INFO", "EnableFile": False}, [ADVICE]),
        ({"FileLevel": "DEBUG"}, []),
        ({"FileLevel": "debug", "EnableFile": True}, []),
    ],
)
def test_debug_logging_into_a_file_is_advised(
    mattermost_with: MattermostWith, settings: dict[str, Any], advice: list[str]
) -> None:
    notices = logging_notices(mattermost_with(LogSettings=settings))

    assert [notice.message % notice.values for notice in notices] == advice


@pytest.mark.parametrize(
    ("site_url", "url"),
    [
        ("https://chat.example.com", URL),
        ("https://chat.example.com/", URL),
        ("", "/admin_console/environment/logging"),
        ("https://example.com/my chat", f"https://example.com/my%20chat{URL[24:]}"),
        ("javascript:alert(1)//", None),
        ("chat.example.com", None),
    ],
)
def test_the_advice_leads_to_the_page_of_the_setting(
    mattermost_with: MattermostWith, site_url: str, url: str | None
) -> None:
    (notice,) = logging_notices(mattermost_with(ServiceSettings={"SiteURL": site_url}))

    assert notice.url == url


def test_a_missing_log_is_a_notice(mattermost_with: MattermostWith, home: Path) -> None:
    mattermost = mattermost_with(LogSettings={"FileLevel": "DEBUG"})

    (notice,) = packet_notices(mattermost)

    assert notice.text == (
        f"{home / 'mattermost.log'}: No such file or directory. Check LogSettings.FileLocation, "
        "the directory in which the server writes this log."
    )


def test_the_notice_says_what_the_file_says(mattermost_with: MattermostWith, home: Path) -> None:
    """So that the page can say it once."""
    (home / "mattermost.log").mkdir(parents=True)
    mattermost = mattermost_with(LogSettings={"FileLevel": "DEBUG"})
    file = only_file(mattermost)

    (notice,) = packet_notices(mattermost)
    with pytest.raises(CollectError) as refused:
        b"".join(cast("LogFile", file.collect()))

    assert notice.text == str(refused.value)
