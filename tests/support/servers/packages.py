"""Programs from the system's packages: found, installed on demand, or the test is skipped."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar

import pytest
from support.servers.apt import Apt

Found = TypeVar("Found")

_SECONDS_FOR_PREFERRED = 60.0


def required_program(
    name: str, package: str, *, large: bool = False, apt: Apt | None = None
) -> Path:
    """Return where the program `name` of the Debian package `package` is.

    Where it is missing, root on Debian gets the package installed, unless it is `large`. A program
    that is still missing skips the test, with a reason that names both; with `CI` set it fails.
    """
    return _required(lambda: find_program(name), name, package, large=large, apt=apt)


def required_library(
    name: str, package: str, *, works: Callable[[], bool], apt: Apt | None = None
) -> None:
    """Do the same for the library `name`, without which a program does not work."""
    _required(lambda: works() or None, name, package, large=False, apt=apt)


def _required(
    find: Callable[[], Found | None], name: str, package: str, *, large: bool, apt: Apt | None
) -> Found:
    if found := find():
        return found
    missing = f"{name} of the Debian package {package} is missing"
    if large or not _is_debian_root():
        unavailable(f"{missing}: to run this test, as root: apt-get install {package}")
    problem = (apt or Apt()).install(package)
    return find() or unavailable(
        f"{missing}: {problem or f'apt-get reported no error, but there is still no {name}'}"
    )


def program_if_possible(name: str, package: str, *, apt: Apt | None = None) -> Path | None:
    """Return where the program `name` of the Debian package `package` is, which tests prefer.

    Where it is missing, root on Debian gets it installed; `None` where that is not possible.
    """
    if not find_program(name) and _is_debian_root():
        (apt or Apt(_SECONDS_FOR_PREFERRED)).install(package)
    return find_program(name)


def unavailable(reason: str) -> NoReturn:
    """Skip the test; in CI, where every test has to run, fail it and say what to do."""
    if os.environ.get("CI"):
        pytest.fail(
            f"{reason}\nCI does not skip tests: add the package to the machine's image, or repair "
            "its package sources. Without CI in the environment this test is skipped."
        )
    pytest.skip(reason)


def find_program(name: str) -> Path | None:
    """Return where the program `name` is, also outside of an ordinary user's `PATH`."""
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(versions, key=lambda path: path.parent.name, reverse=True)
    system = [Path("/usr/local/sbin"), Path("/usr/sbin"), Path("/sbin")]
    directories = os.pathsep.join(map(str, [*newest_first, *system]))
    found = shutil.which(name) or shutil.which(name, path=directories)
    return Path(found) if found else None


def _is_debian_root() -> bool:
    return Path("/etc/debian_version").exists() and os.geteuid() == 0
