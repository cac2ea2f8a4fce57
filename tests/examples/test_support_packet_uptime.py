"""The example package: installed as its readers would install it, its own tests pass."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.packets import PacketMaker

EXAMPLE = Path(__file__).parents[2] / "examples" / "support-packet-uptime"

pytestmark = pytest.mark.skipif(
    not Path("/proc/uptime").exists(), reason="only Linux has /proc/uptime"
)


@pytest.fixture
def installed(packages: InstalledPackages) -> InstalledPackages:
    """Return the folder in which the example is installed."""
    install = ["uv", "pip", "install", "--offline", "--no-deps", "--no-build-isolation", "--quiet"]
    target = ["--python", sys.executable, "--target", str(packages.folder), str(EXAMPLE)]
    subprocess.run([sys.executable, "-m", *install, *target], check=True)
    return packages


@pytest.mark.usefixtures("installed")
def test_the_example_adds_its_file(packets: PacketMaker) -> None:
    files = packets.files()

    assert list(files) == ["support-packet-uptime/uptime.txt"]
    assert re.fullmatch(r"[0-9.]+ [0-9.]+\n", files["support-packet-uptime/uptime.txt"])


def test_the_tests_of_the_example_pass(installed: InstalledPackages) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--strict-markers", "."],
        cwd=EXAMPLE,
        env={**os.environ, "PYTHONPATH": str(installed.folder)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "\n2 passed in " in done.stdout, done.stdout
