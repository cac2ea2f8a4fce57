"""`notifications.log`: where it is, by release and configuration."""

from collections.abc import Callable
from pathlib import Path

import pytest

from collectors.notifications_log import packet_files, packet_notices
from support_packet import CollectError, Mattermost
from support_packet.mattermost.logs.log_file import LogFile

MattermostWith = Callable[..., Mattermost]

PLACES = {
    "NotificationLogSettings": {"FileLocation": "./own"},
    "LogSettings": {"FileLocation": "./logs"},
}


def collect(mattermost: Mattermost) -> bytes:
    (file,) = packet_files(mattermost)
    content = file.collect()
    assert isinstance(content, LogFile)
    return b"".join(content)


@pytest.mark.parametrize("places", [("own",), ("logs",), ("logs", "own")])
def test_it_is_looked_for_in_its_own_place_first(
    mattermost_with: MattermostWith, home: Path, places: tuple[str, ...]
) -> None:
    for place in places:
        (home / place).mkdir()
        (home / place / "notifications.log").write_text(f"of {place}\n")

    assert collect(mattermost_with(**PLACES)) == f"of {places[-1]}\n".encode()


def test_a_missing_log_says_where_it_should_be(mattermost_with: MattermostWith) -> None:
    with pytest.raises(CollectError, match=r"own/.*Check NotificationLogSettings\.FileLocation"):
        collect(mattermost_with(**PLACES))


def test_a_server_that_writes_no_file_says_which_setting(mattermost_with: MattermostWith) -> None:
    with pytest.raises(CollectError, match=r"NotificationLogSettings\.EnableFile is false"):
        collect(mattermost_with(NotificationLogSettings={"EnableFile": False}))


def test_release_11_has_no_such_file(mattermost_with: MattermostWith) -> None:
    assert list(packet_files(mattermost_with(LogSettings={"MaxFieldSize": 2048}))) == []


def test_a_missing_log_is_a_notice(mattermost_with: MattermostWith, home: Path) -> None:
    (notice,) = packet_notices(mattermost_with(**PLACES))

    assert str(home / "own" / "notifications.log") in notice.text
    assert packet_notices(mattermost_with(NotificationLogSettings={"EnableFile": False})) == []
