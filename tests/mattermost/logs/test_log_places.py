"""Logs by path and by target: only what is below a directory of logs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.distributions.waiting import READ_SECONDS
from support.faults.hanging import hanging_file_system

from support_packet import CollectError, log_files
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.reading_limits import ReadingLimits

VARIABLE = "SUPPORT_PACKET_MORE_LOGS__NGINX"
SECTIONS = ["LogSettings", "ExperimentalAuditSettings", "NotificationLogSettings"]

Open = Callable[..., Mattermost]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the directory of a server with a log."""
    home = tmp_path / "mattermost"
    for folder in ("config", "logs"):
        (home / folder).mkdir(parents=True)
    (home / "logs/ldap.log").write_text("one\ntwo\n", encoding="utf-8")
    return home


@pytest.fixture
def mattermost_with(home: Path) -> Open:
    """Return a function that opens the installation with sections of settings."""

    def opened(*, network_timeout: float = READ_SECONDS, **sections: Any) -> Mattermost:
        (home / "config/config.json").write_text(json.dumps(sections), encoding="utf-8")
        limits = ReadingLimits(network_timeout=network_timeout, rotated_log_days=100_000)
        return Mattermost(home, {}, limits)

    return opened


def test_a_log_below_the_log_directory_is_read(mattermost_with: Open, home: Path) -> None:
    log = mattermost_with().log_file(home / "logs/ldap.log", setting="LogSettings.FileLocation")

    assert b"".join(log) == b"one\ntwo\n"
    assert log.size() == 8


@pytest.mark.parametrize("path", ["/etc/passwd", "config/config.json", "logs/../config/a.log"])
def test_a_log_elsewhere_is_refused(mattermost_with: Open, home: Path, path: str) -> None:
    mattermost = mattermost_with()

    with pytest.raises(CollectError, match="log directory and outside what Log"):
        mattermost.log_file(home / path, setting="LogSettings.FileLocation")


def test_the_directory_of_mm_log_path_is_one_of_logs(home: Path, tmp_path: Path) -> None:
    logs = tmp_path / "var/log"
    logs.mkdir(parents=True)
    (logs / "ldap.log").write_text("three\n", encoding="utf-8")
    target = {"type": "file", "options": {"filename": str(logs / "ldap.log")}}
    document = {"LogSettings": {"AdvancedLoggingJSON": {"ldap": target}}}
    (home / "config/config.json").write_text(json.dumps(document), encoding="utf-8")

    def paths(variables: dict[str, str]) -> list[Path]:
        return [each.path for each in Mattermost(home, variables).config.log_targets()]

    assert paths({"MM_LOG_PATH": str(logs)}) == [logs / "ldap.log"]
    with pytest.warns(UserWarning, match="outside the server's log directory"):
        assert paths({}) == []


def test_mm_log_path_does_not_open_the_configuration(home: Path) -> None:
    target = {"type": "file", "options": {"filename": str(home / "config/config.json")}}
    document = {"LogSettings": {"AdvancedLoggingJSON": {"all": target}}}
    (home / "config/config.json").write_text(json.dumps(document), encoding="utf-8")

    with pytest.warns(UserWarning, match="outside the server's log directory"):
        assert Mattermost(home, {"MM_LOG_PATH": str(home)}).config.log_targets() == []


def test_without_a_log_directory_nothing_is_below_it(mattermost_with: Open, home: Path) -> None:
    """The server then writes its log where it is installed, next to its configuration."""
    (home / "logs/ldap.log").unlink()
    (home / "logs").rmdir()

    with pytest.raises(CollectError, match="outside"):
        mattermost_with().log_file(home / "config/config.json", setting="LogSettings.FileLocation")


def test_a_link_out_of_the_log_directory_is_refused(mattermost_with: Open, home: Path) -> None:
    (home / "logs/link.log").symlink_to("/etc/passwd")

    with pytest.raises(CollectError, match="outside"):
        mattermost_with().log_file(home / "logs/link.log", setting="LogSettings.FileLocation")


@pytest.mark.parametrize("value", ["nginx", "nginx/error.log"])
def test_a_variable_of_the_operator_names_another_directory_or_log(
    mattermost_with: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    log = tmp_path / "nginx/error.log"
    log.parent.mkdir()
    log.write_text("refused\n", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path / value))

    assert b"".join(mattermost_with().log_file(log, setting=VARIABLE)) == b"refused\n"
    with pytest.raises(CollectError, match=VARIABLE):
        mattermost_with().log_file(tmp_path / "other.log", setting=VARIABLE)


