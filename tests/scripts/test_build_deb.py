"""The Debian package: what is in it, and for which Python."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from support.distributions.wheels import wheel

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
        "./usr/share/doc/support-packet/docs/operators.md",
        "./usr/share/doc/support-packet/deploy/monitoring/alerts.yaml",
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


@pytest.fixture
def root(package: Path, tmp_path: Path) -> Path:
    """Return a directory in place of `/`, for the scripts of the package, which is unpacked."""
    root = tmp_path / "root"
    subprocess.run(["dpkg-deb", "--raw-extract", package, root], check=True)
    (root / "bin").mkdir()
    for command in ("systemctl", "systemd-sysusers", "systemd-tmpfiles"):
        (root / "bin" / command).symlink_to("/bin/true")
    return root


def run_script(root: Path, name: str, argument: str) -> None:
    """Run a script of the package with the directories below `root`."""
    script = root / "DEBIAN" / name
    text = script.read_text(encoding="utf-8")
    for top in ("opt", "etc", "usr", "var"):
        text = text.replace(f" /{top}/", f" {root}/{top}/").replace(f"=/{top}/", f"={root}/{top}/")
    script.write_text(text, encoding="utf-8")
    path = f"{root / 'bin'}:{os.environ['PATH']}"
    subprocess.run(["sh", script, argument], env={**os.environ, "PATH": path}, check=True)


def test_an_update_installs_exactly_what_it_ships(root: Path) -> None:
    environment = root / "opt/support-packet"
    wheels = root / "usr/share/support-packet/wheels"
    for each in wheels.iterdir():
        each.unlink()
    venv.create(environment, with_pip=True)
    wheel(wheels, "dependency", "1.0")
    wheel(wheels, "support-packet", "1.0", "dependency>=1.0")
    run_script(root, "postinst", "configure")
    for each in wheels.iterdir():
        each.unlink()
    wheel(wheels, "dependency", "1.1")
    wheel(wheels, "support-packet", "1.1", "dependency>=1.0")

    run_script(root, "postinst", "configure")

    installed = {path.name for path in environment.rglob("*.dist-info")}
    assert {"dependency-1.1.dist-info", "support_packet-1.1.dist-info"} <= installed


@pytest.mark.parametrize(("argument", "kept"), [("remove", True), ("purge", False)])
def test_a_purge_also_removes_settings_and_cache(root: Path, argument: str, kept: bool) -> None:
    for path in ("opt/support-packet/bin/python", "etc/support-packet.env", "etc/other.env"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()
    (root / "var/cache/support-packet/rules").mkdir(parents=True)

    run_script(root, "postrm", argument)

    assert not (root / "opt/support-packet").exists()
    assert (root / "etc/support-packet.env").exists() is kept
    assert (root / "var/cache/support-packet").exists() is kept
    assert (root / "etc/other.env").exists()
