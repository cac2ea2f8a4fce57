"""The Debian package: what is in it, and for which Python."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the package, with one file in place of the wheels."""
    if shutil.which("dpkg-deb") is None:
        pytest.skip("dpkg-deb is not installed")
    folder = tmp_path_factory.mktemp("deb")
    (folder / "any-1.0-py3-none-any.whl").touch()
    subprocess.run(
        [ROOT / "scripts/build-deb", "1.2.3", sys.executable, folder, folder], check=True
    )
    return next(folder.glob("*.deb"))


def listed(package: Path, option: str) -> str:
    done = subprocess.run(["dpkg-deb", option, package], capture_output=True, text=True, check=True)
    return done.stdout


def test_it_holds_the_wheels_and_what_systemd_reads(package: Path) -> None:
    contents = listed(package, "--contents")

    for path in (
        "./usr/share/support-packet/wheels/any-1.0-py3-none-any.whl",
        "./usr/lib/systemd/system/support-packet.service",
        "./usr/lib/systemd/system/support-packet.socket",
        "./usr/lib/sysusers.d/support-packet.conf",
        "./usr/lib/tmpfiles.d/support-packet.conf",
    ):
        assert path in contents
    assert all(line.split()[1] == "root/root" for line in contents.splitlines())


def test_it_is_for_one_release_of_python(package: Path) -> None:
    major, minor = sys.version_info[:2]

    information = listed(package, "--info")

    assert "Version: 1.2.3" in information
    assert f"python3 (>= {major}.{minor}), python3 (<< {major}.{minor + 1})" in information


@pytest.mark.parametrize("script", ["postinst", "prerm", "postrm"])
def test_its_scripts_can_be_read_by_a_shell(package: Path, tmp_path: Path, script: str) -> None:
    subprocess.run(["dpkg-deb", "--control", package, tmp_path / "control"], check=True)

    subprocess.run(["sh", "-n", tmp_path / "control" / script], check=True)
