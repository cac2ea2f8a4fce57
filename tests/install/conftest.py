"""Installations on other systems: they take minutes, so `make install-tests` runs them."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from support.chroots.roots import REPOSITORY, Root, copy_of_debian

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is in this folder unless it was asked for, and allow it more time."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.timeout(1800))
            if "INSTALL_TESTS" not in os.environ:
                item.add_marker(pytest.mark.skip(reason="takes minutes: make install-tests"))


@pytest.fixture(scope="session")
def release() -> Path:
    """Return the folder with the files of a release, built now; `RELEASE` names one that exists."""
    if named := os.environ.get("RELEASE"):
        return Path(named).absolute()
    script = REPOSITORY / "scripts" / "release"
    done = subprocess.run([script, "--draft"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return REPOSITORY / "dist" / "release"


Installed = Callable[..., AbstractContextManager[Path]]
"""The fixture `debian_with_package`: takes the names of packages that are needed besides it."""


@pytest.fixture(scope="session")
def debian_with_package(release: Path) -> Installed:
    """Return what makes a clean Debian 12 with the `.deb` in it."""

    @contextmanager
    def install(*others: str) -> Iterator[Path]:
        with copy_of_debian("bookworm") as root:
            [package] = release.glob("support-packet_*_python3.11.deb")
            shutil.copy(package, root / "root/support-packet.deb")
            system = Root(root)
            system.run("apt-get", "--quiet", "update")
            arguments = ("--quiet", "install", "--yes", "--no-install-recommends")
            system.run("apt-get", *arguments, *others, "/root/support-packet.deb")
            yield root

    return install
