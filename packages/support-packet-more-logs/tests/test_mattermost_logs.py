"""Audit logs and advanced logging: what the packet does not have already."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from support_packet.testing import Author, Installation

FOLDER = "more-logs/mattermost"
LINE = '{"level":"info","msg":"group synchronized"}'


def targets(installation: Installation, section: str, *paths: object) -> None:
    """Make advanced logging write files."""
    installation.set(
        section,
        AdvancedLoggingJSON={
            f"target{number}": {"type": "file", "options": {"filename": str(path)}}
            for number, path in enumerate(paths)
        },
    )


@pytest.fixture
def author(author: Author) -> Author:
    return author.use("more_logs_mattermost")


def test_a_log_of_advanced_logging_is_in_the_packet(
    installation: Installation, author: Author
) -> None:
    targets(installation, "LogSettings", installation.log("ldap.log", LINE))

    made = author.packet()

    assert made.text(f"{FOLDER}/ldap.log") == f"{LINE}\n"
    assert made.warnings == []


def test_an_audit_log_is_sent_on_request_only(installation: Installation, author: Author) -> None:
    installation.log("audit.log", LINE)
    targets(installation, "ExperimentalAuditSettings", installation.log("api.log", LINE))
    installation.set("ExperimentalAuditSettings", FileEnabled=True, FileName="logs/audit.log")
    names = [f"{FOLDER}/api.log", f"{FOLDER}/audit.log"]

    assert author.packet().names == []
    assert author.preview().names == names
    assert author.packet(include=names).names == names


def test_without_audits_there_is_none(installation: Installation, author: Author) -> None:
    installation.set("ExperimentalAuditSettings", FileEnabled=False, FileName="logs/audit.log")

    assert author.preview().names == []


@pytest.mark.parametrize("link", [False, True])
def test_what_the_packet_has_already_is_not_sent_twice(
    installation: Installation, author: Author, link: bool
) -> None:
    log = installation.log("mattermost.log", LINE)
    if link:
        log.with_name("same.log").symlink_to(log)
    paths = [log.with_name("same.log") if link else log, installation.log("notifications.log")]
    targets(installation, "LogSettings", *paths)

    assert author.preview().names == []


def test_what_the_packet_has_no_more_is_sent(installation: Installation, author: Author) -> None:
    """Servers of release 11 have their notifications log from advanced logging only."""
    installation.set("NotificationLogSettings", EnableFile=False)
    targets(installation, "LogSettings", installation.log("notifications.log", LINE))

    assert author.packet().names == [f"{FOLDER}/notifications.log"]


def test_logs_of_one_name_get_different_folders(installation: Installation, author: Author) -> None:
    logs = [installation.log(f"{name}/ldap.log", name) for name in ("a", "b", "c")]
    targets(installation, "LogSettings", *logs, logs[0])

    made = author.packet()

    assert [made.text(name) for name in made.names] == ["b\n", "c\n", "a\n"]
    assert made.names == [f"{FOLDER}{n}/ldap.log" for n in ("-2", "-3", "")]


def test_rotated_logs_come_as_far_back_as_the_operator_says(
    installation: Installation, author: Author
) -> None:
    targets(installation, "LogSettings", installation.log("ldap.log", "new"))
    installation.log("ldap-2026-01-05T09-14-01.000.log", "old")
    author.environment["SUPPORT_PACKET_ROTATED_LOG_DAYS"] = "3650"

    assert author.packet().names == [
        f"{FOLDER}/ldap.log",
        f"{FOLDER}/ldap-2026-01-05T09-14-01.000.log",
    ]


def audit_elsewhere(installation: Installation, folder: Path) -> str:
    """Write an audit log to `folder`, and return its name in the packet."""
    (folder / "audit.log").write_text(f"{LINE}\n", encoding="utf-8")
    installation.set(
        "ExperimentalAuditSettings", FileEnabled=True, FileName=str(folder / "audit.log")
    )
    return f"{FOLDER}/audit.log"


def test_an_audit_log_elsewhere_takes_the_operators_word(
    installation: Installation, author: Author, tmp_path: Path
) -> None:
    """Who may change Mattermost's settings could otherwise download any file of the machine."""
    name = audit_elsewhere(installation, tmp_path)

    assert author.preview().missing == [name]
    [warning] = author.packet(include=[name]).warnings
    assert "SUPPORT_PACKET_MORE_LOGS_MATTERMOST__AUDIT_FOLDERS" in warning

    author.set("more_logs_mattermost", audit_folders=[tmp_path])
    assert author.packet(include=[name]).text(name) == f"{LINE}\n"


def put_in_place(path: Path, kind: str) -> None:
    """Make something at `path` that is not a log."""
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "link to nowhere":
        path.symlink_to(path.with_name("nowhere"))


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("nothing", "No such file"),
        ("pipe", "is not a regular file"),
        ("folder", "is not a regular file"),
        ("link to nowhere", "No such file"),
    ],
)
def test_what_is_no_log_says_why(
    installation: Installation, author: Author, kind: str, why: str
) -> None:
    path = installation.directory / "logs" / "ldap.log"
    put_in_place(path, kind)
    targets(installation, "LogSettings", path)

    [warning] = author.packet().warnings

    assert why in warning
    assert "To do: Check that its program writes it" in warning
    assert author.preview().missing == [f"{FOLDER}/ldap.log"]


def test_odd_names_are_changed(installation: Installation, author: Author) -> None:
    odd: list[Any] = [installation.log(name, LINE) for name in ("a:b.log", "c\nd.log", "con.log")]
    targets(installation, "LogSettings", *odd)

    made = author.packet()

    assert made.names == [f"{FOLDER}/{name}" for name in ("_con.log", "a_b.log", "c_d.log")]
    assert made.warnings == []


def test_the_settings_of_old_releases_are_understood(
    installation: Installation, author: Author
) -> None:
    path = str(installation.log("ldap.log", LINE))
    old = {"ldap": {"Type": "file", "Options": {"Filename": path}}}
    installation.set("LogSettings", AdvancedLoggingConfig=json.dumps(old))

    assert author.packet().names == [f"{FOLDER}/ldap.log"]