def test_a_package_names_more_directories_and_logs(mattermost_with: Open, tmp_path: Path) -> None:
    for name in ("nginx/error.log", "apache/error.log", "apache/access.log"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    below: list[str | Path] = [tmp_path / "nginx", str(tmp_path / "apache/error.log")]
    log_file = mattermost_with().log_file

    for name in ("nginx/error.log", "apache/error.log"):
        log = log_file(tmp_path / name, setting=VARIABLE, below=below)
        assert b"".join(log) == f"{name}\n".encode()
    with pytest.raises(CollectError, match=VARIABLE):
        log_file(tmp_path / "apache/access.log", setting=VARIABLE, below=below)


@pytest.mark.parametrize("name", ["/etc/passwd", "../config/config.json", "a/../../x"])
def test_a_name_does_not_lead_out_of_the_directory(mattermost_with: Open, name: str) -> None:
    with pytest.raises(CollectError, match="not the name of a log"):
        mattermost_with().log(name, "LogSettings")


def test_a_log_and_its_rotated_files_are_files_of_the_packet(
    mattermost_with: Open, home: Path
) -> None:
    for second in ("01", "02"):
        rotated = home / f"logs/ldap-2026-01-05T09-14-{second}.000.log"
        rotated.write_text(f"{second}\n", encoding="utf-8")

    files = [*log_files(mattermost_with().log("ldap.log", "LogSettings"), folder="mine", title="L")]

    assert [file.name for file in files] == [
        "mine/ldap.log",
        "mine/ldap-2026-01-05T09-14-02.000.log",
        "mine/ldap-2026-01-05T09-14-01.000.log",
    ]
    assert {file.title for file in files} == {"L"}


def test_they_can_be_sent_on_request_only_and_so_many_days_back(
    mattermost_with: Open, home: Path
) -> None:
    (home / "logs/ldap-2026-01-05T09-14-01.000.log").touch()
    log = mattermost_with().log("ldap.log", "LogSettings")

    none_rotated = [*log_files(log, default=False, preview=False, days=0)]
    with_rotated = [*log_files(log, default=False, days=100_000)]

    assert [(file.name, file.default, file.preview) for file in none_rotated] == [
        ("ldap.log", False, False)
    ]
    assert [file.default for file in with_rotated] == [False, False]


def test_a_name_that_no_packet_may_have_is_changed(mattermost_with: Open) -> None:
    [file] = log_files(mattermost_with().log("a:b\\c\n.log", "LogSettings"), folder="mine")

    assert file.name == "mine/a_b_c_.log"


def target(path: str) -> dict[str, Any]:
    """Return a file target as newer servers store it."""
    return {"type": "file", "options": {"filename": path}}


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize(
    ("key", "encode"),
    [
        ("AdvancedLoggingJSON", lambda targets: targets),
        ("AdvancedLoggingJSON", json.dumps),
        ("AdvancedLoggingConfig", json.dumps),
    ],
    ids=["object", "quoted", "string"],
)
def test_file_targets_are_found(
    mattermost_with: Open, home: Path, section: str, key: str, encode: Callable[[Any], Any]
) -> None:
    old = {"Type": "file", "Options": {"Filename": str(home / "logs/old.log")}}
    targets = {"a": target("logs/ldap.log"), "b": old, "c": {"type": "console"}, "d": None}

    found = mattermost_with(**{section: {key: encode(targets)}}).config.log_targets()

    assert [(each.name, each.path) for each in found] == [
        ("a", home / "logs/ldap.log"),
        ("b", home / "logs/old.log"),
    ]
    assert {each.setting for each in found} == {f"{section}.{key}"}


def test_targets_may_be_in_a_file(mattermost_with: Open, home: Path) -> None:
    (home / "config/logging.json").write_text(
        json.dumps({"a": target("logs/ldap.log")}), encoding="utf-8"
    )

    mattermost = mattermost_with(LogSettings={"AdvancedLoggingJSON": "logging.json"})

    assert [each.path for each in mattermost.config.log_targets()] == [home / "logs/ldap.log"]


def test_a_target_elsewhere_is_left_out_with_a_warning(mattermost_with: Open) -> None:
    mattermost = mattermost_with(LogSettings={"AdvancedLoggingJSON": {"a": target("/etc/passwd")}})

    with pytest.warns(UserWarning, match="target a of LogSettings.AdvancedLoggingJSON is outside"):
        assert mattermost.config.log_targets() == []


@pytest.mark.parametrize("value", ["{", "missing.json", "[]", 3, "nul\0.json"])
def test_what_cannot_be_read_is_left_out_with_a_warning(mattermost_with: Open, value: Any) -> None:
    mattermost = mattermost_with(LogSettings={"AdvancedLoggingJSON": value})

    with pytest.warns(
        UserWarning, match="AdvancedLoggingJSON names log targets that can't be read"
    ):
        assert mattermost.config.log_targets() == []


def test_a_null_character_in_the_name_of_a_file_costs_its_own_target(
    mattermost_with: Open, home: Path
) -> None:
    targets = {"a": target("logs/a\0.log"), "b": target("logs/ldap.log")}
    mattermost = mattermost_with(LogSettings={"AdvancedLoggingJSON": targets})

    with pytest.warns(UserWarning, match="target a of LogSettings.AdvancedLoggingJSON is outside"):
        found = mattermost.config.log_targets()

    assert [each.path for each in found] == [home / "logs/ldap.log"]


def test_a_target_on_a_file_system_that_hangs_costs_itself(
    mattermost_with: Open, home: Path
) -> None:
    hung = home / "logs/hung"
    hung.mkdir()
    targets = {"a": target("logs/hung/a.log"), "b": target("logs/ldap.log")}
    mattermost = mattermost_with(LogSettings={"AdvancedLoggingJSON": targets}, network_timeout=0.5)

    with (
        hanging_file_system(hung),
        pytest.warns(UserWarning, match=r"a\.log: the file system did not respond within"),
    ):
        found = mattermost.config.log_targets()

    assert [each.path for each in found] == [home / "logs/ldap.log"]
