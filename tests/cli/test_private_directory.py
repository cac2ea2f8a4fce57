"""The directory of one run of the server."""

import fcntl
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from support_packet.cli.private_directory import enter, private_directory

FORK = """
import os
import sys
from support_packet.cli.private_directory import private_directory

with private_directory() as path:
    child = os.fork()
    if child == 0:
        sys.exit(0)
    os.waitpid(child, 0)
    assert path.exists()
assert not path.exists()
"""


@pytest.fixture(autouse=True)
def parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return where these tests' directories are; the working directory is restored."""
    before = Path.cwd()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    os.chdir(before)


def test_nobody_else_may_enter_it() -> None:
    with private_directory() as path:
        assert path.stat().st_mode & 0o777 == 0o700


def test_it_is_gone_afterwards_with_all_that_is_in_it() -> None:
    with private_directory() as path:
        (path / "file").touch()

    assert not path.exists()


def test_a_fork_that_leaves_does_not_remove_it() -> None:
    subprocess.run([sys.executable, "-c", FORK], check=True, timeout=60)


def test_a_program_that_clears_old_files_finds_it_locked() -> None:
    with private_directory() as path:
        locked = subprocess.run(["flock", "--nonblock", path, "true"], check=False)

        assert locked.returncode == 1


def test_what_a_killed_run_has_left_is_cleared(parent: Path) -> None:
    left = parent / "support-packet-run-abcd1234"
    left.mkdir(mode=0o700)
    (left / "file").touch()

    with private_directory():
        assert not left.exists()


def test_what_a_running_server_uses_stays(parent: Path) -> None:
    other = parent / "support-packet-run-abcd1234"
    other.mkdir(mode=0o700)
    descriptor = os.open(other, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_SH)

    with private_directory():
        assert other.exists()
    os.close(descriptor)


@pytest.mark.parametrize(
    ("name", "mode"),
    [("support-packet-run-mine", 0o700), ("support-packet-run-abcd1234", 0o755)],
)
def test_what_others_have_made_stays(parent: Path, name: str, mode: int) -> None:
    (parent / name).mkdir()
    # Whatever the umask is.
    (parent / name).chmod(mode)

    with private_directory():
        assert (parent / name).exists()


def test_it_is_created_again_when_something_has_removed_it() -> None:
    with private_directory() as path:
        path.rmdir()
        enter(path)

        assert Path.cwd() == path
        assert path.stat().st_mode & 0o777 == 0o700


def test_it_is_where_systemd_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(runtime))

    with private_directory() as path:
        assert path.parent == runtime
