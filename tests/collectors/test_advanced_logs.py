"""What advanced logging writes is in the packet, each file under its own name."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from collectors import advanced_logs, mattermost_log, notifications_log
from support_packet import CollectError, Mattermost, PacketFile
from support_packet.mattermost.logs.log_file import LogFile

MattermostWith = Callable[..., Mattermost]


def targets(*names: str) -> dict[str, Any]:
    """Return targets of these files, in the spelling of newer servers."""
    return {
        f"target {number}": {"type": "file", "options": {"filename": name}}
        for number, name in enumerate(names)
    }


def content(file: PacketFile) -> bytes:
    made = file.collect()
    assert isinstance(made, LogFile)
    return b"".join(made)


def names(files: Iterable[PacketFile]) -> list[str]:
    return [file.name for file in files]


@pytest.fixture
def written(logs: Path) -> Path:
    """Write `<name> of <folder>` into the logs of tests."""
    for name in ("audit.log", "debug.log", "ldap.log", "more/debug.log", "other/more/debug.log"):
        path = logs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}\n", encoding="utf-8")
    return logs


@pytest.mark.parametrize("section", ["LogSettings", "ExperimentalAuditSettings"])
@pytest.mark.parametrize(
    ("key", "encode"),
    [
        ("AdvancedLoggingJSON", lambda document: document),
        ("AdvancedLoggingJSON", json.dumps),
        ("AdvancedLoggingConfig", json.dumps),
    ],
)
@pytest.mark.usefixtures("written")
def test_each_target_is_a_file_under_its_own_name(
    mattermost_with: MattermostWith, section: str, key: str, encode: Callable[[Any], Any]
) -> None:
    document = targets("logs/audit.log", "./logs/ldap.log")

    files = list(advanced_logs.packet_files(mattermost_with(**{section: {key: encode(document)}})))

    assert [(file.name, content(file)) for file in files] == [
        ("audit.log", b"audit.log\n"),
        ("ldap.log", b"ldap.log\n"),
    ]
    assert all(file.server_log for file in files)


@pytest.mark.usefixtures("written")
def test_the_targets_may_be_in_a_file_next_to_the_configuration(
    mattermost_with: MattermostWith, home: Path
) -> None:
    document = json.dumps(targets("logs/audit.log"))
    (home / "config" / "logging.json").write_text(document, encoding="utf-8")

    mattermost = mattermost_with(LogSettings={"AdvancedLoggingJSON": "logging.json"})

    assert names(advanced_logs.packet_files(mattermost)) == ["audit.log"]


@pytest.mark.usefixtures("written")
def test_two_files_of_one_name_are_both_in_the_packet(mattermost_with: MattermostWith) -> None:
    settings = targets("logs/debug.log", "logs/more/debug.log", "logs/other/more/debug.log")

    files = list(
        advanced_logs.packet_files(
            mattermost_with(
                LogSettings={"AdvancedLoggingJSON": settings},
                ExperimentalAuditSettings={"AdvancedLoggingJSON": targets("logs/debug.log")},
            )
        )
    )

    assert [(file.name, content(file)) for file in files] == [
        ("debug.log", b"debug.log\n"),
        ("more/debug.log", b"more/debug.log\n"),
        ("other/more/debug.log", b"other/more/debug.log\n"),
    ]


def test_a_file_with_the_name_of_another_file_of_the_packet_keeps_its_folder(
    mattermost_with: MattermostWith, logs: Path
) -> None:
    taken = ("plugins.json", "Support_Packet.yaml", "sanitized_config.json", "warning.txt")
    for name in taken:
        (logs / name).write_text("a line\n", encoding="utf-8")
    settings = {"AdvancedLoggingJSON": targets(*(f"logs/{name}" for name in taken))}

    files = advanced_logs.packet_files(mattermost_with(LogSettings=settings))

    assert names(files) == [f"logs/{name}" for name in taken]


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("kind", ["file", "File", "FILE"])
def test_the_kind_of_a_target_is_compared_as_the_server_does(
    mattermost_with: MattermostWith, kind: str
) -> None:
    target = {"TYPE": kind, "Options": {"FileName": "logs/audit.log", "MaxSizeMB": 1}}

    mattermost = mattermost_with(LogSettings={"AdvancedLoggingJSON": {"audit": target}})

    assert names(advanced_logs.packet_files(mattermost)) == ["audit.log"]


@pytest.mark.usefixtures("logs")
def test_a_missing_file_says_which_setting_names_it(mattermost_with: MattermostWith) -> None:
    (file,) = advanced_logs.packet_files(
        mattermost_with(LogSettings={"AdvancedLoggingJSON": targets("logs/new.log")})
    )

    with pytest.raises(CollectError, match=r"new\.log.*LogSettings\.AdvancedLoggingJSON"):
        content(file)


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("place", ["/etc/passwd", "../outside.log", "logs/../config/config.json"])
def test_a_target_outside_the_log_directory_is_left_out_with_a_warning(
    mattermost_with: MattermostWith, place: str
) -> None:
    mattermost = mattermost_with(LogSettings={"AdvancedLoggingJSON": targets(place)})

    with pytest.warns(UserWarning, match="outside the server's log directory"):
        assert names(advanced_logs.packet_files(mattermost)) == []


def test_the_server_log_is_not_there_twice(mattermost_with: MattermostWith, logs: Path) -> None:
    assert (logs / "mattermost.log").exists()
    settings = {"AdvancedLoggingJSON": targets("logs/mattermost.log")}

    assert names(advanced_logs.packet_files(mattermost_with(LogSettings=settings))) == []


def test_without_its_own_file_the_server_log_is_the_target_of_that_name(
    mattermost_with: MattermostWith, logs: Path
) -> None:
    (logs / "deep").mkdir()
    (logs / "deep" / "mattermost.log").write_text("of a target\n", encoding="utf-8")
    settings = {"EnableFile": False, "AdvancedLoggingJSON": targets("logs/deep/mattermost.log")}
    mattermost = mattermost_with(LogSettings=settings)

    (file,) = mattermost_log.packet_files(mattermost)

    assert content(file) == b"of a target\n"
    assert names(advanced_logs.packet_files(mattermost)) == []


@pytest.mark.usefixtures("written")
def test_a_server_with_advanced_logs_only_is_not_said_to_write_none(
    mattermost_with: MattermostWith,
) -> None:
    settings = {"EnableFile": False, "AdvancedLoggingJSON": targets("logs/debug.log")}
    (file,) = mattermost_log.packet_files(mattermost_with(LogSettings=settings))

    with pytest.raises(CollectError, match=r"Advanced logging writes debug\.log"):
        file.collect()


def test_a_newer_server_has_notifications_log_from_a_target(
    mattermost_with: MattermostWith, logs: Path
) -> None:
    (logs / "notifications.log").write_text("of a target\n", encoding="utf-8")
    settings = {"AdvancedLoggingJSON": targets("logs/notifications.log"), "MaxFieldSize": 2048}
    mattermost = mattermost_with(LogSettings=settings)

    (file,) = notifications_log.packet_files(mattermost)

    assert (file.name, content(file)) == ("notifications.log", b"of a target\n")
    assert names(advanced_logs.packet_files(mattermost)) == []


START = "Current version is {0}.0 ({0}.0/Mon Jan  5 09:14:07 UTC 2026/0a1b2c/0d1e2f)"


@pytest.mark.parametrize(("release", "expected"), [("10.11", 1), ("11.0", 0), ("11.10", 0)])
def test_what_is_left_over_of_the_notifications_log_is_ignored_where_the_server_ignores_it(
    mattermost_with: MattermostWith, logs: Path, release: str, expected: int
) -> None:
    line = json.dumps({"msg": START.format(release)})
    (logs / "mattermost.log").write_text(f"{line}\n", encoding="utf-8")
    (logs / "notifications.log").write_text("years old\n", encoding="utf-8")
    mattermost = mattermost_with(
        NotificationLogSettings={"EnableFile": True}, LogSettings={"MaxFieldSize": 2048}
    )

    assert len(list(notifications_log.packet_files(mattermost))) == expected
    assert notifications_log.packet_notices(mattermost) == []


@pytest.mark.parametrize(("release", "expected"), [("10.11", ["ldap.log"]), ("11.0", [])])
@pytest.mark.parametrize("key", ["AdvancedLoggingJSON", "AdvancedLoggingConfig"])
def test_so_are_the_targets_of_its_section(
    mattermost_with: MattermostWith, written: Path, key: str, release: str, expected: list[str]
) -> None:
    line = json.dumps({"msg": START.format(release)})
    (written / "mattermost.log").write_text(f"{line}\n", encoding="utf-8")
    mattermost = mattermost_with(
        NotificationLogSettings={key: json.dumps(targets("logs/ldap.log"))},
        LogSettings={"AdvancedLoggingJSON": {}},
    )

    assert names(advanced_logs.packet_files(mattermost)) == expected


def test_nor_does_it_need_a_log_where_the_configuration_is_of_the_newest_release(
    mattermost_with: MattermostWith, logs: Path
) -> None:
    (logs / "notifications.log").write_text("years old\n", encoding="utf-8")
    mattermost = mattermost_with(
        NotificationLogSettings={"EnableFile": True}, AIRecapSettings={"Enable": True}
    )

    assert list(notifications_log.packet_files(mattermost)) == []
    assert "NotificationLogSettings" not in mattermost.sanitized_config
