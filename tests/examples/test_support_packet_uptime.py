"""The example package: installed as its readers would install it, it adds its file."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.packets import PacketMaker

EXAMPLE = Path(__file__).parents[2] / "examples" / "support-packet-uptime"


@pytest.mark.skipif(not Path("/proc/uptime").exists(), reason="only Linux has /proc/uptime")
def test_the_example_adds_its_file(packages: InstalledPackages, packets: PacketMaker) -> None:
    install = ["uv", "pip", "install", "--offline", "--no-deps", "--no-build-isolation", "--quiet"]
    target = ["--python", sys.executable, "--target", str(packages.folder), str(EXAMPLE)]
    subprocess.run([sys.executable, "-m", *install, *target], check=True)

    files = packets.files()

    assert list(files) == ["support-packet-uptime/uptime.txt"]
    assert re.fullmatch(r"[0-9.]+ [0-9.]+\n", files["support-packet-uptime/uptime.txt"])
