"""The journal of the server's unit, from a stand-in for journalctl and from the real one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import journald
import pytest
from journald import JOURNALD
from support_packet.testing import Author

NAME = "more-logs/journal/mattermost.log"


@pytest.fixture
def author(author: Author) -> Author:
    return author.use("more_logs_journal")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that is searched for programs first."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def journalctl(programs: Path, script: str) -> None:
    (programs / "journalctl").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (programs / "journalctl").chmod(0o755)


def test_the_journal_is_asked_for_the_unit(author: Author, programs: Path) -> None:
    journalctl(programs, 'echo "$@"')
    author.set("more_logs_journal", units=["mattermost", "chat@1"], hours=3, lines=7)

    made = author.packet()

    assert made.names == [f"more-logs/journal/{unit}.log" for unit in ("chat@1", "mattermost")]
    assert made.text(NAME).split() == [
        *("--quiet", "--no-pager", "--output=short-iso"),
        *("--unit=mattermost", "--since=-3h", "--lines=7"),
    ]


def test_secrets_in_it_are_masked(author: Author, programs: Path) -> None:
    secret = "ghp_" + "1a2B3c4D5e6F7g8H9i0J" + "1k2L3m4N5o6P7q8R"
    journalctl(programs, f"echo 'started with token {secret}'")

    made = author.packet()

    made.assert_hides(secret)
    assert made.text(NAME).startswith("started with token ")


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("exit 0", "group systemd-journal"),
        ("echo 'Failed to add filter for units' >&2; exit 1", "Failed to add filter for units"),
        ("kill -9 $$", "ended by signal 9"),
    ],
)
def test_without_a_journal_it_says_why(
    author: Author, programs: Path, script: str, why: str
) -> None:
    journalctl(programs, script)

    made = author.packet()

    assert made.names == []
    [warning] = made.warnings
    assert why in warning


def test_without_systemd_it_says_so(
    author: Author, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    [warning] = author.packet().warnings

    assert "This system has no journalctl" in warning
    assert author.preview().missing == [NAME]


def test_a_journal_that_hangs_is_not_waited_for(author: Author, programs: Path) -> None:
    journalctl(programs, "sleep 600 & wait")
    author.environment["SUPPORT_PACKET_COLLECTOR_TIMEOUT"] = "1"

    [warning] = author.packet().warnings

    assert "1 seconds" in warning


def test_garbage_is_sent_as_text(author: Author, programs: Path) -> None:
    journalctl(programs, r"printf '\377\000\033[31mred\n'")

    assert author.packet().text(NAME).endswith("red\n")


def test_the_page_does_not_read_the_journal(author: Author, programs: Path, tmp_path: Path) -> None:
    journalctl(programs, f"touch {tmp_path}/called; echo line")

    assert author.preview(show=NAME).missing == []
    assert not (tmp_path / "called").exists()


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Return a folder with a journal that the real systemd-journald has written."""
    if os.geteuid() != 0:
        pytest.skip("only root can run systemd-journald in its own mount namespace")
    if not Path(JOURNALD).exists() or not Path("/etc/machine-id").exists():
        pytest.skip("systemd-journald is not installed")
    private = ["unshare", "--mount", "--propagation=private"]
    if subprocess.run([*private, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no private mounts here")
    folder = tmp_path / "journal"
    entries = ["mattermost", "Server is listening", "nginx", "not this one"]
    command = [*private, sys.executable, journald.__file__, str(folder), *entries]
    subprocess.run(command, capture_output=True, check=True, timeout=60)
    return folder


def test_a_real_journal_is_read(author: Author, journal: Path, programs: Path) -> None:
    real = shutil.which("journalctl", path="/usr/bin:/bin")
    journalctl(programs, f'exec {real} --directory="$(echo {journal}/*)" "$@"')

    content = author.packet().text(NAME)

    assert "Server is listening" in content
    assert "not this one" not in content
