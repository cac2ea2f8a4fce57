"""`support-packet check` where a file system hangs: it ends, and says which one."""

import sqlite3
from contextlib import closing

import pytest
from support.faults.hanging import dead_file_system, hanging_file_system
from support.serving.checking import Checked, Checker

from demo.installation import Installation

QUICK = {"SUPPORT_PACKET_COLLECTOR_TIMEOUT": "1", "SUPPORT_PACKET_NETWORK_TIMEOUT": "1"}


def check(checker: Checker, example: Installation, folder: str) -> Checked:
    """Check while this folder hangs."""
    with hanging_file_system(example.directory / folder):
        return checker.check(example, **QUICK)


@pytest.mark.parametrize(
    ("folder", "area", "reason"),
    [
        ("plugins", "plugins.json", "/plugins does not respond. Check the file system"),
        ("logs", "mattermost_log", "did not respond within 1 seconds"),
    ],
)
def test_the_line_of_the_file_says_so(
    checker: Checker, example: Installation, folder: str, area: str, reason: str
) -> None:
    checked = check(checker, example, folder)

    assert checked.status == 1
    lines = [text for name, text in checked.of("missing") if name == area]
    assert len(lines) == 1
    assert reason in lines[0]
    assert "sanitized_config.json" in dict(checked.of("ok"))


def test_a_configuration_that_hangs_is_one_line(checker: Checker, example: Installation) -> None:
    checked = check(checker, example, "config")

    assert (checked.status, checked.lines) == (2, [])
    assert checked.error == (
        f"support-packet: {example.directory}/config: the file system did not respond within "
        "1 seconds. Check the file system that it is on.\n"
    )


def test_a_license_file_that_hangs_is_named(checker: Checker, example: Installation) -> None:
    """It is looked for where the database names no license."""
    with closing(sqlite3.connect(example.database)) as database, database:
        database.execute("DELETE FROM Systems WHERE Name = 'ActiveLicenseId'")
    variables = {
        **QUICK,
        "SUPPORT_PACKET_COLLECTOR_TIMEOUT": "10",
        "MM_SERVICESETTINGS_LICENSEFILELOCATION": str(example.directory / "plugins/license"),
        "MM_PLUGINSETTINGS_DIRECTORY": str(example.directory / "none"),
    }
    with hanging_file_system(example.directory / "plugins"):
        checked = checker.check(example, **variables)

    assert dict(checked.of("missing"))["license"].startswith(
        "The license file: the file system did not respond within 1 seconds. Check the file system"
    )


@pytest.mark.parametrize(
    ("folder", "area", "path"),
    [("plugins", "plugins.json", "plugins"), ("logs", "mattermost.log", "logs/mattermost.log")],
)
def test_what_is_on_a_file_system_that_is_gone_keeps_its_path(
    checker: Checker, example: Installation, folder: str, area: str, path: str
) -> None:
    """The server found its folder of logs by searching, when there was one."""
    with dead_file_system(example.directory / folder):
        checked = checker.check(example)

    reason = f"{example.directory}/{path}: Transport endpoint is not connected. Check "
    assert dict(checked.of("missing"))[area].startswith(reason)


def test_a_configuration_that_is_gone_asks_for_its_file_system(
    checker: Checker, example: Installation
) -> None:
    with dead_file_system(example.directory / "config"):
        checked = checker.check(example)

    assert checked.error.endswith(
        "/config.json: Transport endpoint is not connected. Check the file system that it is on.\n"
    )
