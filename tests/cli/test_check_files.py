"""`support-packet check` where logs or plugins are missing."""

import os
import shutil
from collections.abc import Callable

import pytest
from support.serving.checking import Checked, Checker

from demo.installation import Installation

PLACES = "the directory in which the server writes this log."


def the_one_line(checked: Checked, file: str) -> str:
    """Return the text about `file`, the only one that is missing."""
    assert (checked.status, checked.error) == (1, "")
    [(area, text)] = checked.of("missing")
    assert area == file
    assert text not in [note for _, note in checked.of("note")]
    return text


@pytest.mark.parametrize("name", ["mattermost.log", "notifications.log"])
def test_a_missing_log_is_one_line(checker: Checker, example: Installation, name: str) -> None:
    (example.logs / name).unlink()
    section = "LogSettings" if name == "mattermost.log" else "NotificationLogSettings"

    assert the_one_line(checker.check(example), name) == (
        f"{example.logs / name}: No such file or directory. Check {section}.FileLocation, {PLACES}"
    )


def test_a_missing_log_directory_is_one_line_for_each_log(
    checker: Checker, example: Installation
) -> None:
    shutil.rmtree(example.logs)

    checked = checker.check(example)

    assert checked.status == 1
    assert [area for area, _ in checked.of("missing")] == ["mattermost.log", "notifications.log"]
    assert not [area for area, _ in checked.of("note") if area == "notice"]


def test_a_log_directory_elsewhere_is_named(checker: Checker, example: Installation) -> None:
    text = the_one_line(
        checker.check(example, MM_LOGSETTINGS_FILELOCATION="/nowhere"), "mattermost.log"
    )

    assert text.startswith("/nowhere/mattermost.log: No such file or directory.")


def test_rotated_logs_that_are_left_out_are_counted(
    checker: Checker, example: Installation
) -> None:
    for name in ("mattermost.log.1", "mattermost.log.2.gz"):
        (example.logs / name).write_bytes(b"")

    checked = checker.check(example)
    with_them = checker.check(example, SUPPORT_PACKET_ROTATED_LOG_DAYS="7")

    assert dict(checked.of("ok"))["logs"] == (
        f"{example.logs}; rotated in the last 7 days: 2, left out unless "
        "SUPPORT_PACKET_ROTATED_LOG_DAYS is set"
    )
    assert dict(with_them.of("ok"))["logs"] == str(example.logs)


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("mattermost.log", "MM_LOGSETTINGS_ENABLEFILE"),
        ("notifications.log", "MM_NOTIFICATIONLOGSETTINGS_ENABLEFILE"),
    ],
)
def test_a_log_that_is_switched_off_is_one_line(
    checker: Checker, example: Installation, name: str, variable: str
) -> None:
    text = the_one_line(checker.check(example, **{variable: "false"}), name)

    assert "EnableFile is false. Set" in text


@pytest.mark.parametrize("replace", [os.mkdir, os.mkfifo], ids=["directory", "pipe"])
def test_a_log_that_is_not_a_file_is_one_line(
    checker: Checker, example: Installation, replace: Callable[[str], None]
) -> None:
    log = example.logs / "mattermost.log"
    log.unlink()
    replace(str(log))

    text = the_one_line(checker.check(example), "mattermost.log")

    assert text.startswith(f"{log}")
    assert "LogSettings.FileLocation" in text


def test_plugins_that_are_switched_off_are_one_line(
    checker: Checker, example: Installation
) -> None:
    checked = checker.check(example, MM_PLUGINSETTINGS_ENABLE="false")

    assert the_one_line(checked, "plugins.json") == (
        "Plugins are disabled: PluginSettings.Enable is false. "
        "Set it to true if the server should have plugins."
    )


def test_a_missing_plugin_directory_is_one_line(checker: Checker, example: Installation) -> None:
    shutil.rmtree(example.plugins)

    assert the_one_line(checker.check(example), "plugins.json") == (
        f"{example.plugins}: No such file or directory. Check PluginSettings.Directory."
    )


def test_a_broken_manifest_is_one_line(checker: Checker, example: Installation) -> None:
    folder = example.plugins / "broken"
    folder.mkdir()
    (folder / "plugin.json").write_text("{")

    text = the_one_line(checker.check(example), "plugins.json")

    assert text.startswith(f"The plugin in {folder} was left out: plugin.json: line 1, column 2")
    assert text.endswith("Install it again.")
