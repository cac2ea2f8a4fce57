"""Programs of the system's packages: found, installed on demand, or the test is skipped."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest


def required_program(name: str, package: str, *, large: bool = False) -> Path:
    """Return where program `name` is; it comes with the Debian package `package`.

    Where it is missing and the machine is Debian and the user root, the package is installed,
    unless it is a `large` one. Elsewhere the test is skipped with a line that names the package;
    with `CI` set it fails.
    """
    program = find_program(name)
    reason = "install it to run this test"
    if program is None and not large and _is_debian_root():
        reason = _install(package)
        program = find_program(name)
    return program or _skip(f"{name} is missing, of the Debian package {package}: {reason}")


def find_program(name: str) -> Path | None:
    """Return where program `name` is, also where only root's or no `PATH` leads."""
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(versions, key=lambda path: path.parent.name, reverse=True)
    system = [Path("/usr/local/sbin"), Path("/usr/sbin"), Path("/sbin")]
    directories = os.pathsep.join(map(str, [*newest_first, *system]))
    found = shutil.which(name) or shutil.which(name, path=directories)
    return Path(found) if found else None


def _is_debian_root() -> bool:
    return Path("/etc/debian_version").exists() and os.geteuid() == 0


def _install(package: str) -> str:
    """Install `package` without starting its service; return why it is still not there."""
    if not any(Path("/var/lib/apt/lists").glob("*Packages*")):
        _apt_get("update")
    return _apt_get("install", "--yes", "--no-install-recommends", package)


def _apt_get(*arguments: str) -> str:
    # Run level 1 keeps the package's own scripts from starting a server of their own.
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    lock = Path(tempfile.gettempdir(), "support-packet-tests.apt.lock")
    with lock.open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        done = subprocess.run(
            ["apt-get", "--quiet", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
    return f"apt-get {arguments[0]} ended with {done.returncode}: {done.stderr.strip()}"


def _skip(message: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
