"""The directory of one run of the server."""

import subprocess
import sys

from support_packet.cli.private_directory import private_directory

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


def test_nobody_else_may_enter_it() -> None:
    with private_directory() as path:
        assert path.stat().st_mode & 0o777 == 0o700


def test_it_is_gone_afterwards_with_all_that_is_in_it() -> None:
    with private_directory() as path:
        (path / "file").touch()

    assert not path.exists()


def test_a_fork_that_leaves_does_not_remove_it() -> None:
    subprocess.run([sys.executable, "-c", FORK], check=True, timeout=60)


def test_whoever_clears_old_files_finds_it_locked() -> None:
    with private_directory() as path:
        locked = subprocess.run(["flock", "--nonblock", path, "true"], check=False)

        assert locked.returncode == 1
