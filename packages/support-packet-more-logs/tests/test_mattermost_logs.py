"""The audit log: on request, and never what the packet has without this package."""

import os
from pathlib import Path

import pytest
from support_packet.testing import Author, Installation

FOLDER = "more-logs/mattermost"
NAME = f"{FOLDER}/audit.log"
LINE = '{"level":"info","msg":"group synchronized"}'


def write_audits(installation: Installation, path: object) -> None:
    """Make Mattermost write its audit log to `path`."""
    installation.set("ExperimentalAuditSettings", FileEnabled=True, FileName=str(path))


def log_to(installation: Installation, section: str, *paths: object) -> None:
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


def test_an_audit_log_is_sent_on_request_only(installation: Installation, author: Author) -> None:
    installation.log("audit.log", LINE)
    write_audits(installation, "logs/audit.log")

    assert author.packet().names == []
    assert author.preview().names == [NAME]
    assert author.packet(include=[NAME]).text(NAME) == f"{LINE}\n"


def test_without_audits_there_is_none(installation: Installation, author: Author) -> None:
    installation.set("ExperimentalAuditSettings", FileEnabled=False, FileName="logs/audit.log")

    assert author.preview().names == []


@pytest.mark.parametrize("link", [False, True])
@pytest.mark.parametrize("log", ["mattermost.log", "notifications.log", "ldap.log", "api.log"])
def test_what_the_packet_has_already_is_not_sent_twice(
    installation: Installation, author: Author, log: str, link: bool
) -> None:
    path = installation.log(log, LINE)
    log_to(installation, "LogSettings", path.with_name("ldap.log"))
    log_to(installation, "ExperimentalAuditSettings", path.with_name("api.log"))
    if link:
        path.with_name("same.log").symlink_to(path)
        path = path.with_name("same.log")
    write_audits(installation, path)

    assert author.preview().names == []


def test_alongside_the_built_in_collectors_every_log_is_sent_once(
    installation: Installation, author: Author
) -> None:
    """The core sends the targets of advanced logging, those of audits among them."""
    logs = [installation.log(name, f"a line of {name}") for name in ("ldap.log", "api.log")]
    installation.log("mattermost.log", "a line of mattermost.log")
    log_to(installation, "LogSettings", logs[0])
    log_to(installation, "ExperimentalAuditSettings", logs[1])
    installation.log("audit.log", "a line of audit.log")
    write_audits(installation, "logs/audit.log")

    made = author.with_built_in().packet(include=[NAME])

    assert made.warnings == []
    of_logs = [name for name in made.names if name.endswith(".log")]
    assert of_logs == ["mattermost.log", "notifications.log", "api.log", "ldap.log", NAME]
    texts = [made.text(name) for name in of_logs]
    assert sorted(texts) == sorted(set(texts))


def test_an_audit_log_that_is_a_target_too_is_sent_by_the_core(
    installation: Installation, author: Author
) -> None:
    path = installation.log("audit.log", LINE)
    log_to(installation, "ExperimentalAuditSettings", path)
    write_audits(installation, path)

    made = author.with_built_in().packet()

    assert [name for name in made.names if "audit" in name] == ["audit.log"]


def test_rotated_logs_come_as_far_back_as_the_operator_says(
    installation: Installation, author: Author
) -> None:
    write_audits(installation, installation.log("audit.log", "new"))
    installation.log("audit-2026-01-05T09-14-01.000.log", "old")
    author.environment["SUPPORT_PACKET_ROTATED_LOG_DAYS"] = "3650"

    assert author.preview().names == [NAME, f"{FOLDER}/audit-2026-01-05T09-14-01.000.log"]


def test_an_audit_log_elsewhere_takes_the_operators_word(
    installation: Installation, author: Author, tmp_path: Path
) -> None:
    """Else those who may change Mattermost's settings could download any file of the machine."""
    (tmp_path / "audit.log").write_text(f"{LINE}\n", encoding="utf-8")
    write_audits(installation, tmp_path / "audit.log")

    assert author.preview().missing == [NAME]
    [warning] = author.packet(include=[NAME]).warnings
    assert "SUPPORT_PACKET_MORE_LOGS_MATTERMOST__AUDIT_FOLDERS" in warning

    author.set("more_logs_mattermost", audit_folders=[tmp_path])
    assert author.packet(include=[NAME]).text(NAME) == f"{LINE}\n"


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
def test_what_is_not_a_log_says_why(
    installation: Installation, author: Author, kind: str, why: str
) -> None:
    path = installation.directory / "logs" / "audit.log"
    put_in_place(path, kind)
    write_audits(installation, path)

    [warning] = author.packet(include=[NAME]).warnings

    assert why in warning
    assert "To do: Check that its program writes it" in warning
    assert author.preview().missing == [NAME]


@pytest.mark.parametrize(
    ("odd", "name"), [("a:b.log", "a_b.log"), ("c\nd.log", "c_d.log"), ("con.log", "_con.log")]
)
def test_odd_names_are_changed(
    installation: Installation, author: Author, odd: str, name: str
) -> None:
    write_audits(installation, installation.log(odd, LINE))

    assert author.preview().names == [f"{FOLDER}/{name}"]
    assert author.packet(include=[f"{FOLDER}/{name}"]).warnings == []
