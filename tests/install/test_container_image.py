"""The image of `deploy/Containerfile`, built without a daemon and run as containers are."""

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.archive.entries import read
from support.chroots.roots import CERTIFICATES, REPOSITORY, Root, debian
from support.chroots.serving import portable_installation, serving_in
from support.servers.packages import required_program

USER = 2000
SERVE = ("/opt/support-packet/bin/support-packet", "serve", "--mattermost", "/mattermost")

Buildah = Callable[..., str]


@pytest.fixture(scope="module")
def buildah() -> Iterator[Buildah]:
    """Return a function that runs buildah, whose images are removed at the end."""
    program = required_program("buildah", "buildah")
    base = debian("bookworm")
    with tempfile.TemporaryDirectory(prefix="support-packet-images-", dir="/var/tmp") as store:
        places = ("--root", f"{store}/root", "--runroot", f"{store}/run")

        def run(*arguments: str | Path) -> str:
            command = [program, "--storage-driver", "vfs", *places, *arguments]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
            return done.stdout.strip()

        container = run("from", "scratch")
        run("add", "--quiet", container, base, "/")
        run("commit", "--quiet", "--rm", container, "base")
        pip = Path(store) / "pip.conf"
        pip.write_text("[global]\ncert = /run/ca.pem\n", encoding="utf-8")
        run(
            *("build", "--isolation", "chroot", "--layers=false", "--tag", "support-packet"),
            *("--build-arg", "BASE=localhost/base", "--volume", f"{pip}:/etc/pip.conf:ro"),
            *("--volume", f"{CERTIFICATES}:/run/ca.pem:ro"),
            *("--file", REPOSITORY / "deploy/Containerfile", REPOSITORY),
        )
        yield run
        run("umount", "--all")


@pytest.fixture(scope="module")
def image(buildah: Buildah) -> Path:
    """Return the image's file system, without any shell."""
    root = Path(buildah("mount", buildah("from", "support-packet")))
    for shell in ("bash", "dash", "rbash", "sh"):
        (root / "bin" / shell).unlink(missing_ok=True)
    return root


def test_it_says_how_it_is_run(buildah: Buildah) -> None:
    config = json.loads(buildah("inspect", "--type", "image", "support-packet"))["OCIv1"]["config"]

    assert config["User"] == f"{USER}:{USER}"
    assert config["Entrypoint"] == ["/opt/support-packet/bin/support-packet"]
    assert config["Cmd"] == ["serve", "--mattermost", "/mattermost", "--bind", "0.0.0.0:8066"]
    assert set(config["ExposedPorts"]) == {"8066/tcp"}


def test_it_holds_no_installer(image: Path) -> None:
    assert not list(image.glob("opt/support-packet/lib/*/site-packages/pip"))
    assert not list(image.glob("usr/lib/python3*/site-packages/pip"))
    assert not (image / "build").exists()


def test_it_serves_from_a_read_only_root_as_the_user_of_mattermost(
    image: Path, tmp_path: Path
) -> None:
    installation = portable_installation(tmp_path / "mattermost", USER)
    mounts = {"/mattermost": installation.directory}
    root = Root(image, mounts, read_only=True, user=USER)

    with serving_in(root, tmp_path / "log", *SERVE, "--bind", "127.0.0.1:0") as program:
        answer = program.packet(installation.tokens["admin"])
        healthy = program.request("GET", "/healthz").status

    assert healthy == 200
    assert answer.status == 200
    files = read(answer.body)
    assert {"mattermost.log", "sanitized_config.json", "plugins.json"} <= set(files)
    assert b"database_version" in files["support_packet.yaml"]


def test_without_a_writable_tmp_it_says_what_it_needs(image: Path, tmp_path: Path) -> None:
    installation = portable_installation(tmp_path / "mattermost", USER)
    mounts = {"/mattermost": installation.directory}
    root = Root(image, mounts, read_only=True, user=USER, writable_tmp=False)

    done = subprocess.run(
        root.command(*SERVE, "--bind", "127.0.0.1:0"),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "TMPDIR" in done.stderr
    assert len(done.stderr.splitlines()) == 1
