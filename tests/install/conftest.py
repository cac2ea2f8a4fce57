"""Installations on other systems: they take minutes, so `make install-tests` runs them."""

import os
import subprocess
from pathlib import Path

import pytest
from support.chroots.roots import REPOSITORY

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
