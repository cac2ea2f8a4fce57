"""The self-contained archive, in a root that has a shell and nothing else: not even a C library."""

import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.archive.entries import read
from support.chroots.roots import Root
from support.chroots.serving import portable_installation, serving_in
from support.servers.packages import required_program
from support.servers.process import server_directory

USER = 2000
PROGRAM = "/opt/support-packet/bin/support-packet"
PYTHON = "/opt/support-packet/bin/python"


@pytest.fixture(scope="module")
def root(release: Path) -> Iterator[Path]:
    """Return the root with the archive in it, unpacked as docs/install.md says."""
    busybox = required_program("busybox", "busybox-static")
    with server_directory("archive") as root:
        for folder in ("bin", "dev", "etc", "mattermost", "opt", "proc", "tmp"):
            (root / folder).mkdir()
        shutil.copy(busybox, root / "bin/busybox")
        for command in ("dirname", "readlink", "sh"):
            (root / "bin" / command).symlink_to("busybox")
        [archive] = release.glob("support-packet-*-linux-*.tar.gz")
        with tarfile.open(archive) as packed:
            packed.extractall(root / "opt", filter="tar")
        yield root


def test_nothing_of_the_system_is_used(root: Path) -> None:
    names = {path.name for path in (root / "bin").iterdir()}

    assert names == {"busybox", "dirname", "readlink", "sh"}
    assert not list(root.glob("lib*"))
    assert not list(root.glob("usr"))
    assert Root(root, user=USER).run(PROGRAM, "--version").startswith("support-packet ")


def test_every_collector_is_loaded(root: Path) -> None:
    lines = Root(root, user=USER).run(PROGRAM, "plugins").splitlines()[1:]

    assert lines
    assert all("loaded" in line for line in lines)


def test_its_interpreter_starts_itself(root: Path) -> None:
    code = (
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(1 + 1)'], check=True)"
    )

    assert Root(root, user=USER).run(PYTHON, "-c", code) == "2\n"


def test_it_makes_a_packet(root: Path, tmp_path: Path) -> None:
    installation = portable_installation(tmp_path / "mattermost", USER)
    place = Root(root, {"/mattermost": installation.directory}, read_only=True, user=USER)
    command = (PROGRAM, "serve", "--mattermost", "/mattermost", "--bind", "127.0.0.1:0")

    with serving_in(place, tmp_path / "log", *command) as program:
        answer = program.packet(installation.tokens["admin"])

    assert answer.status == 200
    assert len(read(answer.body)["mattermost.log"]) > 50_000


def test_the_licenses_of_its_libraries_are_there(root: Path) -> None:
    licenses = {path.name for path in (root / "opt/support-packet/share/licenses").iterdir()}

    assert {"libc6", "libssl3"} & licenses
