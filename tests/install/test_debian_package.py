"""The `.deb`, installed into a clean Debian, started there, and removed again."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from support.chroots.roots import Root
from support.chroots.serving import portable_installation, serving_in

PROGRAM = "/opt/support-packet/bin/support-packet"
ANY_PORT = ("--bind", "127.0.0.1:0")
UNIT = "usr/lib/systemd/system/support-packet.service"


@pytest.fixture(scope="module")
def root(debian_with_package: Callable[..., AbstractContextManager[Path]]) -> Iterator[Path]:
    """Return a clean Debian 12 with the package in it."""
    with debian_with_package() as root:
        (root / "opt/mattermost").mkdir()
        yield root


def test_the_program_runs(root: Path) -> None:
    assert Root(root, user=65534).run(PROGRAM, "--version").startswith("support-packet ")


def test_the_unit_starts_what_is_installed(root: Path) -> None:
    text = (root / UNIT).read_text(encoding="utf-8")
    [command] = [line for line in text.splitlines() if line.startswith("ExecStart=")]

    assert command.removeprefix("ExecStart=").split()[0] == PROGRAM
    assert (root / "usr/lib/sysusers.d/support-packet.conf").exists()
    assert (root / "usr/lib/tmpfiles.d/support-packet.conf").exists()


def test_it_makes_a_packet_of_the_usual_directory(root: Path, tmp_path: Path) -> None:
    """The default of `--mattermost` is where Mattermost's packages install it."""
    installation = portable_installation(tmp_path / "mattermost", 65534)
    place = Root(root, {"/opt/mattermost": installation.directory}, read_only=True, user=65534)

    with serving_in(place, tmp_path / "log", PROGRAM, "serve", *ANY_PORT) as program:
        assert program.packet(installation.tokens["admin"]).status == 200


def test_it_is_removed_without_a_trace(root: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copy"
    subprocess.run(["cp", "-a", "--reflink=auto", str(root), str(copied)], check=True)
    (copied / "root/support-packet.deb").unlink()
    cache = copied / "var/cache/support-packet"
    cache.mkdir()
    (copied / "etc/support-packet.env").touch()

    Root(copied).run("apt-get", "--quiet", "purge", "--yes", "support-packet")

    # dpkg and apt remember what they did.
    left = [path for path in copied.rglob("*support-packet*") if "var" not in path.parts[:-1]]
    assert left == []
    assert not cache.exists()
