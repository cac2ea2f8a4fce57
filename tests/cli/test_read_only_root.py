"""The commands where the root file system is read-only, as containers are hardened."""

import os
import subprocess
from pathlib import Path

import pytest
from support.servers.packages import required_program
from support.serving.program import COMMAND

from demo.installation import Installation


def run(
    example: Installation, command: str, **variables: str
) -> "subprocess.CompletedProcess[str]":
    """Run the command in its own mount namespace, in which nothing can be written."""
    if os.geteuid() != 0:
        pytest.skip("only root can make a mount namespace")
    unshare = required_program("unshare", "util-linux")
    # What is below / may have its own file system.
    read_only = """
        mount -o remount,bind,ro / && cd / || exit
        for place in /tmp /var/tmp; do
            mount --bind "$place" "$place" && mount -o remount,bind,ro "$place" || exit
        done
        exec "$@"
    """
    inherited = {name: value for name, value in os.environ.items() if name != "TMPDIR"}
    options = ["--mattermost", str(example.directory)]
    options += ["--bind", "127.0.0.1:0"] if command == "serve" else []
    return subprocess.run(
        [unshare, "--mount", "sh", "-c", read_only, "sh", COMMAND, command, *options],
        env={**inherited, **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_serve_says_what_it_needs(example: Installation) -> None:
    ended = run(example, "serve")
    if "mount:" in ended.stderr:
        pytest.skip(f"no read-only root here: {ended.stderr.strip()}")

    assert ended.returncode == 2
    assert ended.stderr.splitlines()[-1].startswith(
        "support-packet: There is no directory for temporary files ("
    )
    assert "Set TMPDIR" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_check_needs_no_directory(example: Installation) -> None:
    ended = run(example, "check")
    if "mount:" in ended.stderr:
        pytest.skip(f"no read-only root here: {ended.stderr.strip()}")

    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_directory_that_is_named_and_missing_is_one_line(example: Installation) -> None:
    ended = run(example, "serve", RUNTIME_DIRECTORY="/nowhere/at/all")
    if "mount:" in ended.stderr:
        pytest.skip(f"no read-only root here: {ended.stderr.strip()}")

    assert ended.returncode == 2
    assert "There is no directory for temporary files (No such file or directory)" in ended.stderr
    assert Path("/nowhere").exists() is False
